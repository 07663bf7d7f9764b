// Longer than most: what every card is made of, in the ways that are out of the ordinary.
import { describe, expect, it } from 'vitest'
import type { ChainReport, FileRow, WasteReport } from '../../analysis/chain-report'
import { downloadsReport, pullReport } from '../../analysis/compare/downloads'
import type { CompareFacts, SeriesFacts } from '../../analysis/compare/facts'
import { compareReport } from '../../analysis/compare/report'
import { going, pairReport } from '../../analysis/compare/tag-diff'
import type { DiffReport } from '../../analysis/diff-report'
import type { TagReport } from '../../analysis/report'
import { loadPage } from '../../link/pages'
import type { ImageFacts, LayerFacts } from '../../oci/facts'
import { diffSteps } from '../../oci/step-diff'
import { pullChoice } from '../downloads/pull-choice'
import { linesOf } from '../recorded.testing'
import { namedReport } from '../words/named-report'
import { wordsOf } from '../words/words'
import { type CardContexts, type CardNeed, documentOf } from './card'
import { CARDS } from './index'
import { factsOf, lackingFacts, QUESTION, sampleFacts, sampleImages, seriesOf } from './sample-facts.testing'
import { contextOf, FILES, last, NAME, placedOf } from './tag/context.testing'

const words = wordsOf('en')

/** What all cards say of what they need, by their names. */
function saidOf<Need extends CardNeed>(need: Need, context: CardContexts[Need]) {
  const cards = CARDS.filter((card) => card.needs === need)
  return Object.fromEntries(cards.map((card) => [card.id, documentOf(card, context as never)]))
}

/** Whose a bar is and what a band is made of, in a word: reports stand behind them as a whole. */
const brief = (key: string, value: unknown): unknown => {
  if (key === 'tag') return (value as TagReport).tag
  return key === 'layers' ? (value as readonly object[]).length : value
}

/** Compared line by line. After a change that is meant: `npx vitest run -u`. */
const expectRecorded = (name: string, said: object, replace?: typeof brief) =>
  expect(linesOf(said, replace)).toMatchFileSnapshot(`testdata/${name}.json`)

describe('what cards say of a comparison', () => {
  const [first, second] = [sampleImages(NAME), sampleImages('docker-layer-base-linked')]
  const chained = seriesOf(NAME, first)
  const failure = { code: 'timeout', at: 'localhost:5000', seconds: 10 } as const
  const inferred = (layer: LayerFacts): LayerFacts => ({
    ...layer,
    unpacked: layer.unpacked && { ...layer.unpacked, exactness: 'estimated' },
  })
  /** One tag that no source could read, one that moved, one that was inferred. */
  const odd: SeriesFacts = {
    ...chained,
    tags: chained.tags.map((tag, at) => {
      if (at === 0) return { ...tag, snapshot: undefined, failures: [failure] }
      if (at === 1) return { ...tag, snapshot: undefined, daemon: first[0]!, registry: first[1]! }
      if (at < 3) return tag
      return {
        ...tag,
        snapshot: { ...first[3]!, stepsFrom: 'inferred', layers: first[3]!.layers.map(inferred) },
      }
    }),
    problems: [{ code: 'too-many-tags', found: 900, shown: 4 }],
  }
  const of = (search: string, ...series: SeriesFacts[]) => {
    const state = loadPage('downloads', search)
    const facts: CompareFacts = { ...factsOf(series), source: 'live', engine: undefined }
    const report = namedReport(
      words('kind'),
      compareReport({ ...state, platform: undefined, strategies: [] }, facts),
    )
    return saidOf('compare', { ...state, report, words })
  }
  const named = (series: SeriesFacts, name: string): SeriesFacts => ({
    ...series,
    input: { ...series.input, name },
  })

  it.each<[string, string, readonly SeriesFacts[]]>([
    ['odd', 'cols=created,difference,growth&sort=-version', [odd, seriesOf('fixed', second)]],
    ['single', 'basis=unpacked&cols=compression,left&cache=none', [named(chained, 'One')]],
    [
      'three',
      'cache=base&rule=prefix-only&sort=registry',
      [chained, chained, seriesOf('one', first.slice(1, 2))],
    ],
    [
      'runs',
      'cols=',
      [
        seriesOf(
          'runs',
          [0, 1, 0, 2, 0, 3, 0].map((at) => (at === 0 ? first : second)[at]!),
        ),
      ],
    ],
    ['empty', '', [chained, { ...chained, tags: [], problems: [{ code: 'no-tags' }] }]],
    ['nothing', '', []],
  ])('%s', async (name, search, series) => {
    await expectRecorded(`compare-${name}`, of(search, ...series), brief)
  })
})

