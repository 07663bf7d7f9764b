import type { StrategyInput } from '../analysis/question'
import type { SnapshotMark } from '../analysis/report'
import type { SourceFailure } from '../oci/failure'
import { shortSearch } from './link'
import { carriedSearch } from './page-link'
import { pageOf } from './pages'
import { formatStrategy, MAX_STRATEGIES, parseStrategy } from './strategy-param'

/** A snapshot that can be opened. */
export interface OpenSnapshot extends SnapshotMark {
  /** Link of the view that it was saved with. */
  readonly href: string
  /** Tags in it, read or not. */
  readonly tags: number
  readonly repositories: readonly {
    readonly repository: string
    readonly familiar: string
    readonly tags?: number | undefined
  }[]
  /** Its series as they were named, to be laid beside others: each with its `from`. */
  readonly strategies: readonly StrategyInput[]
}

/** `GET /api/snapshots`: in the order of the configuration, then as they were opened. */
export interface SnapshotsReport {
  readonly snapshots: readonly OpenSnapshot[]
  /** Files of the configuration that cannot be opened. */
  readonly problems: readonly SourceFailure[]
  /** The most that one may be. */
  readonly limitBytes: number
}

/** What of a saved view is the person's own, and no part of what was shown. */
const OWN = ['lang', 'theme', 'source']

/**
 * The link that opens a snapshot as it was saved. A page or a parameter that this version does not know is left out,
 * and so are the strategies: the snapshot has them. Only the Planner gets them, since it has plans beside them.
 */
export function snapshotHref(
  name: string,
  view?: { readonly path: string; readonly search: string },
): string {
  const page = view && pageOf(view.path)
  const known = new URLSearchParams(page && shortSearch(page, new URLSearchParams(view.search)))
  for (const own of page === 'planner' ? OWN : [...OWN, 's']) known.delete(own)
  const search = new URLSearchParams([['source', `snapshot:${name}`], ...known])
  return `${page === undefined ? '/' : view?.path}?${search}`
}

/**
 * The link of a comparison with a snapshot's strategies beside live ones: those that are shown, or the same ones
 * live when the page shows none. As many as fit.
 *
 * @param search  of the page
 */
export function besideHref(search: URLSearchParams, { strategies }: OpenSnapshot): string {
  const isLive = !search.has('source') || search.get('source') === 'auto'
  const next = carriedSearch(isLive ? search : [])
  const shown = next.getAll('s').map(parseStrategy)
  const most = Math.floor(MAX_STRATEGIES / 2)
  const live =
    shown.length > 0 ? shown : strategies.slice(0, most).map(({ from: _, name: __, ...own }) => own)
  next.delete('s')
  for (const strategy of [...live, ...strategies].slice(0, MAX_STRATEGIES)) {
    next.append('s', formatStrategy(strategy))
  }
  return `/?${next}`
}

/** What is to be saved of the page that is shown. */
export interface SaveChoice {
  readonly title: string
  readonly notes: string
  /** With the lists of files of the layers that were read. */
  readonly files: boolean
  readonly gzip: boolean
}

/** The address of the file. @param page  path and query string of the page that is shown */
export function saveHref(page: string, { title, notes, files, gzip }: SaveChoice): string {
  const search = new URLSearchParams({ view: page })
  if (title.trim()) search.set('title', title.trim())
  if (notes.trim()) search.set('notes', notes.trim())
  if (files) search.set('files', 'true')
  if (gzip) search.set('gzip', 'true')
  return `/api/snapshot?${search}`
}
