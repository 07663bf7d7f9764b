import { describe, expect, it } from 'vitest'
import type { ImageFacts } from '../../oci/facts'
import { madeImage } from '../compare/facts.testing'
import { planFreshPull } from '../pull/plan'
import { storageGrowth } from '../storage/growth'
import { sizesOf } from '.'
import { registryBytes } from './registry-size'
import { SERIES_MEASURES } from './series'

/** hello-world:nanoserver of February 2022, as Docker Hub had it: Windows' layer came from Microsoft. */
const recorded = madeImage('docker.io/library/hello-world:nanoserver', [
  { name: 'windows', transfer: 117_457_656 },
  { name: 'copy', transfer: 1861 },
  { name: 'cmd', transfer: 1156 },
])
const changed = (change: object): ImageFacts => ({
  ...recorded,
  layers: recorded.layers.map((layer, index) =>
    index === 0 ? { ...layer, blob: { ...layer.blob!, ...change } } : layer,
  ),
})
const onDisk = (image: ImageFacts) =>
  SERIES_MEASURES.find(({ id }) => id === 'registry-disk')?.of({
    images: [image],
    cells: [],
    missing: 0,
    rule: 'classic',
  })

describe('a registry’s bytes', () => {
  it('are not those of layers that come from elsewhere, which a pull downloads all the same', () => {
    const image = changed({ foreign: true })
    expect(registryBytes(image)).toMatchObject({ kind: 'exact', value: 3017 })
    expect(onDisk(image)).toMatchObject({ kind: 'exact', value: 3017 })
    expect(storageGrowth([image], 1, 'classic')[0]).toMatchObject({
      registryBytes: { value: 3017 },
      registryNaive: { value: 3017 },
    })
    expect(sizesOf(image, planFreshPull(image)).distinct.transfer).toMatchObject({ value: 117_460_673 })
    expect(registryBytes(recorded)).toMatchObject({ value: 117_460_673 })
  })

  it('are unknown, and not less, where the length of a blob is not known', () => {
    const image = changed({ transferBytes: undefined, declaredBytes: 0 })
    const unknown = { kind: 'unknown', unit: 'bytes', why: { code: 'size-unknown', data: { layers: 1 } } }
    expect(registryBytes(image)).toEqual(unknown)
    expect(onDisk(image)).toEqual(unknown)
    expect(sizesOf(image, planFreshPull(image)).distinct.transfer).toEqual(unknown)
  })
})
