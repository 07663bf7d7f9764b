import { parseReference } from '../../lib/oci/reference'
import { CARD_OPTIONS } from './cards'
import type { Command } from './command'
import { UsageError } from './errors'
import { exportTarget } from './output'
import { searchOf } from './view'

/** Cards that say nothing until the files of the layers have been read. */
const OF_FILES = ['files', 'waste']

export const tag: Command = {
  name: 'tag',
  summary: "show one tag: its layers, history, files and waste, and another tag's differences",
  usage: 'REF [options]',
  details: 'REF is one image: localhost:5000/app:0.0.1, redis:7. Without a tag it is :latest.',
  options: {
    card: {
      type: 'string',
      choices: ['layers', 'history', 'parents', 'files', 'waste', 'compare'],
      help: 'one card instead of all that have something to say (a picture is of one: layers)',
    },
    with: { type: 'string', value: 'REF', help: 'another tag, for --card compare' },
    files: {
      type: 'boolean',
      help: 'read the files of the layers first, where nobody has yet; --card files and waste do so anyway',
    },
    ...CARD_OPTIONS,
  },
  examples: [
    'strata tag localhost:5000/app:0.0.2',
    'strata tag localhost:5000/app:0.0.2 --card waste --format json',
    'strata tag localhost:5000/app:0.0.2 --card compare --with localhost:5000/app:0.0.1',
  ],
  async run(args) {
    const [ref, ...more] = args.positionals
    if (more.length > 0) throw new UsageError(`one tag is shown at a time, not ${more.length + 1}`)
    const search = searchOf('tag', args, { ref, with: args.text('with') })
    const tags = ['ref', 'with'].flatMap((name) => search.get(name) || [])
    if (!search.get('ref') && !search.has('z'))
      throw new UsageError('name a tag, such as localhost:5000/app:0.0.1')
    for (const text of tags) {
      if (!parseReference(text))
        throw new UsageError(`'${text}' is not a reference such as localhost:5000/app:0.0.1`)
    }
    const target = exportTarget(args, process.stdout.isTTY)
    const onlyFiles = OF_FILES.includes(search.get('card') ?? '')
    const filesOf = onlyFiles || args.flag('files') ? tags : []
    const { answerPage } = await import('./answer')
    return answerPage({ page: 'tag', search, target, filesOf, onlyFiles }, args)
  },
}
