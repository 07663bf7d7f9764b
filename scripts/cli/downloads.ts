import { answerStrategies, CARD_OPTIONS } from './cards'
import type { Args, Command } from './command'
import { UsageError } from './errors'
import { STRATEGY_HELP, STRATEGY_OPTIONS } from './strategies'
import { COMPARE_OPTIONS } from './view'

/** Options that are parameters of the page under shorter names. */
const PARAMETERS = {
  pull: 'pt',
  from: 'pf',
  keep: 'keep',
  ahead: 'ahead',
  drop: 'drop',
  hosts: 'hosts',
  bandwidth: 'bw',
} as const

export const downloads: Command = {
  name: 'downloads',
  summary: 'say what releases cost: pulls, upgrades, rollouts, storage',
  usage: 'REF [REF…] [options]',
  details: STRATEGY_HELP,
  options: {
    card: {
      type: 'string',
      choices: ['cached', 'matrix', 'pull', 'rollout', 'storage'],
      help: 'one card instead of all (a picture is of one: cached)',
    },
    pull: { type: 'string', value: 'TAG', help: 'tag whose pull is looked at, layer by layer (the last)' },
    of: { type: 'string', value: 'N', help: 'number of the REF which that tag is of (1)' },
    from: { type: 'string', value: 'TAG', help: 'tag that the host comes from, in place of --cache' },
    bandwidth: { type: 'string', value: 'MB/S', help: 'of that pull (25)' },
    hosts: { type: 'string', value: 'N', help: 'hosts of the fleet that follows releases (100)' },
    keep: { type: 'string', value: 'N', help: 'tags that a host keeps (3)' },
    ahead: { type: 'string', value: 'N', help: 'releases ahead to reckon with (10)' },
    drop: { type: 'string', value: 'N', help: 'oldest tags to delete (1)' },
    ...STRATEGY_OPTIONS,
    ...COMPARE_OPTIONS,
    ...CARD_OPTIONS,
  },
  examples: [
    'strata downloads localhost:5000/app --card matrix',
    'strata downloads localhost:5000/app --card pull --pull 0.0.3 --from 0.0.1 -o pull.svg',
    'strata downloads a b --card rollout --hosts 500 --format csv',
  ],
  run: (args) => answerStrategies('downloads', args, { ...parametersOf(args), ps: placeOf(args) }),
}

function parametersOf(args: Args) {
  return Object.fromEntries(Object.entries(PARAMETERS).map(([option, name]) => [name, args.text(option)]))
}

/** People count strategies from one, links from nought. */
function placeOf(args: Args): string | undefined {
  const of = args.text('of')
  if (of === undefined) return undefined
  if (!/^[1-9]$/.test(of)) throw new UsageError(`--of is the number of a REF, not '${of}'`)
  return String(Number(of) - 1)
}
