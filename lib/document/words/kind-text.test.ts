import { describe, expect, it } from 'vitest'
import { exact, unknown } from '../../analysis/cell'
import type { KindReport, StrategyReport } from '../../analysis/report'
import { sampleReport } from '../sample.testing'
import { kindName, kindText } from './kind-text'
import { wordsOf } from './words'

const [t, ko] = [wordsOf('en')('kind'), wordsOf('ko')('kind')]
const [sample] = sampleReport().strategies
const bases = [
  { from: '1', layers: 1, chainId: 'a', name: 'debian:11' },
  { from: '3', layers: 1, chainId: 'b', name: 'debian:12' },
  { from: '5', layers: 0 },
]
const kind: KindReport = {
  ...{ kind: 'fixed-base', sharedLayers: 0, chainedPairs: 0, pairs: 5, changesAt: [], bases },
}
const strategy: StrategyReport = {
  ...sample!,
  kind,
  tags: [900, 10, 500, 30, undefined, 20].map((bytes, index) => ({
    ...sample!.tags[0]!,
    tag: `${index + 1}`,
    cells: {
      'cached:transfer':
        bytes === undefined ? unknown('bytes', { code: 'no-registry' }) : exact(bytes * 1e6, 'bytes'),
    },
  })),
}

describe('a kind in words', () => {
  it('is its name, with the number of bases where there are several', () => {
    expect(kindName(t, sample!.kind)).toBe('Chained')
    expect(kindName(t, { ...kind, bases: bases.slice(0, 1) })).toBe('Fixed base')
    expect(kindName(t, kind)).toBe('Fixed base, 3 bases')
    expect(kindName(ko, { ...kind, kind: 'custom-base' })).toBe('새로운 Base, Base 3개')
  })

  it('names the tags at which the base changes, and what that downloads beside other updates', () => {
    const text = kindText(t, strategy, 'transfer', 'decimal')
    expect(text).toContain('stand on 3 bases one after the other')
    expect(text).toContain('The first one is debian:11.')
    expect(text).toContain('changes at 3 (to debian:12, download 500.00MB), 5 (download not known).')
    // 10, 30 and 20 MB: neither the first tag nor those with a new base.
    expect(text).toContain('An update that keeps its base downloads 20.00MB (median).')
  })

  it('has room for six changes', () => {
    const many = Array.from({ length: 9 }, (_, index) => ({ from: `${index + 1}`, layers: 0 }))
    const text = kindText(ko, { ...strategy, kind: { ...kind, bases: many } }, 'transfer', 'decimal')
    expect(text).toContain('7(다운로드 알 수 없음) 외 2개.')
  })

  it('is what all tags share, with the name of their base', () => {
    const one: KindReport = { ...kind, sharedLayers: 2, base: 'centos', bases: bases.slice(0, 1) }
    expect(kindText(t, { ...strategy, kind: one }, 'transfer', 'decimal')).toMatch(
      /first 2 layers .* Base: centos$/,
    )
  })
})

describe('a chain that is begun again', () => {
  const chain: KindReport = {
    ...{ kind: 'chained', sharedLayers: 0, chainedPairs: 12, pairs: 13, changesAt: ['1.7.0'], bases: [] },
  }
  it('is called by its chains, and names where the later ones begin', () => {
    expect(kindName(t, chain)).toBe('Chained, 2 chains')
    expect(kindName(ko, chain)).toBe('꼬리 물기, 체인 2개')
    expect(kindText(t, { ...strategy, kind: chain }, 'transfer', 'decimal')).toBe(
      '12 of 13 steps hold the whole tag before. A new chain begins at 1.7.0.',
    )
    expect(kindName(t, { ...chain, changesAt: [] })).toBe('Chained')
  })
})
