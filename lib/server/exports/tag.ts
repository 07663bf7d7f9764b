import 'server-only'
import type { DiffFilesInput } from '../../analysis/question'
import type { ImageReport } from '../../analysis/report'
import type { TagContext } from '../../document/cards/tag/context'
import { diffDocument } from '../../document/cards/tag/diff'
import { figureDocument } from '../../document/cards/tag/figure'
import { filesDocument, MOST_FILES } from '../../document/cards/tag/files'
import { historyDocument } from '../../document/cards/tag/history'
import { layersDocument } from '../../document/cards/tag/layers'
import { parentsDocument } from '../../document/cards/tag/parents'
import { wasteDocument } from '../../document/cards/tag/waste'
import type { CardDocument } from '../../document/document'
import { listFiles } from '../../document/tag/file-listing'
import { tagSourceText } from '../../document/words/tag-source-text'
import type { Words } from '../../document/words/words'
import { EXPORT_CARDS } from '../../link/exports'
import { loadTagState, type TagState } from '../../link/tag-state'
import { parseReference, type Reference } from '../../oci/reference'
import { NoSuchFileError } from '../answer'
import { readChain } from '../chain'
import { engineOf } from '../compare'
import { readFiles } from '../files'
import { readImage } from '../image'
import { InputError, parseImageInput } from '../inputs'
import { answeredBy, snapshotMark } from '../resolve-source'
import { readShared } from '../shared-tags'
import { imageIn, readTag, type TagQuestion } from '../tag'
import { readDiff, readDiffFiles } from '../tag-diff'
import type { PageExports } from './page-exports'

const CARDS = EXPORT_CARDS.tag
type Card = (typeof CARDS)[number]

interface Asked {
  readonly reference: Reference
  readonly question: TagQuestion
  readonly state: TagState
  readonly context: TagContext
  /** The source line of this tag beside another one. */
  readonly sourceWith: (other: ImageReport) => string
}

/** A tag's page: its layers, its files, what it wastes, and what another tag does otherwise. */
export const tagExports: PageExports = {
  cards: CARDS,
  async read({ cards, search, words }) {
    const { reference, ...question } = parseTagInput(search)
    const state = loadTagState(search)
    const asked = await readAsked(reference, question, state, words)
    const found = cards.flatMap((name) => CARDS.find((card) => card === name) ?? [])
    const documents = await Promise.all(found.map((card) => READ[card](asked)))
    const [only] = found
    if (found.length === 1 && only && !documents[0]) throw missing(only)
    return documents.filter((document) => document !== undefined)
  },
}

/** What stands in the way of a card that was asked for by its name. */
const MISSING: Readonly<Record<Exclude<Card, 'compare'>, string>> = {
  layers: 'this image has no layers',
  history: 'nobody has recorded the steps of this image',
  parents: 'no classic builder has kept the steps of this image here',
  files: 'the files of this image have not been read yet',
  figure: 'the files of this image have not been read yet',
  waste: 'the files of this image have not been read yet',
}

/** The link lacks something, or there is nothing of the kind: the one can be mended by whoever asks. */
function missing(card: Card): Error {
  return card === 'compare'
    ? new InputError('with: expected the reference of another tag')
    : new NoSuchFileError(MISSING[card])
}

/** The page's link names the tag `ref`. @throws InputError */
function parseTagInput(search: URLSearchParams): { readonly reference: Reference } & TagQuestion {
  const image = new URLSearchParams(search)
  const text = search.get('ref') ?? ''
  if (!parseReference(text)) throw new InputError('ref: expected a name such as localhost:5000/app:0.0.1')
  image.set('reference', text)
  return parseImageInput(image)
}

/** @throws SourceError when no source has the tag */
async function readAsked(
  reference: Reference,
  question: TagQuestion,
  state: TagState,
  words: Words,
): Promise<Asked> {
  const read = await readTag(reference, question)
  imageIn(read)
  const [report, chain, engine] = await Promise.all([
    readImage(reference, question),
    readChain(reference, question),
    engineOf(read.daemon, read.standIn, new AbortController().signal),
  ])
  const said = { cards: words('cards'), tag: words('tag') }
  const { standIn } = read
  const answered = { engine, source: answeredBy(standIn), snapshot: snapshotMark(standIn) }
  const source = tagSourceText(said, report, answered)
  return {
    reference,
    question,
    state,
    context: { report, chain, units: state.units, words, source },
    sourceWith: (other) => tagSourceText(said, report, answered, [other]),
  }
}

const READ: Readonly<Record<Card, (asked: Asked) => Promise<CardDocument | undefined>>> = {
  layers: async ({ reference, question, context }) =>
    layersDocument(context, await readShared(reference, question)),
  history: async ({ context }) => historyDocument(context),
  parents: async ({ context }) => parentsDocument(context),
  files: readFilesDocument,
  figure: async ({ context }) => figureDocument(context),
  waste: async ({ context }) => wasteDocument(context),
  compare: readDiffDocument,
}

async function readFilesDocument(asked: Asked): Promise<CardDocument | undefined> {
  const { reference, question, state, context } = asked
  const { report, chain } = context
  if (!chain.figure) return undefined
  const top = Math.max(0, (report.tag.image?.layers.length ?? 1) - 1)
  const layer = Math.min(top, state.layer ?? top)
  const { view, sort, list, q: query, hidden, open } = state
  const of = { view, layer, sort, flat: list === 'flat', query, hidden }
  const listing = await listFiles({
    read: (path, limit) => readFiles(reference, question, { ...of, path, offset: 0, limit }),
    open: of.flat || query !== '' ? [] : open,
    withShadows: view === 'layer' || hidden,
    most: MOST_FILES,
  })
  return filesDocument(context, state, layer, listing)
}

/** Nothing while the link names no other tag. @throws InputError for another one that is no reference */
async function readDiffDocument(asked: Asked): Promise<CardDocument | undefined> {
  const { reference, question, state, context, sourceWith } = asked
  if (state.with === '') return undefined
  const other = parseReference(state.with)
  if (!other) throw new InputError('with: expected a name such as localhost:5000/app:0.0.1')
  const [report, image] = await Promise.all([
    readDiff(reference, other, question),
    readImage(other, question),
  ])
  const input: DiffFilesInput = {
    pair: state.pair ?? undefined,
    query: state.find,
    offset: 0,
    limit: MOST_FILES,
  }
  const files = report.files && (await readDiffFiles(reference, other, question, input))
  return diffDocument({ ...context, source: sourceWith(image) }, report, state, files)
}
