import { describe, expect, it } from 'vitest'
import { foldTags } from './fold'

/** `name=image` each; without an image it is not known. */
const fold = (rows: string, channels = '', codeNames = '') => {
  const lists = [rows, channels, codeNames].map((text) =>
    text
      .split(' ')
      .filter(Boolean)
      .map((entry) => entry.split('=')),
  )
  const images = new Map(lists.flat().map(([tag, image]) => [tag!, image]))
  const [a = [], b = [], c = []] = lists.map((list) => list.map(([tag]) => tag!))
  const folded = foldTags(a, b, (tag) => images.get(tag), c)
  return [folded.rows.map(({ tag, aliases }) => [tag, ...aliases].join(' < ')), folded.channels]
}

describe('foldTags', () => {
  it('makes one row under the most precise name, at its place', () => {
    expect(fold('1=b 1.0=a 1.0.0=a 1.1=b 1.1.0=b', 'latest=b edge=c')).toEqual([
      ['1.0.0 < 1.0', '1.1.0 < 1.1 < 1 < latest'],
      ['edge'],
    ])
  })
  it('prefers a release to its rebuild and its pre-release, a plain name to a variant, a number to a hash', () => {
    expect(fold('1.0-rc1=a 1.0=a 1.0-r1=a')[0]).toEqual(['1.0 < 1.0-r1 < 1.0-rc1'])
    expect(fold('1.0-alpine=a 1.0=a abc1234=a')[0]).toEqual(['1.0 < 1.0-alpine < abc1234'])
    expect(fold('v1.0=a 1.0=a')[0]).toEqual(['1.0 < v1.0'])
  })
  it('leaves releases of different numbers apart where nothing had changed between them', () => {
    expect(fold('1.0=a 1.1=a 1.2=b 1.3=a 1=a', 'latest=a stable=b')).toEqual([
      ['1.0', '1.1', '1.2 < stable', '1.3 < 1 < latest'],
      [],
    ])
  })
  it('prefers a version to a dated code name, and takes code names from other series only as aliases', () => {
    expect(fold('22.04=a', 'latest=b', 'jammy-20221130.2=a jammy-20230101=b')).toEqual([
      ['22.04 < jammy-20221130.2'],
      ['latest'],
    ])
    expect(fold('jammy-20221130=a jammy-20221201=b', 'jammy=b')).toEqual([
      ['jammy-20221130', 'jammy-20221201 < jammy'],
      [],
    ])
  })
  it('folds nothing of which the image is not known', () => {
    expect(fold('1.0 1.0.0', 'latest')).toEqual([['1.0', '1.0.0'], ['latest']])
  })
})
