import { describe, expect, it } from 'vitest'
import { digestOf, madeImage } from './facts.testing'
import { baseName, KnownImages } from './known'

const end = (reference: string, chainId = 'base') => ({ reference, chainId: digestOf<never>(chainId) })
const tagOf = (reference: string) => ({
  facts: { tag: '1', failures: [] },
  image: madeImage(reference, [{ name: 'base' }]),
  presentIn: [],
})

describe('the name of a base', () => {
  it.each([
    ['localhost:5000/centos:latest', 'centos'],
    ['docker.io/library/node:20', 'node:20'],
    ['ghcr.io/team/base', 'base'],
  ])('is short: %s is %s', (reference, name) => expect(baseName(reference)).toBe(name))

  it('is the shortest of those that end there, the first by alphabet among equals, in whatever order', () => {
    const ends = [
      end('a.example/os/centos:7'),
      end('docker.io/library/b:1'),
      end('docker.io/library/a:1'),
      end('x/y:1', 'other'),
    ]
    for (const [first, ...rest] of [ends, ends.toReversed(), [...ends.slice(2), ...ends.slice(0, 2)]]) {
      const known = new KnownImages([first!, ...rest], [])
      expect(known.baseAt(digestOf('base'))).toBe('a:1')
      expect(known.baseAt(digestOf('nowhere'))).toBeUndefined()
    }
  })

  it('is the shortest tag of one repository, the first by alphabet among equals', () => {
    const tags = ['app:10', 'app:2', 'app:1', 'app:100'].map((tag) => end(`docker.io/library/${tag}`))
    for (const ends of [tags, tags.toReversed()]) {
      expect(new KnownImages(ends, []).baseAt(digestOf('base'))).toBe('app:1')
    }
  })

  it('is not one of the series’ own tags, though it may be another’s', () => {
    const { chainId } = tagOf('x').image.layers[0]!
    const own = tagOf('docker.io/library/app:1')
    const other = tagOf('docker.io/library/longer-name:1')
    const known = new KnownImages([], [[own], [other]])
    expect(known.baseAt(chainId, 'docker.io/library/app')).toBe('longer-name:1')
    expect(known.baseAt(chainId)).toBe('app:1')
    expect(new KnownImages([], [[own]]).baseAt(chainId, 'docker.io/library/app')).toBeUndefined()
  })
})
