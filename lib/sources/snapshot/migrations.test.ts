import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseSnapshot } from './index'
import { problemIn } from './made.testing'

const V1 = 'lib/sources/snapshot/testdata/v1.strata.json'

describe('version 1', () => {
  const text = readFileSync(V1, 'utf8')
  const recorded = JSON.parse(text)

  it('is read as the newest, each image and its files as they were', () => {
    const read = parseSnapshot(text, 'old')
    expect(read).toMatchObject({
      version: 2,
      title: recorded.title,
      createdAt: recorded.createdAt,
      notes: '',
      engine: recorded.engine,
      strategies: [],
      beside: [],
      readFrom: [
        { kind: 'daemon', name: 'docker 20.10.24' },
        { kind: 'registry', name: 'localhost:5000' },
      ],
    })
    expect(read.images).toEqual(recorded.images)
    expect(read.files?.map(({ diffId }) => diffId)).toEqual([recorded.files[0].diffId])
  })

  it('is refused where it is damaged, naming the field', () => {
    const [first, ...rest] = recorded.images
    const damaged = (images: unknown) =>
      problemIn(() => parseSnapshot(JSON.stringify({ ...recorded, images }), 'old'))
    expect(damaged('none')).toMatchObject({ code: 'wrong-field', field: 'images' })
    expect(damaged([{ ...first, layers: [null] }])).toMatchObject({ field: 'images.0.layers.0' })
    expect(damaged([{ ...first, layers: [{ diffId: 'x' }] }])).toMatchObject({ field: 'layers.0.diffId' })
    expect(damaged([first, first, ...rest])).toEqual({
      code: 'contradiction',
      conflict: { about: 'same-reference', reference: first.reference },
    })
  })
})