describe('what cards say of downloads', () => {
  const series = sampleFacts().series
  const [first, second] = series
  const unread = first!.tags.map((tag, at) => (at === 1 ? { ...tag, snapshot: undefined } : tag))
  const estimated = first!.tags.map(({ snapshot, ...tag }) => ({
    ...tag,
    snapshot: snapshot && {
      ...snapshot,
      layers: snapshot.layers.map((layer) => ({ ...layer, blob: undefined })),
    },
  }))
  const of = (search: string, ...shown: readonly SeriesFacts[]) => {
    const { platform: _, ...state } = loadPage('downloads', search)
    const report = downloadsReport({ ...QUESTION, ...state }, factsOf(shown))
    return saidOf('downloads', { ...state, report, words })
  }

  it.each<[string, string, readonly SeriesFacts[]]>([
    ['unread', 'price=0.1&rbw=50&empty=50', [{ ...first!, tags: unread }, second!]],
    [
      'estimated',
      'basis=unpacked&price=2',
      [
        { ...first!, tags: estimated },
        { ...second!, tags: second!.tags.slice(0, 2) },
      ],
    ],
    ['lacking', 'ahead=0&drop=0', [...lackingFacts().series, { ...first!, tags: [] }]],
    ['one', 'keep=1&ahead=1&drop=9', [{ ...second!, tags: second!.tags.slice(0, 1) }]],
    ['none', '', []],
  ])('%s', async (name, search, shown) => {
    await expectRecorded(`downloads-${name}`, of(search, ...shown))
  })
})

describe('what cards say of a pull', () => {
  const of = (search: string, facts: CompareFacts) => {
    const state = loadPage('downloads', search)
    const report = downloadsReport({ ...QUESTION, rule: state.rule, cache: state.cache }, facts)
    const choice = pullChoice(report, state)!
    const series = facts.series.slice(choice.position, choice.position + 1)
    return saidOf('pull', {
      ...state,
      report,
      choice,
      pull: pullReport(choice.input, { ...facts, series })!,
      words,
    })
  }

  it.each<[string, string, CompareFacts]>([
    ['update', 'rule=classic&pt=0.0.2', sampleFacts()],
    ['downgrade', 'rule=containerd&pt=0.0.1&pf=0.0.3&bw=2.5&lat=7&conc=1&disk=33', sampleFacts()],
    ['lacking', 'rule=prefix-only&ps=0&pf=x', lackingFacts()],
    ['missing', 'rule=classic&ps=1&cache=tags:0.0.1,9', sampleFacts()],
    ['empty', 'rule=classic', factsOf([seriesOf(NAME, [{ ...last, layers: [], history: [] }])])],
  ])('%s', async (name, search, facts) => {
    await expectRecorded(`pull-${name}`, of(search, facts))
  })
})

