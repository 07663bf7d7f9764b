import { answerStrategies, CARD_OPTIONS } from './cards'
import type { Command } from './command'
import { STRATEGY_HELP, STRATEGY_OPTIONS } from './strategies'
import { COMPARE_OPTIONS } from './view'

export const compare: Command = {
  name: 'compare',
  summary: 'compare strategies: verdicts and the three tables',
  usage: 'REF [REF…] [options]',
  details: STRATEGY_HELP,
  options: {
    card: {
      type: 'string',
      choices: ['verdicts', 'total', 'cached', 'uncached'],
      help: 'one card instead of all (a picture is of one: total)',
    },
    ...STRATEGY_OPTIONS,
    ...COMPARE_OPTIONS,
    sort: {
      type: 'string',
      value: 'COLUMN',
      help: 'version, layers, local, registry, cached, uncached; largest first with --sort=-COLUMN',
    },
    ...CARD_OPTIONS,
  },
  examples: [
    'strata compare localhost:5000/chained localhost:5000/fixed',
    "strata compare 'ghcr.io/a/app;tags=1.*;take=-5' --card cached --format md | gh pr comment --body-file -",
    'strata compare a b --name Before --name After --basis unpacked -o total.png',
    'strata compare --source sample --format json',
  ],
  run: (args) => answerStrategies('compare', args),
}
