// Longer than most: the sentences of all files beside it that have no test of their own.
import { describe, expect, it } from 'vitest'
import type { StrategyProblem } from '../../analysis/report'
import type { SourceFailure } from '../../oci/failure'
import { adviceText, type FoundAdvice, noAdviceText, repeatText, savingText } from './advice-words'
import { costText, timeText } from './amount-text'
import { cacheWords, cardNote } from './cache-words'
import { failureText, problemText } from './failure-text'
import { originText, storedText, whiteoutText } from './figure-text'
import { holdsText, layerName, layerTimesText, pullReasonText, pullTimeText, secondsOf } from './pull-words'
import { fleetText } from './rollout-words'
import { clippedName, readsFromRight, shortened, shortHashes } from './shortened'
import { sameTextWhy, stepText } from './step-words'
import { shortName, tagSentence, tagTitle } from './view-title'
import { wordsOf } from './words'

const words = wordsOf('en')
/** Values as texts are given them, of which a test needs only some. */
const of = <T>(value: object): T => value as T
const hash = 'c'.repeat(64)

describe('amounts', () => {
  it.each([
    [0, '0 s'],
    [0.0005, '<0.001 s'],
    [0.001, '0.001 s'],
    [0.12345, '0.123 s'],
    [59.94, '59.9 s'],
    [59.96, '1 min 0 s'],
    [60, '1 min 0 s'],
    [3599.4, '59 min 59 s'],
    [3599.6, '1 h 0 min'],
    [5400, '1 h 30 min'],
    [86_369, '23 h 59 min'],
    [86_370, '1 d 0 h'],
    [90_000, '1 d 1 h'],
    [864_003_000, '10000 d 1 h'],
    [864_086_400, '>10,000 d'],
  ])('of time: %d seconds are %s', (seconds, text) =>
    expect(timeText(words('rollout.duration'), seconds)).toBe(text),
  )

  it.each([
    [0, '0.00'],
    [0.0099, '<0.01'],
    [0.01, '0.01'],
    [999.994, '999.99'],
    [1000, '1,000'],
    [1_234_567.8, '1,234,568'],
    [1e12, '1.00e+12'],
  ])('of money: %d is %s', (cost, text) => expect(costText(cost)).toBe(text))

  it('of a fleet', () => {
    const fleet = { hosts: 1000, emptyShare: 0.1, skipShare: 1 / 3, bandwidth: 125e6 }
    expect(fleetText(words('rollout'), fleet, 'decimal')).toBe(
      '1,000 hosts, 10% of them empty at each release, 33.3333% of the others skipping it; 125MB/s a host.',
    )
    expect(fleetText(words('rollout'), { ...fleet, registryBandwidth: 5e6 }, 'decimal')).toMatch(
      /125MB\/s a host, 5MB\/s from the registry for all\.$/,
    )
  })
})

describe('what a host holds', () => {
  it.each([
    ['earlier', ['earlier', 0, ''], 'all earlier tags'],
    ['previous', ['previous', 1, ''], 'the previous tag'],
    ['previous:3', ['previous', 3, ''], 'the 3 previous tags'],
    ['tags:a,b', ['tags', 0, 'a, b'], 'a, b'],
  ] as const)('%s, in words', (cache, expected, text) => {
    expect(Object.values(cacheWords(cache))).toEqual(expected)
    expect(cardNote(words, 'cached', of({ cache, rule: 'classic' }))).toBe(
      `What a host downloads that holds ${text}, with the classic store.`,
    )
  })

  it('is no matter for the other cards', () => {
    const note = (card: 'total' | 'uncached') => cardNote(words, card, of({ cache: 'base' }))
    expect(note('total')).toMatch(/^What each tag takes on a host/)
    expect(note('uncached')).toBe('What a host downloads that holds nothing.')
  })

  it('is named up to six tags', () => {
    const holds = (named: number, moreHeld: number) =>
      holdsText(words('pull'), of({ holds: [...'abcdefgh'].slice(0, named), moreHeld }))
    expect([holds(0, 0), holds(2, 0), holds(6, 0), holds(7, 0), holds(6, 1), holds(8, 2)]).toEqual([
      ...['nothing', 'a, b', 'a, b, c, d, e, f', 'a, b, c, d, e, f and 1 more'],
      ...['a, b, c, d, e, f and 1 more', 'a, b, c, d, e, f and 4 more'],
    ])
  })
})