describe('what cards say of a tag', () => {
  const hash = 'c'.repeat(64)
  const waste: WasteReport = {
    ...{ visibleBytes: 900, storedBytes: 1000, hiddenBytes: 100, duplicateBytes: 20 },
    dive: { efficiencyScore: 0.95, inefficientBytes: 120 },
    hidden: [
      { path: 'app/x', how: 'deleted', from: 1, by: 4, bytes: 90, files: 1200 },
      { path: 'app/y', how: 'overwritten', from: 0, by: 9, bytes: 10, files: 1 },
    ],
    moreHidden: 0,
    duplicates: [
      {
        bytes: 4,
        copies: [...'abcdef'].map((path, layer) => ({ path, layer, hidden: layer === 1 })),
        more: 2,
      },
      { bytes: 3, copies: [...'abcde'].map((path) => ({ path, layer: 0, hidden: false })), more: 0 },
    ],
    moreDuplicates: 4,
    advice: [
      { code: 'merge-steps', savedBytes: 80, layers: [2, 2], files: 2, example: 'app/x' },
      { code: 'drop-repeated', savedBytes: 10, layers: [3], files: 1, example: 'app/y' },
    ],
  }
  const unadvised = { ...waste, advice: [], storedBytes: 0, hiddenBytes: 0, hidden: [], moreDuplicates: 0 }
  const parent = (digit: string, tags: readonly string[], below?: string) => ({
    id: `sha256:${digit.repeat(64)}`,
    ...(below && { parent: `sha256:${below.repeat(64)}` }),
    ...{ layers: Number(digit), tags },
  })
  const [from, ...steps] = last.history
  const told: ImageFacts = {
    ...last,
    layers: last.layers.map((layer, at) =>
      at === 1 ? { ...layer, blob: undefined, unpacked: undefined } : layer,
    ),
    history: [
      { ...from!, created: '2026-01-02T03:04:05Z' },
      { createdBy: '', comment: 'by hand', layer: null, imageId: `sha256:${'2'.repeat(64)}` },
      { createdBy: '', layer: undefined },
      ...steps.map((step) => ({ ...step, created: undefined })),
    ] as ImageFacts['history'],
  }
  const parents = [parent('3', ['h:5/a/b:1', 'c'], '2'), parent('2', [], '1'), parent('1', [])]
  const counted = last.layers.map(({ diffId, chainId }, at) => ({
    ...{ diffId, chainId, repeats: [] },
    ...{ storedBytes: at === 1 ? undefined : 10 * at },
    ...(at > 0 && { contributionBytes: 5 - 3 * at, runningBytes: 100 - at }),
  }))
  const figure = { layers: 2, columns: [] }
  const cell = { layer: 1, storedBytes: 9, visibleBytes: 4, stores: true, seen: true, whiteout: false }
  const column = {
    ...{ path: 'usr', directory: true, cells: [{ ...cell, whole: false, deleted: 0 }] },
    merged: { bytes: 4, parts: [{ layer: 1, bytes: 4 }] },
  }
  const drawn = { layers: 2, columns: [column], others: { paths: 3, column: { ...column, path: '' } } }
  const row = (path: string, more: Partial<FileRow> = {}): FileRow => ({
    ...{ path, name: path, kind: 'file', bytes: 10, hiddenBytes: 0, files: 1, children: 0, shadows: [] },
    ...more,
  })
  const rows = [
    row('d', { kind: 'directory', change: 'same', hiddenBytes: 3, layer: 0, mode: 0o1755, uid: 1, gid: 2 }),
    row('l', { kind: 'symlink', target: 'x', modified: 1_700_000_000, layer: 3 }),
  ]
  const listing = (total: number, found: readonly FileRow[]) => ({
    ...{ total, view: { files: 3, bytes: 30, hiddenBytes: 5 } },
    lines: found.map((one) => ({ kind: 'file' as const, row: one })),
  })

  it.each<[string, ImageFacts, Partial<ChainReport>]>([
    ['told', told, { parents, layers: counted, waste, figure }],
    [
      'unpaired',
      { ...last, stepsFrom: 'unpaired' },
      { waste: unadvised, figure: { layers: 0, columns: [] } },
    ],
    [
      'bare',
      { ...last, history: [], layers: last.layers.slice(0, 1) },
      { parents: parents.slice(0, 2), figure: drawn },
    ],
  ])('%s', async (name, image, chain) => {
    const context = contextOf(image, chain)
    const shared = { layers: [{ series: ['a'], host: ['b', 'c'] }] }
    const files = { ...context, view: 'layer', q: '', layer: 1, listing: listing(2, rows) } as const
    const searched = { ...context, view: 'union', q: 'x', layer: 99, listing: listing(0, []) } as const
    await expectRecorded(`tag-${name}`, {
      ...saidOf('placed', placedOf(context, name === 'bare' ? { at: undefined, previous: undefined } : {})),
      ...saidOf('tag', context),
      ...saidOf('layers', { ...context, shared }),
      ...saidOf('files', files),
      searched: saidOf('files', searched),
    })
  })

  const images = sampleImages(NAME)
  const saying = { words, units: 'decimal', source: 'source' } as const
  const between = (a: ImageFacts, b: ImageFacts): DiffReport => {
    const { pairs, ...rest } = diffSteps(a, b)
    const side = ({ reference, layers }: ImageFacts) => ({ reference, layers: layers.length, files: FILES })
    return {
      ...{ ...rest, a: side(a), b: side(b), rule: 'classic' },
      pairs: pairs.map((pair) => pairReport(pair, a, b)),
      ...{ aToB: going(a, b, 'classic'), bToA: { ...going(b, a, 'classic'), redundantLayers: 2 } },
    }
  }
  const totals = {
    ...{ added: 1, addedBytes: 10, removed: 2, removedBytes: 3, changed: 4, changedBytes: 5 },
    ...{ unchangedBytes: 50, unchangedDownloadedBytes: 0 },
  }
  const changed = [
    { path: 'a', change: 'removed', kind: 'file', aBytes: 1, differs: [] },
    { path: 'd', change: 'changed', kind: 'directory', differs: ['mode', 'owner'] },
  ] as const
  const [report, back] = [between(images[0]!, images[2]!), between(images[3]!, images[1]!)]
  const text = (original: string) => ({ text: 'RUN x', original })
  const told2 = [
    { change: 'not-reproducible', a: text(''), b: text(`RUN ${hash}`) },
    { change: 'new-content', a: text('a'), b: text('b') },
  ] as const

  it('beside another', async () => {
    const all = { total: 2, offset: 0, rows: changed }
    const none = { total: 0, offset: 0, rows: [] }
    const view = { recorded: false, find: '', pair: null }
    const diff = { ...report, files: totals }
    await expectRecorded('diff', {
      listed: saidOf('diff', { ...saying, diff, view: { ...view, pair: 1 }, files: all }),
      unread: saidOf('diff', { ...saying, diff: back, view: { ...view, recorded: true } }),
      none: saidOf('diff', { ...saying, diff, view, files: none }),
      found: saidOf('diff', { ...saying, diff, view: { ...view, find: 'x', pair: 99 }, files: none }),
      lone: saidOf('diff', {
        ...saying,
        diff: { ...report, pairs: told2 },
        view: { ...view, recorded: true },
      }),
    })
  })
})
