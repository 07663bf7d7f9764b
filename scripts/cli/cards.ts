import type { Args, Options } from './command'
import { UsageError } from './errors'
import { exportTarget, OUTPUT_OPTIONS } from './output'
import { strategiesOf } from './strategies'
import { searchOf, VIEW_OPTIONS } from './view'

/** Options of every command that answers with cards of a page, behind its own. */
export const CARD_OPTIONS: Options = {
  ...OUTPUT_OPTIONS,
  show: {
    type: 'string',
    choices: ['table', 'chart', 'both'],
    help: 'what a picture shows (svg: chart, png: both)',
  },
  theme: { type: 'string', choices: ['light', 'dark'], help: 'colours of a picture (light)' },
  scale: { type: 'string', choices: ['1', '2', '3'], help: 'pixels of a PNG per pixel of the page (2)' },
  ...VIEW_OPTIONS,
  'allow-partial': { type: 'boolean', help: 'exit with 0 where some tags or sources could not be read' },
}

/** Parameters of a page, by their names in its link. */
export type Parameters = Readonly<Record<string, string | readonly string[] | undefined>>

/** Answers with cards of a page about the strategies that a command line names. @throws UsageError */
export async function answerStrategies(page: 'compare' | 'downloads', args: Args, own: Parameters = {}) {
  const search = searchOf(page, args, { ...own, s: strategiesOf(args) })
  needStrategies(search)
  const target = exportTarget(args, process.stdout.isTTY)
  // Everything that reads comes with it, and takes its time to load: not for a mistyped line.
  const { answerPage } = await import('./answer')
  return answerPage({ page, search, target, filesOf: [], onlyFiles: false }, args)
}

/** Only what stands in for live sources knows strategies of its own. @throws UsageError */
export function needStrategies(search: URLSearchParams): void {
  if (search.has('s') || search.has('z') || (search.get('source') ?? 'auto') !== 'auto') return
  throw new UsageError(
    'name at least one strategy, such as localhost:5000/app; or see the sample: --source sample',
  )
}
