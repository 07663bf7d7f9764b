import { type Command, Option } from 'commander'
import { cardsOf } from '../../lib/document/cards'
import { UNREAD_FILES } from '../../lib/document/cards/tag/context'
import { SORT_KEYS } from '../../lib/link/view-state'
import { parseReference } from '../../lib/oci/reference'
import { UsageError } from './errors'
import {
  cardOptions,
  compareOptions,
  LinkOption,
  linkOptionOf,
  type Options,
  OUTPUT,
  viewOptions,
} from './options'
import { exportTarget, fileOf } from './output'
import { searchOf } from './search'
import { STRATEGY_HELP, strategiesOf } from './strategies'

/** Cards that say nothing until the files of the layers have been read. */
const OF_FILES = cardsOf('tag').flatMap(({ id, missing }) => (missing === UNREAD_FILES ? [id] : []))

const downloadsOption = linkOptionOf('downloads')

/** The fleet that a page's answer is for. */
const fleetOptions = (page: 'compare' | 'downloads') => [
  linkOptionOf(page)('hosts', 'hosts of the fleet that follows releases'),
  linkOptionOf(page)('empty', 'per cent of them that start empty at each release'),
  linkOptionOf(page)('month', 'releases a month'),
]

/** Gives the program its commands, in the order of its help. */
export function addCommands(program: Command): void {
  const add = (name: string, summary: string, options: readonly Option[], ...examples: readonly string[]) => {
    const command = program
      .command(name)
      .summary(summary)
      .description(`${summary[0]?.toUpperCase()}${summary.slice(1)}.`)
      .helpOption('-h, --help', 'show this')
      .addHelpText('after', ['\nExamples:', ...examples.map((example) => `  strata ${example}`)].join('\n'))
    for (const option of options) command.addOption(option)
    return command
  }

  add(
    'compare',
    'compare strategies: the answer for a fleet, verdicts and the three tables',
    [
      ...compareOptions('compare'),
      linkOptionOf('compare')(
        'sort',
        `column to sort by: ${SORT_KEYS.join(', ')}; largest first with --sort=-COLUMN`,
      ),
      ...fleetOptions('compare'),
      ...cardOptions('compare'),
    ],
    'compare localhost:5000/chained localhost:5000/fixed',
    "compare 'ghcr.io/a/app;tags=1.*;take=-5' --card cached --format md | gh pr comment --body-file -",
    'compare a b --name Before --name After --basis unpacked -o total.png',
    'compare a b --card answer --hosts 500 --empty 20 --month 8',
    'compare --source sample --format json',
  )
    .argument('[REF...]', STRATEGY_HELP)
    .action((refs, options, command) => answerStrategies('compare', refs, options, command))

  add(
    'downloads',
    'say what releases cost: pulls, upgrades, rollouts, storage',
    [
      downloadsOption(
        'pt',
        'tag whose pull is looked at, layer by layer, the last when absent',
        '--pull <tag>',
      ),
      new LinkOption('--of <n>', 'number of the REF which that tag is of (1)', 'ps').argParser(placeOf),
      downloadsOption('pf', 'tag that the host comes from, in place of --cache', '--from <tag>'),
      downloadsOption('bw', 'MB/s of that pull', '--bandwidth <n>'),
      ...fleetOptions('downloads'),
      downloadsOption('keep', 'tags that a host keeps'),
      downloadsOption('ahead', 'releases ahead to reckon with'),
      downloadsOption('drop', 'oldest tags to delete'),
      ...compareOptions('downloads'),
      ...cardOptions('downloads'),
    ],
    'downloads localhost:5000/app --card matrix',
    'downloads localhost:5000/app --card pull --pull 0.0.3 --from 0.0.1 -o pull.svg',
    'downloads a b --card rollout --hosts 500 --format csv',
  )
    .argument('[REF...]', STRATEGY_HELP)
    .action((refs, options, command) => answerStrategies('downloads', refs, options, command))

  add(
    'tag',
    "show one tag: its layers, history, files and waste, and another tag's differences",
    [
      linkOptionOf('tag')(
        'with',
        'the tag before, for --card compare (else the one before in the series)',
        '--with <REF>',
      ),
      new Option(
        '--files',
        `read the files of the layers first, where nobody has yet; --card ${OF_FILES.join(', ')} do so anyway`,
      ),
      ...cardOptions('tag'),
    ],
    'tag localhost:5000/app:0.0.2',
    'tag localhost:5000/app:0.0.2 --card waste --format json',
    'tag localhost:5000/app:0.0.2 --card compare --with localhost:5000/app:0.0.1',
  )
    .argument('[REF]', 'one image: localhost:5000/app:0.0.1, redis:7. Without a tag it is :latest')
    .action(answerTag)

  add(
    'snapshot',
    'save what a comparison is computed from, to be opened where there is no daemon and no registry',
    [
      OUTPUT,
      new Option('--title <text>', "title (the strategies' names)"),
      new Option('--notes <text>', 'notes that are kept with it'),
      new Option(
        '--files',
        'with the lists of files of the layers; reads the layers that nobody has read yet',
      ),
      new Option('--gzip', 'pack it, whatever the ending of the file: *.strata.json, or *.strata.json.gz'),
      ...compareOptions('compare'),
      ...viewOptions('compare'),
    ],
    'snapshot localhost:5000/chained localhost:5000/fixed -o before.strata.json',
    "snapshot app --title 'Before the new base' --files -o before.strata.json.gz",
    "compare app 'app;from=before.strata.json;name=Before' --snapshot before.strata.json --source auto",
  )
    .argument('[REF...]', STRATEGY_HELP)
    .action(saveStrategies)

  // Only its help is shown here: scripts/strata.mjs hands the rest to scripts/start.mjs, which is `npm start`.
  add(
    'serve',
    'serve the pages, as npm start does; builds what is not current first',
    [
      new Option('-p, --port <n>', 'port to listen on, 0 for any free one (3000, or STRATA_PORT)'),
      new Option('--host <name>', 'address to listen on (127.0.0.1, or STRATA_HOST)'),
      new Option('--no-auth', 'want no token where others reach it; prints what they can do then'),
      new Option('--open [file]', 'open the page in a browser; with a snapshot, the view saved in it'),
    ],
    'serve',
    'serve --port 8080 --open',
    'serve --open before.strata.json',
  )
}

