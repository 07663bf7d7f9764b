import { expect, it } from 'vitest'
import { file, layerOf } from '../layerfs/read.testing'
import type { DiffId } from '../oci/digest'
import { listsOf } from './tag'

const layers = Array.from({ length: 40 }, (_, at) => layerOf(file(`a${at}`), file(`b${at}`)))
const diffIds = layers.map(({ diffId }) => diffId)

it('holds the lists of files of an image as long as they are not too many, and asks for no more then', async () => {
  const asked: DiffId[] = []
  const get = async (diffId: DiffId) => {
    asked.push(diffId)
    return layers.find((layer) => layer.diffId === diffId)
  }
  expect(await listsOf([...diffIds, diffIds[0]!], get, 80)).toEqual([...layers, layers[0]])
  expect(asked).toHaveLength(40)
  asked.length = 0
  await expect(listsOf(diffIds, get, 20)).rejects.toMatchObject({ problem: { code: 'limit' } })
  expect(asked.length).toBeLessThan(20)
})
