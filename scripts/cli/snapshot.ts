import { needStrategies } from './cards'
import type { Command } from './command'
import { UsageError } from './errors'
import { targetOf } from './output'
import { STRATEGY_HELP, STRATEGY_OPTIONS, strategiesOf } from './strategies'
import { COMPARE_OPTIONS, searchOf, VIEW_OPTIONS } from './view'

export const snapshot: Command = {
  name: 'snapshot',
  summary: 'save what a comparison is computed from, to be opened where there is no daemon and no registry',
  usage: 'REF [REF…] [-o FILE] [options]',
  details: `${STRATEGY_HELP}

FILE is *.strata.json, or *.strata.json.gz. Open it with strata compare --snapshot FILE, or by dropping it on the page.`,
  options: {
    output: { type: 'string', short: 'o', value: 'FILE', help: 'write to a file instead of standard output' },
    title: { type: 'string', value: 'TEXT', help: "title (the strategies' names)" },
    notes: { type: 'string', value: 'TEXT', help: 'notes that are kept with it' },
    files: {
      type: 'boolean',
      help: 'with the lists of files of the layers; reads the layers that nobody has read yet',
    },
    gzip: { type: 'boolean', help: 'pack it, whatever the ending of FILE' },
    ...STRATEGY_OPTIONS,
    ...COMPARE_OPTIONS,
    ...VIEW_OPTIONS,
    'allow-partial': { type: 'boolean', help: 'exit with 0 where some tags or sources could not be read' },
  },
  examples: [
    'strata snapshot localhost:5000/chained localhost:5000/fixed -o before.strata.json',
    "strata snapshot app --title 'Before the new base' --files -o before.strata.json.gz",
    "strata compare app 'app;from=before.strata.json;name=Before' --snapshot before.strata.json --source auto",
  ],
  async run(args) {
    const search = searchOf('compare', args, { s: strategiesOf(args) })
    needStrategies(search)
    const target = targetOf(args)
    if (target.file === undefined && process.stdout.isTTY) {
      throw new UsageError('a snapshot is no text for a terminal; use -o FILE, or redirect it')
    }
    const { save } = await import('./save')
    return save(search, target, args)
  },
}