describe('a failure', () => {
  it.each<[object, string]>([
    [{ code: 'unreachable' }, 'No answer from host. Is it running'],
    [{ code: 'unreachable', detail: 'EOF' }, 'No answer from host (EOF).'],
    [{ code: 'interrupted' }, 'The connection to host broke off.'],
    [{ code: 'socket-denied' }, 'You may not open host. Join the group docker (sudo usermod -aG docker'],
    [{ code: 'socket-denied', group: 'staff' }, 'You may not open host. Join the group staff'],
    [{ code: 'rate-limited' }, 'host limits requests. Log in'],
    [{ code: 'rate-limited', retryAfterSeconds: 5 }, 'host limits requests and asks to wait 5 s.'],
    [{ code: 'too-large', limitBytes: 5e6 }, 'host sent more than a document of this kind may hold (5MB).'],
    [
      { code: 'too-many', what: 'tags', limit: 50_000 },
      'host lists more than 50,000 tags here: only the first',
    ],
    [{ code: 'too-many', what: 'layers', limit: 1000 }, 'host has an image here of more than 1,000 layers,'],
    [{ code: 'no-platform', wanted: 'a/b', offered: [] }, 'host has no image for a/b. It offers —.'],
    [
      { code: 'no-platform', wanted: 'a/b', offered: ['c', 'd'] },
      'host has no image for a/b. It offers c, d.',
    ],
    [{ code: 'too-slow', leastBytes: 1, seconds: 10 }, 'host sent nothing more for 10 s,'],
    [{ code: 'too-slow', leastBytes: 2e5, seconds: 60 }, 'host sent less than 200kB in 60 s,'],
    [
      { code: 'not-followed', to: 'x', why: 'plain' },
      'host leads to x, which Strata does not follow: it is plain http.',
    ],
    [
      { code: 'not-asked', what: 'app' },
      'host does not answer, so app may be an image of this host alone: Docker Hub',
    ],
    [
      { code: 'not-asked', what: 'app', why: 'held' },
      'host holds app and does not say whether it was pulled',
    ],
    [{ code: 'unauthorized' }, 'host asks for credentials. Run docker login host on this machine.'],
    [{ code: 'denied' }, 'host refuses access.'],
    [{ code: 'not-found', what: 'app' }, 'host has no app.'],
    [
      { code: 'bad-snapshot', problem: { code: 'too-large', limitBytes: 1e6 } },
      '“host” cannot be opened. It is larger than 1MB,',
    ],
    [
      { code: 'bad-snapshot', problem: { code: 'unknown-version', found: '9', newest: 3 } },
      '“host” cannot be opened. It has version 9 of the format; this Strata reads versions up to 3.',
    ],
    [
      {
        code: 'bad-snapshot',
        problem: {
          code: 'contradiction',
          conflict: { about: 'step-layer', reference: 'a:1', step: 2, layers: 3 },
        },
      },
      '“host” cannot be opened. Its facts contradict each other: step 2 of a:1 made a layer beyond the 3',
    ],
  ])('%j is a sentence', (failure, text) => {
    const sentence = failureText(words('failures'), { at: 'host', ...failure } as SourceFailure)
    expect(sentence.slice(0, text.length)).toBe(text)
  })

  it('of a series is that of its source, or its own', () => {
    const said = { failures: words('failures'), problems: words('problems') }
    const failure = of<SourceFailure>({ code: 'timeout', at: 'h', seconds: 3 })
    expect(problemText(said, { code: 'source', source: 'registry', failure })).toMatch(/^h did not answer/)
    expect(problemText(said, of<StrategyProblem>({ code: 'nothing-matches', found: 4 }))).toBe(
      'None of 4 tags matches the filter.',
    )
  })
})

describe('a cell of the figure', () => {
  const t = words('figure')
  const cell = { layer: 0, storedBytes: 10, visibleBytes: 4, stores: true, seen: true, whiteout: true }
  const whole = { ...cell, whole: true, deleted: 3 }

  it('says what it stores, deletes and where it comes from', () => {
    const stored = (given: object) => storedText(t, { ...whole, ...given }, 'decimal')
    expect([stored({}), stored({ visibleBytes: 10 }), stored({ seen: false })]).toEqual([
      ...['4B of 10B', '10B', '10B hidden'],
    ])
    expect(stored({ seen: false, storedBytes: 0 })).toBe('hidden')
    expect(whiteoutText(t, whole)).toBe('deleted')
    expect(whiteoutText(t, { ...whole, whole: false })).toBe('deletes 3 files')
    const parts = [2, 3].map((layer) => ({ layer, bytes: 1 }))
    expect([0, 1, 2].map((count) => originText(t, parts.slice(0, count)))).toEqual([
      ...['', 'from layer 3', 'from 2 layers'],
    ])
  })
})

