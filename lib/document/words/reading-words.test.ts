import { describe, expect, it } from 'vitest'
import { exact, unknown } from '../../analysis/cell'
import type { OtherEntries, SeriesReading } from '../../analysis/series/reading'
import en from '../../i18n/messages/en.json'
import { READING } from '../sample.testing'
import { channelsText, chosenText, elseText, schemeText } from './reading-words'
import { wordsOf } from './words'

const [words, korean] = [wordsOf('en'), wordsOf('ko')]
const t = words('reading')
const context = { units: 'decimal', words } as const
const reading = (changes: Partial<SeriesReading>): SeriesReading => ({ ...READING, ...changes })
const held = (kind: OtherEntries['kind'], tags: number, bytes: OtherEntries['bytes']): OtherEntries => ({
  kind,
  tags,
  examples: [],
  bytes,
})

describe('what a list of tags was taken for', () => {
  it('says the scheme with its evidence, and how the rows are ordered', () => {
    expect(schemeText(t, READING)).toBe('semantic versions: 52 of 60 names, e.g. 1.27.3; ordered by version')
    const hashes = reading({
      scheme: 'hash',
      orderedBy: 'created',
      evidence: { fits: 1, of: 1, examples: [] },
    })
    expect(schemeText(t, hashes)).toBe('commit hashes: 1 of 1 name; ordered by time of creation')
    expect(schemeText(korean('reading'), hashes)).toBe('커밋 해시: 이름 1개 중 1개; 생성 시각 순')
  })

  it('has words for every scheme and order in both languages', () => {
    for (const scheme of Object.keys(en.reading.scheme) as SeriesReading['scheme'][]) {
      for (const orderedBy of Object.keys(en.reading.ordered) as SeriesReading['orderedBy'][]) {
        for (const of of [words, korean]) {
          expect(schemeText(of('reading'), reading({ scheme, orderedBy }))).not.toContain('reading.')
        }
      }
    }
  })

  it('says what is shown and what is left out, where there is a choice', () => {
    expect(chosenText(t, READING)).toBe('plain (52) shown · alpine (6), 8 pre-releases left out')
    const alpine = reading({ variant: 'alpine', preReleases: { tags: 1, shown: true } })
    expect(chosenText(t, alpine)).toBe('alpine (6), 1 pre-release shown · plain (52) left out')
    expect(chosenText(t, reading({ variant: '*' }))).toBe(
      'plain (52), alpine (6) shown · 8 pre-releases left out',
    )
    const plain = { variants: [{ name: '', tags: 3 }], preReleases: { tags: 0, shown: false } }
    expect(chosenText(t, reading(plain))).toBe('')
    const many = ['', 'a', 'b', 'c', 'd'].map((name) => ({ name, tags: 1 }))
    expect(chosenText(t, reading({ ...plain, variants: many }))).toBe(
      'plain (1) shown · a (1), b (1), c (1) and 1 more left out',
    )
  })

  it('names channels, the first few of many', () => {
    expect(channelsText(t, READING)).toBe('latest, stable: channels, not in the order')
    expect(channelsText(t, reading({ channels: ['edge'] }))).toBe('edge: a channel, not in the order')
    expect(channelsText(t, reading({ channels: [...'abcdefg'] }))).toMatch(/^a, b, c, d, e and 2 more: /)
    expect(channelsText(t, reading({ channels: [] }))).toBe('')
  })

  it('counts what else is here by kind, with bytes or the reason why they are not known', () => {
    const other = [
      held('signature', 3, exact(738, 'bytes')),
      held('build-cache', 1, exact(5_002_000, 'bytes')),
      held('helm-chart', 1, exact(12_000, 'bytes')),
    ]
    expect(elseText(context, reading({ other }))).toBe(
      'What else is here: 3 signatures 738B · 1 build cache 5.00MB · 1 Helm chart 12.00kB. The table does not count it.',
    )
    const unread = held('sbom', 2, unknown('bytes', { code: 'incomplete', data: { missing: 2, total: 2 } }))
    expect(elseText(context, reading({ other: [unread] }), 'nginx')).toBe(
      'What else is here in nginx: 2 SBOMs of unknown size. The table does not count it. 2 of 2 tags could not be read.',
    )
    expect(elseText(context, READING)).toBe('')
  })

  it('has words for every kind of entry in both languages', () => {
    const kinds = Object.keys(en.failures.artifact) as OtherEntries['kind'][]
    expect(Object.keys(en.reading.kinds)).toEqual(kinds)
    const other = kinds.map((kind) => held(kind, 2, exact(1, 'bytes')))
    for (const of of [words, korean]) {
      expect(elseText({ units: 'decimal', words: of }, reading({ other }))).not.toContain('reading.')
    }
  })
})
