import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DEFAULT_LIMITS } from '../layerfs/limits'
import { diffIdOf, file } from '../layerfs/read.testing'
import { makeTar } from '../layerfs/tar-writer.testing'
import { indexLayer } from '../sources/layers/index-layer'
import type { LayerIndexer } from '../sources/layers/pool'
import { Archives } from './archives'
import { LayerFiles } from './layer-files'

const never = new AbortController().signal
/** Indexes on this thread: workers start from a build alone. */
const indexer: LayerIndexer = {
  async index(bytes, onRead) {
    if (bytes.kind === 'file') throw new Error('no file is read here')
    return indexLayer(bytes.chunks, { limits: DEFAULT_LIMITS, onRead })
  },
}
let folder: string
beforeEach(() => {
  folder = mkdtempSync(`${tmpdir()}/strata-archives-`)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const LAYER = makeTar([file('a', 100)])
/** An archive of one image, of as many steps as given, under as many names. */
async function* archive(names: number, steps = 1) {
  const config = {
    rootfs: { diff_ids: [diffIdOf(LAYER)] },
    history: Array.from({ length: steps }, (_, at) => ({ created_by: 'x', empty_layer: at > 0 })),
  }
  const RepoTags = Array.from({ length: names }, (_, at) => `app:${at}`)
  const manifest = [{ Config: 'c.json', RepoTags, Layers: ['a/layer.tar'] }]
  yield makeTar([
    { name: 'a/layer.tar', content: LAYER },
    { name: 'c.json', content: Buffer.from(JSON.stringify(config)) },
    { name: 'manifest.json', content: Buffer.from(JSON.stringify(manifest)) },
  ])
}

function archives(kept?: { max: number; maxSize: number }) {
  return new Archives([], new LayerFiles({ folder, maxBytes: 1 << 20 }), indexer, kept)
}

describe('an uploaded archive', () => {
  it('keeps one list of layers however many names its image has', async () => {
    const opened = archives()
    const source = await opened.open(await opened.upload(archive(3000), 'many', never), never)
    const ends = (await source.ends?.(never)) ?? []
    expect(ends).toHaveLength(3000)
    expect(new Set(ends.map(({ layers }) => layers)).size).toBe(1)
    expect(ends[0]?.layers?.[0]?.unpacked?.bytes).toBe(100)
  })

  it('is forgotten by the bytes of later ones, not by their number', async () => {
    const opened = archives({ max: 50, maxSize: 100_000 })
    const small = [
      await opened.upload(archive(1, 100), 'one', never),
      await opened.upload(archive(2, 100), 'two', never),
    ]
    expect(await opened.list()).toEqual(small)
    const large = await opened.upload(archive(1, 900), 'large', never)
    expect(await opened.list()).toEqual([small[1], large])
    await expect(opened.open(small[0]!, never)).rejects.toMatchObject({ failure: { code: 'not-found' } })
  })
})
