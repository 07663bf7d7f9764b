import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { madeImage } from '../analysis/compare/facts.testing'
import type { CompareInput } from '../analysis/question'
import { file, layerOf } from '../layerfs/read.testing'
import { chainIds } from '../oci/chain'
import { formatReference } from '../oci/reference'
import type { ImageSource } from '../sources/source'
import { readCompare, readDownloads } from './compare'
import { localSource, TestRuntime } from './runtime.testing'

const never = new AbortController().signal
const shared = globalThis as { strataRuntime?: TestRuntime | undefined }
let folder: string
let run: TestRuntime

const base = layerOf(file('usr/lib/base', 4000))
/** The last of four releases has a dump beside the app. */
const tops = [100, 110, 120, 130].map((bytes, at) =>
  layerOf(file('srv/app/app', bytes), ...(at === 3 ? [file('srv/app/debug/core.dump', 9000)] : [])),
)
const QUESTION: CompareInput = {
  strategies: [{ reference: 'localhost:1/app' }],
  basis: 'unpacked',
  rule: 'auto',
  cache: 'earlier',
  source: 'auto',
}
const bytesOf = (layer: typeof base) => layer.entries.reduce((sum, { contentBytes }) => sum + contentBytes, 0)

beforeEach(() => {
  folder = mkdtempSync(`${tmpdir()}/strata-noted-`)
  const plain = localSource({ 'localhost:1/app': tops.map((_, at) => ({ tag: `0.0.${at + 1}` })) })
  const source: ImageSource = {
    ...plain,
    async image({ reference }) {
      const own = [base, tops[Number(reference.tag!.at(-1)) - 1]!]
      const made = madeImage(
        formatReference(reference),
        own.map((layer) => ({ name: layer.diffId, unpacked: bytesOf(layer) })),
      )
      const diffIds = own.map(({ diffId }) => diffId)
      const chain = chainIds(diffIds)
      return {
        ...made,
        layers: made.layers.map((one, at) => ({ ...one, diffId: diffIds[at]!, chainId: chain[at]! })),
      }
    },
    layers: () => Promise.reject(new Error('nothing is read for a note')),
  }
  run = new TestRuntime(folder, source)
  shared.strataRuntime = run
})
afterEach(() => {
  shared.strataRuntime = undefined
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
})

it('names the path that made a release grow once the files of the layers that differ have been read, and not before', async () => {
  const noted = async () => (await readCompare(QUESTION, never)).notes
  expect(await noted()).toMatchObject([{ code: 'grew-most', tag: 3, file: undefined }])
  await run.files.put(tops[3]!)
  expect(await noted()).toMatchObject([{ file: undefined }])
  await run.files.put(tops[2]!)
  const found = { path: 'srv/app/debug/core.dump', grownBytes: 9000 }
  expect(await noted()).toMatchObject([{ code: 'grew-most', tag: 3, file: found }])
  const { compare } = await readDownloads({ ...QUESTION, keep: 1, ahead: 1, drop: 1 }, never)
  expect(compare.notes).toEqual(await noted())
})