async function answerStrategies(
  page: 'compare' | 'downloads',
  refs: readonly string[],
  options: Options,
  command: Command,
): Promise<void> {
  const search = strategySearch(page, refs, options, command)
  const target = exportTarget(options, process.stdout.isTTY)
  // Everything that reads comes with it, and takes its time to load: not for a mistyped line.
  const { answerPage } = await import('./answer')
  await answerPage({ page, search, target, filesOf: [], onlyFiles: false }, options)
}

async function saveStrategies(refs: readonly string[], options: Options, command: Command): Promise<void> {
  const search = strategySearch('compare', refs, options, command)
  const file = fileOf(options)
  if (file === undefined && process.stdout.isTTY)
    throw new UsageError('a snapshot is no text for a terminal; use -o FILE, or redirect it')
  const { save } = await import('./answer')
  await save(search, file, options)
}

/** Only the sample, archives and snapshots have strategies of their own. @throws UsageError when there are none */
function strategySearch(
  page: 'compare' | 'downloads',
  refs: readonly string[],
  options: Options,
  command: Command,
) {
  const search = searchOf(page, command, { s: strategiesOf(refs, options) })
  if (search.has('s') || search.has('z') || (search.get('source') ?? 'auto') !== 'auto') return search
  throw new UsageError(
    'name at least one strategy, such as localhost:5000/app; or see the sample: --source sample',
  )
}

async function answerTag(ref: string | undefined, options: Options, command: Command): Promise<void> {
  const search = searchOf('tag', command, { ref })
  const tags = ['ref', 'with'].flatMap((name) => search.get(name) || [])
  if (!search.get('ref') && !search.has('z'))
    throw new UsageError('name a tag, such as localhost:5000/app:0.0.1')
  for (const text of tags) {
    if (!parseReference(text))
      throw new UsageError(`'${text}' is not a reference such as localhost:5000/app:0.0.1`)
  }
  const target = exportTarget(options, process.stdout.isTTY)
  const onlyFiles = OF_FILES.includes(search.get('card') ?? '')
  const filesOf = onlyFiles || options.files ? tags : []
  const { answerPage } = await import('./answer')
  await answerPage({ page: 'tag', search, target, filesOf, onlyFiles }, options)
}

/** People count strategies from one, links from zero. */
function placeOf(text: string): string {
  if (!/^[1-9]$/.test(text)) throw new UsageError(`--of is the number of a REF, not '${text}'`)
  return String(Number(text) - 1)
}
