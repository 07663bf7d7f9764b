import { describe, expect, it } from 'vitest'
import { Pictures } from './pictures'

const staying = new AbortController().signal
const settled = () => new Promise(setImmediate)

/** Pictures that are made until they are let go. */
function made() {
  const pictures = new Pictures()
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  const ask = (name: string, signal = staying, of = 'app') =>
    pictures.make(of, signal, () => {
      begun.push(name)
      return new Promise<string>((resolve) => ends.set(name, () => resolve(name)))
    })
  const end = (name: string) => {
    ends.get(name)?.()
    return settled()
  }
  return { pictures, begun, ask, end }
}

describe('Pictures', () => {
  it('makes two at a time of fifty, in the order in which they were asked for', async () => {
    const { pictures, begun, ask, end } = made()
    const names = Array.from({ length: 50 }, (_, index) => `${index}`)
    const all = names.map((name) => ask(name))
    for (const [index, name] of names.entries()) {
      await settled()
      expect([begun.length, pictures.waiting]).toEqual([Math.min(50, index + 2), Math.max(0, 48 - index)])
      await end(name)
    }
    expect(await Promise.all(all)).toEqual(names)
    expect(begun).toEqual(names)
  })

  it('begins none that its asker has left, and lets one of another thing in beside many', async () => {
    const { begun, ask, end } = made()
    const leaves = new AbortController()
    for (const name of ['1', '2']) void ask(name)
    const left = ask('3', leaves.signal)
    void ask('4')
    void ask('other', staying, 'other')
    await settled()
    expect(begun).toEqual(['1', '2', 'other'])
    leaves.abort(new Error('left'))
    await expect(left).rejects.toThrow('left')
    for (const name of ['1', 'other']) await end(name)
    expect(begun).toEqual(['1', '2', 'other', '4'])
  })

  it('says how many wait when it takes no more', async () => {
    const { ask } = made()
    for (let index = 0; index < 102; index++) void ask(`${index}`)
    await expect(ask('more')).rejects.toThrow(
      '100 pictures are waited for, which are drawn one after the other: ask again in a minute',
    )
  })
})
