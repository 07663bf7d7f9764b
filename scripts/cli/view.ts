import path from 'node:path'
import { parseLocale } from '../../lib/i18n/locale'
import type { Locale } from '../../lib/i18n/locales'
import { pageOf } from '../../lib/link/pages'
import type { Args, Options } from './command'
import { UsageError } from './errors'

/** Options that are parameters of a page's link of the same name. */
const PARAMETERS = [
  'basis',
  'units',
  'cache',
  'rule',
  'platform',
  'source',
  'sort',
  'lang',
  'show',
  'theme',
  'card',
] as const

/** Where figures come from and how they are said: options that every answer has. */
export const VIEW_OPTIONS: Options = {
  units: { type: 'string', choices: ['decimal', 'binary'], help: 'units of bytes (decimal)' },
  platform: {
    type: 'string',
    value: 'OS/ARCH',
    help: "platform of a multi-platform image (the daemon's, else linux/amd64)",
  },
  source: {
    type: 'string',
    value: 'SOURCE',
    help: 'auto (daemon and registries), sample, archive:NAME, snapshot:NAME (auto)',
  },
  snapshot: {
    type: 'string',
    multiple: true,
    value: 'FILE',
    help: 'open a saved snapshot, and read from it; with --source auto beside live tags: REF;from=FILE',
  },
  link: {
    type: 'string',
    value: 'URL',
    help: 'start from what a link of the page shows; options and REFs go before it',
  },
  lang: { type: 'string', choices: ['en', 'ko'], help: 'language of the answer (en)' },
}

/** What a comparison is computed for. */
export const COMPARE_OPTIONS: Options = {
  basis: {
    type: 'string',
    choices: ['transfer', 'unpacked'],
    help: 'bytes on the network, or on a host (transfer)',
  },
  cache: {
    type: 'string',
    value: 'SET',
    help: 'what a host holds: earlier, previous[:N], base, none, daemon, tags:A,B (earlier)',
  },
  rule: {
    type: 'string',
    choices: ['auto', 'classic', 'containerd', 'prefix-only'],
    help: "what a pull reuses (auto: the daemon's, else classic)",
  },
}

/**
 * The query string of the page whose cards are asked for.
 *
 * @param own  parameters of the page that the command knows itself; those with a value replace the link's
 * @throws UsageError that says what of `--link` cannot be read
 */
export function searchOf(
  page: string,
  args: Args,
  own: Readonly<Record<string, string | readonly string[] | undefined>>,
): URLSearchParams {
  const search = linkOf(page, args.text('link'))
  const [snapshot] = args.texts('snapshot')
  if (snapshot !== undefined) search.set('source', `snapshot:${path.basename(snapshot)}`)
  for (const name of PARAMETERS) {
    const value = args.text(name)
    if (value !== undefined) search.set(name, value)
  }
  // `scale` of a tag's link is how its layers are drawn.
  const scale = args.text('scale')
  if (scale !== undefined) search.set('dpr', scale)
  for (const [name, value] of Object.entries(own)) {
    if (value === undefined || value.length === 0) continue
    search.delete(name)
    for (const one of [value].flat()) search.append(name, one)
  }
  return search
}

function linkOf(page: string, link: string | undefined): URLSearchParams {
  if (link === undefined) return new URLSearchParams()
  if (link.startsWith('?')) return new URLSearchParams(link)
  if (!URL.canParse(link))
    throw new UsageError(`--link expects an address of the page or its query, not '${link}'`)
  const { pathname, searchParams } = new URL(link)
  const of = pageOf(pathname)
  if (of !== undefined && of !== page) {
    throw new UsageError(`that is a link of another page: strata ${of} --link …`)
  }
  return searchParams
}

/** The language of the answer: what is asked for, else English, so that a script reads the same on every machine. */
export function localeOf(search: URLSearchParams): Locale {
  return parseLocale(search.get('lang') ?? undefined) ?? 'en'
}

/** What the API asks of a tag, with the tag that the page's link names. */
export function withReference(search: URLSearchParams, reference = search.get('ref') ?? ''): URLSearchParams {
  return new URLSearchParams([...search, ['reference', reference]])
}
