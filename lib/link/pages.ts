import { createLoader, type inferParserType, type ParserMap } from 'nuqs/server'
import { downloadsParsers } from './downloads-state'
import { plannerParsers } from './planner-state'
import { presentParsers, reportParsers } from './report-state'
import { tagParsers } from './tag-state'
import { viewParsers } from './view-state'

interface Page {
  /** Names it in messages, in addresses of exports and pictures, and in commands. */
  readonly key: string
  readonly path: string
  /** What each parameter of its link may hold. */
  readonly parsers: ParserMap
  /** Whether a person goes there by name. */
  readonly inNavigation: boolean
  /** Whether its cards leave it as `/api/<key>.<format>`. */
  readonly hasExports: boolean
}

/** Pages whose links are read with care, in the order of the navigation. A page that is not here keeps all. */
export const PAGES = [
  { key: 'compare', path: '/', parsers: viewParsers, inNavigation: true, hasExports: true },
  { key: 'downloads', path: '/downloads', parsers: downloadsParsers, inNavigation: true, hasExports: true },
  { key: 'planner', path: '/planner', parsers: plannerParsers, inNavigation: true, hasExports: true },
  { key: 'tag', path: '/tag', parsers: tagParsers, inNavigation: false, hasExports: true },
  { key: 'report', path: '/report', parsers: reportParsers, inNavigation: true, hasExports: false },
  { key: 'present', path: '/present', parsers: presentParsers, inNavigation: true, hasExports: false },
] as const satisfies readonly Page[]

type AnyPage = (typeof PAGES)[number]
export type PageKey = AnyPage['key']
export type PageParsers<P extends PageKey> = Extract<AnyPage, { key: P }>['parsers']
export type ExportPage = Extract<AnyPage, { hasExports: true }>['key']

export const NAVIGATION = PAGES.filter((page) => page.inNavigation)
export const EXPORT_PAGES: readonly ExportPage[] = PAGES.filter((page) => page.hasExports).map(
  ({ key }) => key,
)

/** What each parameter of a page's link may hold. */
export function parsersOf(page: PageKey): ParserMap {
  return PAGES.find(({ key }) => key === page)?.parsers ?? {}
}

/** The state of a page, as its link holds it. */
export type PageState<P extends PageKey> = inferParserType<PageParsers<P>>

/** Reads the state of a page. Unknown values fall back to the defaults. */
export function loadPage<P extends PageKey>(page: P, search: URLSearchParams | string): PageState<P> {
  return createLoader(parsersOf(page))(search) as PageState<P>
}

/** The page of a path; undefined for one whose parameters are not known here. */
export function pageOf(path: string): PageKey | undefined {
  return PAGES.find((page) => page.path === path)?.key
}

/** Whether a page's parameters are known here. */
export function isPage(name: string): name is PageKey {
  return PAGES.some(({ key }) => key === name)
}