describe('advice', () => {
  const t = words('advisor')
  const found = (more: object) => of<FoundAdvice>({ code: 'custom-base', evidence: { by: 'files' }, ...more })

  it('says what repeats, about how much where only sizes are known', () => {
    const text = (by: string, more: object) =>
      repeatText(t, found({ evidence: { by } }), of({ tags: ['1', '2', '3'], paths: [], ...more }), 'decimal')
    const rest = 'repeat unchanged in each of 3 tags (1 to 3): put them into a base image of their own.'
    expect(text('sizes', { bytes: 5e6, transferBytes: 7 })).toBe(`≈5MB ${rest}`)
    expect(text('files', { transferBytes: 7 })).toBe(`7B ${rest}`)
    expect(text('files', { tags: [] })).toMatch(/^0B repeat unchanged in each of 0 tags \( to \)/)
  })

  it('says what it saves where that is known', () => {
    expect(savingText(t, found({ savedHostBytes: 5 }), 'decimal')).toBe(
      'All tags together would take 5B less on a host and an unknown amount less in the registry.',
    )
    expect(savingText(t, found({ savedRegistryBytes: 8 }), 'decimal')).toContain('8B less in the registry')
  })

  it.each([
    [{ code: 'too-few-tags', tags: 1 }, 'One tag cannot repeat anything.'],
    [{ code: 'already-custom-base', sharedLayers: 4 }, 'of their own already (4 shared layers).'],
    [{ code: 'unknown-sizes', layers: 3 }, 'The sizes of 3 layers are not known.'],
    [{ code: 'nothing-repeats', bytes: 9 }, 'Nothing worth a base repeats (9B at most).'],
  ])('that there is none: %j', (none, text) => expect(noAdviceText(t, of(none), 'decimal')).toContain(text))

  const releases = [{ ends: 2 }, { ends: 3 }, {}]

  it.each([
    ['drop-repeated', [2], 'Drop this step: layer 3 writes 2 files again'],
    ['delete-where-created', [1, 4], 'layer 5 deletes 2 files that layer 2 still stores.'],
    ['merge-steps', [1, 4], 'layer 5 writes 2 files again that layer 2 stores already.'],
    ['merge-steps', [1], 'Write files once: layer 2 stores 2 paths twice over.'],
    ['drop-repeated', [2, 4], 'Drop these steps: layers 3 and 5 write 2 files again'],
    ['delete-where-created', [1, 2, 4], 'layer 5 deletes 2 files that layers 2, 3 still store.'],
    ['merge-steps', [1, 2, 4], 'layers 2, 3 and 5 write the same paths one after the other, 2 files again.'],
    ['between-releases', [1, 2], '2 releases lie below in this image: 2 files that earlier ones store'],
  ])('to %s of layers %j', (code, layers, text) =>
    expect(adviceText(words('waste'), of({ code, layers, files: 2 }), releases)).toContain(text),
  )
})

describe('a pull', () => {
  const t = words('pull')

  it('names a layer by its instruction, else by its digest', () => {
    expect(layerName({ instruction: 'RUN x', diffId: 'sha256:1' })).toBe('RUN x')
    expect(layerName({ instruction: '', diffId: `sha256:${hash}` })).toBe('cccccccccccc')
  })

  it('says how long it takes, and from when to when a layer does', () => {
    expect([pullTimeText(t, 12_345), secondsOf(), secondsOf(12_345)]).toEqual(['≈12 s', 0, 12.35])
    expect(layerTimesText(t, { downloadFromMs: 1000, downloadToMs: 2345, unpackToMs: 5678 })).toBe(
      'downloaded from 1 s to 2.35 s, unpacked at 5.68 s',
    )
    for (const none of [undefined, {}, { unpackToMs: 1 }]) expect(layerTimesText(t, none)).toBeUndefined()
  })

  it('gives its reasons what their words select by', () => {
    const told = (why: object) => {
      let values: object = {}
      const key = pullReasonText((code, given = {}) => {
        values = given
        return code
      }, of(why))
      return [key, values]
    }
    const usual = { assumed: 'false', next: 0, because: '' }
    expect(told({ code: 'chain-held' })).toEqual(['why.chain-held', usual])
    expect(told({ code: 'x', assumed: true })).toEqual(['why.x', { ...usual, assumed: 'true' }])
    const differs = { ...usual, shared: 2, next: 3 }
    expect(told({ code: 'chain-differs', shared: 2 })).toEqual(['why.chain-differs', differs])
    const unknown = { ...usual, because: 'noDigest' }
    expect(told({ code: 'blob-unknown', because: 'no-digest' })).toEqual(['why.blob-unknown', unknown])
  })
})

