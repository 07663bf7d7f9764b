import 'server-only'
import type { PlaceReport } from '../../analysis/place-report'
import type { TagContext } from '../../document/cards/tag/context'
import { MOST_FILES } from '../../document/cards/tag/files'
import { alongOf } from '../../document/tag/along'
import { listFiles } from '../../document/tag/file-listing'
import { tagSourceText } from '../../document/words/source-text'
import type { Words } from '../../document/words/words'
import { type ImageInput, type TagState, toImageInput } from '../../link/tag-state'
import { parseReference } from '../../oci/reference'
import { readChain } from '../chain'
import { readImage } from '../compare'
import { readFiles } from '../files'
import { InputError } from '../inputs'
import { readPlace } from '../place'
import { answererOf } from '../resolve-source'
import { readShared } from '../shared-tags'
import { imageIn, readTag } from '../tag'
import { readDiff, readDiffFiles } from '../tag-diff'
import { once, type PageReader } from './page-reader'

interface Asked {
  readonly input: ImageInput
  readonly state: TagState
  readonly words: Words
  readonly signal: AbortSignal
}

/** A tag's page: its layers, its files, what it wastes, and what another tag does otherwise. */
export const readTagPage: PageReader<'tag'> = ({ state, words, alone, signal }) => {
  const input = toImageInput(state)
  if (!input) throw new InputError('ref: expected a name such as localhost:5000/app:0.0.1')
  const asked: Asked = { input, state, words, signal }
  const read = once(() => readContext(asked))
  const place = once(() => readPlace(input, signal))
  return {
    tag: read,
    placed: async () => ({ ...(await read()), place: await place() }),
    layers: async () => ({ ...(await read()), shared: await readShared(input, signal) }),
    files: async () => readListing(asked, await read(), place),
    diff: async () => readDifference(asked, await read(), place, alone),
  }
}

/** @throws SourceError when no source has the tag */
async function readContext({ input, state, words, signal }: Asked) {
  const read = await readTag(input, signal)
  imageIn(read)
  const [report, chain, answered] = await Promise.all([
    readImage(input, signal),
    readChain(input, signal),
    answererOf(read, signal),
  ])
  const said = { cards: words('cards'), tag: words('tag') }
  const source = tagSourceText(said, report, answered)
  return { report, chain, units: state.units, words, source, said, answered }
}

/** Nothing while the files are not known. */
async function readListing(
  { input, state, signal }: Asked,
  context: TagContext,
  place: () => Promise<PlaceReport>,
) {
  const { report, chain } = context
  if (!chain.figure) return undefined
  const top = Math.max(0, (report.tag.image?.layers.length ?? 1) - 1)
  const layer = Math.min(top, state.layer ?? top)
  const { view, sort, list, q, hidden, open } = state
  const isAlong = state.along && view === 'union' && !hidden && layer === top
  const along = isAlong ? alongOf((await place()).tags, report.tag.tag) : []
  const of = { ...input, view, layer, sort, flat: list === 'flat', query: q, hidden, along }
  const listing = await listFiles({
    read: (path, limit) => readFiles({ ...of, path, offset: 0, limit }, signal),
    open: of.flat || q !== '' ? [] : open,
    withShadows: view === 'layer' || hidden,
    most: MOST_FILES,
  })
  return { ...context, view, q, layer, listing }
}

/**
 * From the tag that the link names, or the one before in the series, to this one; nothing for the whole page while the
 * link names none.
 *
 * @throws InputError for another one that is no reference, and where none is named and none comes before
 */
async function readDifference(
  { input, state, signal }: Asked,
  { report, said, answered, ...context }: Awaited<ReturnType<typeof readContext>>,
  place: () => Promise<PlaceReport>,
  alone: boolean,
) {
  if (state.with === '' && !alone) return undefined
  const before = state.with || (await place()).previous
  if (before === undefined) throw new InputError('with: expected the reference of another tag')
  const other = parseReference(before)
  if (!other) throw new InputError('with: expected a name such as localhost:5000/app:0.0.1')
  const { reference, ...question } = input
  const pair = { ...question, a: other, b: reference }
  const [diff, image] = await Promise.all([
    readDiff(pair, signal),
    readImage({ ...input, reference: other }, signal),
  ])
  const part = { pair: state.pair ?? undefined, query: state.find, offset: 0, limit: MOST_FILES }
  const files = diff.files && (await readDiffFiles({ ...pair, ...part }, signal))
  return { ...context, diff, view: state, files, source: tagSourceText(said, report, answered, [image]) }
}
