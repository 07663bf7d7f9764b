import type { ParserMap } from 'nuqs/server'
import { downloadsParsers } from './downloads-state'
import { plannerParsers } from './planner-state'
import { presentParsers } from './present-state'
import { reportParsers } from './report-state'
import { tagParsers } from './tag-state'
import { viewParsers } from './view-state'

/** Pages whose links are read with care: what each of their parameters may hold. A page that is not here keeps all. */
export const LINK_PARSERS = {
  compare: viewParsers,
  downloads: downloadsParsers,
  planner: plannerParsers,
  tag: tagParsers,
  report: reportParsers,
  present: presentParsers,
} as const satisfies Readonly<Record<string, ParserMap>>

export type LinkPage = keyof typeof LINK_PARSERS

/** The page of a path; undefined for one whose parameters are not known here. */
export function pageOf(path: string): LinkPage | undefined {
  const name = path === '/' ? 'compare' : path.slice(1)
  return isLinkPage(name) && (path === '/' || name !== 'compare') ? name : undefined
}

/** Whether a page's parameters are known here. */
export function isLinkPage(name: string): name is LinkPage {
  return Object.hasOwn(LINK_PARSERS, name)
}