describe('a step', () => {
  const t = words('diff')

  it('is its text, else the digest of its layer', () => {
    const texts = [{ text: '' }, { text: '', diffId: `sha256:${hash}` }, { text: `COPY file:${hash} in /` }]
    expect(texts.map((step) => stepText(t, of(step)))).toEqual([
      ...['not known', 'sha256:cccccccccccc…', 'COPY file:cccccccccccc… in /'],
    ])
  })

  it('of the same text says why it is another', () => {
    const why = (change: string, a?: string, b = a) =>
      sameTextWhy(
        t,
        of({ change, a: a === undefined ? a : { text: a }, b: b === undefined ? b : { text: b } }),
      )
    expect(why('new-content', 'RUN x')).toMatch(/^The build arguments differ/)
    expect(why('not-reproducible', 'RUN x')).toMatch(/^The same text made other bytes/)
    expect(why('not-reproducible', 'COPY a b')).toMatch(/^BuildKit records no hash/)
    expect(why('not-reproducible', `ADD file:${hash} in /`)).toMatch(/^The recorded hash/)
    for (const none of [why('same', 'RUN x'), why('new-content', 'a', 'b'), why('new-content', '')])
      expect(none).toBeUndefined()
    expect(sameTextWhy(t, of({ change: 'new-content', a: { text: 'x' } }))).toBeUndefined()
    expect(sameTextWhy(t, of({ change: 'new-content', b: { text: 'x' } }))).toBeUndefined()
  })

  it('has room for 300 characters, and for twelve digits of a digest', () => {
    expect(shortHashes(`${hash} ${hash}d`)).toBe(`cccccccccccc… ${hash}d`)
    expect(shortened('x'.repeat(300))).toBe('x'.repeat(300))
    expect(shortened('x'.repeat(301))).toBe(`${'x'.repeat(299)}…`)
    expect(shortened('abcd', 3)).toBe('ab…')
  })
})

describe('the title of a tag', () => {
  const titleOf = (tag: object) => tagTitle(words('links'), of({ tag: { cells: {}, ...tag } }), 'decimal')

  it('is its reference, the end of a long one', () => {
    const image = { layers: [0, 1] }
    expect(titleOf({ reference: 'a:1', image })).toBe('a:1: 2 layers, —')
    expect(titleOf({ reference: 'r'.repeat(80), image })).toBe(`${'r'.repeat(80)}: 2 layers, —`)
    expect(titleOf({ reference: `x${'r'.repeat(80)}`, image })).toBe(`…${'r'.repeat(79)}: 2 layers, —`)
    expect(titleOf({ reference: 'a:1' })).toBe('a:1 is not there')
    expect(shortName('n'.repeat(40))).toBe('n'.repeat(40))
    expect(shortName('n'.repeat(41))).toBe(`${'n'.repeat(39)}…`)
    expect(tagSentence(words('links'), of({ tag: { cells: {} } }), 'decimal')).toMatch(
      /^— unpacked on a host/,
    )
  })
})

describe('clippedName', () => {
  it('keeps both ends of a long name, and whole signs', () => {
    expect(clippedName('0.0.1')).toBe('0.0.1')
    expect(clippedName('release-candidate-of-monday', 11)).toBe('relea…onday')
    expect([...clippedName('👩‍👩‍👧'.repeat(40), 11)]).toHaveLength(11)
    expect(clippedName('😀'.repeat(20), 30)).toBe('😀'.repeat(20))
  })
})

describe('readsFromRight', () => {
  it('knows Hebrew and Arabic, also among other signs', () => {
    expect(['שלום:1', 'v1-النسخة', '한글 😀 1', 'é'].map(readsFromRight)).toEqual([true, true, false, false])
  })
})
