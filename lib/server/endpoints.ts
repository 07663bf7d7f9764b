import 'server-only'
import { setImmediate as yieldToEventLoop } from 'node:timers/promises'
import { readChain } from './chain'
import { readCompare, readDownloads, readImage, readPull } from './compare'
import { readFiles } from './files'
import * as inputs from './inputs'
import { readRepositories, readSources, readTags } from './inventory'
import { packedText } from './kept-reports'
import { readPlace } from './place'
import { readAdvice, readPlan } from './planner'
import { readShared } from './shared-tags'
import { readDiff } from './tag-diff'

/** Reads a question from a query string, and answers it. @throws InputError, SourceError */
type Endpoint = (search: URLSearchParams, signal: AbortSignal) => Promise<unknown>

const endpoint =
  <Question>(
    parse: (search: URLSearchParams) => Question,
    read: (question: Question, signal: AbortSignal) => Promise<unknown>,
  ): Endpoint =>
  async (search, signal) =>
    read(parse(search), signal)

/** The same answer as a page has it, see `wire.ts`. */
const packed =
  <Question>(read: (question: Question, signal: AbortSignal) => Promise<Parameters<typeof packedText>[0]>) =>
  async (question: Question, signal: AbortSignal) => {
    const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' }
    const report = await read(question, signal)
    // A large one takes as long to be written as it took to be computed: others are answered in between.
    await yieldToEventLoop()
    return new Response(packedText(report), { headers })
  }

/** What `GET /api/<name>` answers with JSON. */
export const ENDPOINTS: ReadonlyMap<string, Endpoint> = new Map<string, Endpoint>([
  /** `s=localhost:5000/app&s=redis&basis=unpacked`: the cells of the Compare page. */
  ['compare', endpoint(inputs.parseCompareInput, readCompare)],
  /** `s=…`: the comparison, the upgrade matrix and the growth of storage of each strategy. */
  ['downloads', endpoint(inputs.parseDownloadsInput, readDownloads)],
  /** What pages ask for in their place; its form may change with any version. */
  ['compare-packed', endpoint(inputs.parseCompareInput, packed(readCompare))],
  ['downloads-packed', endpoint(inputs.parseDownloadsInput, packed(readDownloads))],
  /** `s=localhost:5000/app&tag=0.0.2&cache=previous`: one pull, layer by layer, with the reasons. */
  ['pull', endpoint(inputs.parsePullInput, readPull)],
  /** `s=localhost:5000/app`: a plan read out of a real series. */
  ['plan', endpoint(inputs.parseOneInput, readPlan)],
  /** `s=localhost:5000/app`: a re-layering that would cost the series less. */
  ['advice', endpoint(inputs.parseOneInput, readAdvice)],
  /** `reference=localhost:5000/app:0.0.1`: one tag's layers and history. */
  ['image', endpoint(inputs.parseImageInput, readImage)],
  /** `reference=localhost:5000/app:0.0.1`: one tag's layers and what their files show. */
  ['chain', endpoint(inputs.parseImageInput, readChain)],
  /** `reference=localhost:5000/app:0.0.1`: which other tags hold each of its layers. */
  ['shared', endpoint(inputs.parseImageInput, readShared)],
  /** `reference=localhost:5000/app:0.0.1`: where it stands in its series, and what it is next to the tag before. */
  ['place', endpoint(inputs.parseImageInput, readPlace)],
  /** `reference=…&view=layer&layer=1&path=usr`: a part of the files of a layer or of a tag. */
  ['files', endpoint(inputs.parseFilesInput, readFiles)],
  /** `a=app:0.0.1&b=app:0.0.2`: two tags, step by step. */
  ['diff', endpoint(inputs.parsePairInput, readDiff)],
  /** `q=app`: repositories of the daemon and of the configured registries. */
  [
    'repositories',
    async (search, signal) =>
      readRepositories(inputs.parseSearch(search), inputs.parseSourceInput(search), signal),
  ],
  /** `repository=localhost:5000/app`: tags, first to last version. */
  [
    'tags',
    async (search, signal) =>
      readTags(inputs.parseRepositoryInput(search), inputs.parseSourceInput(search), signal),
  ],
  /** The daemon, the registries, or the sample in their place. */
  ['sources', (_, signal) => readSources(signal)],
])
