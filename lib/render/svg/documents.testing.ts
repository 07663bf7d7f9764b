// Longer than most: a document of every kind of chart, for all tests of pictures.
import { estimate, exact, unknown } from '../../analysis/cell'
import type { Bar, Group } from '../../document/compare/bars'
import type {
  BarsChart,
  CardCell,
  CardChart,
  CardDocument,
  CardTable,
  LegendEntry,
  SeriesChart,
} from '../../document/document'
import { formatBytes } from '../../i18n/format'
import type { Basis } from '../../oci/bytes'

/** What a made-up document is to look like. */
export interface MadeDocument {
  readonly strategies: number
  readonly tags: number
  readonly korean?: boolean | undefined
  /** Names instead of the usual ones: hostile, long, in other scripts. */
  readonly names?: readonly string[] | undefined
  /** Tags instead of the usual ones. */
  readonly tagOf?: ((index: number) => string) | undefined
}

const ENGLISH = {
  title: 'Not cached',
  note: 'Download of a host that holds nothing of the series.',
  remarks: [
    'Pulling every release in turn, “Fixed base” downloads 2.13GB, 3.4 × as much as “Chained”.',
    'In the registry all tags together take 614MB, though adding up the lines suggests 2.43GB.',
  ],
  source:
    'localhost:5000/docker-layer-linked:0.0.1…0.0.4 (3f1ab8c04e15), localhost:5000/docker-layer-base-linked:0.0.1…0.0.4 (9d02b6aa1170) · Docker 20.10.24, classic store · transfer bytes · 2026-11-21 04:31 UTC',
  columns: ['Version', 'Image layers', 'Local size', 'Registry size', 'Cached images'],
  totals: 'All tags together',
  why: 'The image is not on this host, so its unpacked size is not known.',
  guess: 'Sizes were paired with layers by inference.',
}

const KOREAN: typeof ENGLISH = {
  title: '캐시되지 않은 경우',
  note: '시리즈의 이미지를 하나도 갖고 있지 않은 호스트의 다운로드 용량입니다.',
  remarks: [
    '모든 릴리스를 차례로 받으면 “기반 Base”는 2.13GB를 내려받아 “꼬리 물기”의 3.4배입니다.',
    '레지스트리에서 모든 태그는 함께 614MB를 차지하지만, 각 줄을 더하면 2.43GB로 보입니다.',
  ],
  source:
    'localhost:5000/docker-layer-linked:0.0.1…0.0.4 (3f1ab8c04e15), localhost:5000/docker-layer-base-linked:0.0.1…0.0.4 (9d02b6aa1170) · Docker 20.10.24, classic 저장소 · 전송 바이트 · 2026-11-21 04:31 UTC',
  columns: ['버전', '이미지 레이어 수', '로컬 용량', '레지스트리 용량', '캐시된 이미지'],
  totals: '모든 태그',
  why: '이 호스트에 이미지가 없어 압축을 푼 용량을 알 수 없습니다.',
  guess: '용량을 추론으로 레이어와 짝지었습니다.',
}

const NAMES = ['Chained', 'Fixed base', 'Custom base', 'Independent', 'Squashed weekly', 'Distroless']
const KOREAN_NAMES = ['꼬리 물기', '기반 Base', '새로운 Base', '독립', '주간 병합', '최소 이미지']

/** The same figures for the same arguments. */
const noise = (seed: number) => (((Math.sin(seed * 12.9898) * 43758.5453) % 1) + 1) % 1

/** A document as cards make them, of as many strategies and tags as a test wants. */
export function madeDocument(made: MadeDocument): CardDocument {
  const words = made.korean ? KOREAN : ENGLISH
  const legend = legendOf(made)
  return {
    card: 'uncached',
    title: words.title,
    note: words.note,
    legend,
    remarks: words.remarks,
    tables: [tableOf(made, words)],
    charts: [madeBars(made)],
    source: words.source,
    units: 'decimal',
  }
}

export function legendOf({ strategies, korean, names }: MadeDocument): readonly LegendEntry[] {
  const usual = korean ? KOREAN_NAMES : NAMES
  return Array.from({ length: strategies }, (_, index) => ({
    name: names?.[index] ?? usual[index] ?? `S${index}`,
    colour: index,
  }))
}

const tagName = ({ tagOf }: MadeDocument, index: number) =>
  tagOf?.(index) ?? `0.${Math.floor(index / 10)}.${index % 10}`

const bytesOf = (strategy: number, tag: number) =>
  Math.round(600e6 + strategy * 4e6 + (strategy === 0 ? tag * 9e6 : noise(strategy * 100 + tag) * 90e6))

function tableOf(made: MadeDocument, words: typeof ENGLISH): CardTable {
  const { strategies, tags } = made
  const each = (of: (strategy: number) => CardCell['values'][number]) =>
    Array.from({ length: strategies }, (_, strategy) => of(strategy))
  const bytes = (tag: number, factor: number, of: Basis): CardCell => {
    const all = each((strategy) => {
      const value = Math.round(bytesOf(strategy, tag) * factor)
      const text = formatBytes(value, of)
      if ((strategy + tag) % 17 === 11) {
        return { text: '—', cell: unknown('bytes', { code: 'not-local' }), why: words.why }
      }
      if ((strategy + tag) % 13 === 7) {
        return { text: `≈${text}`, cell: estimate(value, 'bytes', { code: 'inferred' }), why: words.guess }
      }
      return { text, cell: exact(value, 'bytes') }
    })
    const values = all.map(({ cell }) => (cell && 'value' in cell ? cell.value : Number.POSITIVE_INFINITY))
    const least = Math.min(...values)
    return { values: all.map((value, at) => ({ ...value, best: strategies > 1 && values[at] === least })) }
  }
  const [version = '', layers = '', local = '', registry = '', images = ''] = words.columns
  return {
    columns: [
      { id: 'version', title: version, align: 'left', perStrategy: false },
      { id: 'layers', title: layers, align: 'right', perStrategy: true },
      { id: 'local', title: local, align: 'right', perStrategy: true },
      { id: 'registry', title: registry, align: 'right', perStrategy: true },
      { id: 'images', title: images, align: 'left', perStrategy: true },
    ],
    rows: Array.from({ length: tags }, (_, tag) => [
      { values: [{ text: tagName(made, tag) }] },
      { values: each((strategy) => ({ text: String(2 + ((tag * (strategy + 1)) % 7)) })) },
      { ...bytes(tag, 1.3, 'unpacked'), beside: bytes(tag, 0.4, 'transfer').values },
      bytes(tag, 1, 'transfer'),
      {
        values: each((strategy) => ({
          text: tag === 0 ? '-' : strategy % 2 ? 'centos' : `${tagName(made, 0)} ~ ${tagName(made, tag - 1)}`,
        })),
      },
    ]),
    totals: [
      [
        { values: [{ text: words.totals }] },
        { values: [] },
        { ...bytes(3, 1.9, 'unpacked'), beside: [{ text: 'Σ 2.43GB / 2.61GB' }] },
        bytes(4, 2.1, 'transfer'),
        { values: [] },
      ],
    ],
  }
}

/** Bars whose lower layers are shared, and reused from the second tag on. */
export function madeBars(made: MadeDocument): BarsChart {
  const groups = Array.from({ length: made.tags }, (_, tag): Group => {
    const bars = Array.from({ length: made.strategies }, (_, strategy) => barOf(strategy, tag))
    const groupBytes = Math.max(0, ...bars.map((bar) => bar?.bytes ?? 0))
    return { label: tagName(made, tag), bars: bars.map((bar) => bar && { ...bar, groupBytes }) }
  })
  return {
    kind: 'bars',
    title: made.korean ? '캐시되지 않은 경우' : 'Not cached',
    note: made.korean
      ? '막대는 레이어로 쌓입니다. 맨 아래가 기반입니다.'
      : 'Bars are stacked from layers, base at the bottom.',
    groups,
  }
}

function barOf(strategy: number, tag: number): Bar | undefined {
  if (strategy === 2 && tag === 1) return undefined
  const bytes = bytesOf(strategy, tag)
  const shares = [0.36, 0.3, 0.12, 0.12, 0.07, 0.03]
  const known = (strategy + tag) % 17 !== 11
  const bands = shares.map((share, depth) => ({
    key: `${strategy} ${tag} ${depth}`,
    bytes: Math.round(bytes * share),
    slot: depth < 2 ? depth + 1 : depth === 2 ? 3 + ((tag + strategy * 3) % 19) : 0,
    reused: tag > 0 && depth < 2 && strategy !== 3,
    layers: [],
    ids: [depth < 2 ? `${depth}` : `${strategy} ${tag} ${depth}`],
  }))
  return {
    tag: { tag: '', reference: '', cells: {}, failures: [] } as unknown as Bar['tag'],
    strategy,
    bytes: known ? bytes : undefined,
    figure: known
      ? bands.filter(({ reused }) => !reused).reduce((sum, band) => sum + band.bytes, 0)
      : undefined,
    bytesOf: 'transfer',
    groupBytes: bytes,
    estimated: false,
    bands: known ? bands : [],
  }
}

/** Two lines a strategy, with a gap in the second one's, and a limit. */
export function madeSeries(made: MadeDocument, more: Partial<SeriesChart> = {}): CardChart {
  const cellOf = (strategy: number, tag: number, factor: number) =>
    strategy === 1 && tag % 9 === 4
      ? unknown('bytes', { code: 'no-registry' })
      : exact(Math.round(bytesOf(strategy, tag) * factor), 'bytes')
  const places = Array.from({ length: made.tags }, (_, tag) => tagName(made, tag))
  return {
    ...{ kind: 'series', figure: 'sizes', unit: 'bytes', scale: 'linear', interval: true },
    title: 'Local and registry size',
    note: 'Solid: local. Dashed: registry.',
    ...{ places, first: 0, all: places.length },
    parts: [
      { title: 'Local size', form: 'unpacked', look: 'line' },
      { title: 'Registry size', form: 'transfer', look: 'dashed' },
      { title: 'saved', form: 'transfer', look: 'said' },
    ],
    lines: legendOf(made).map(({ name, colour }, strategy) => ({
      ...{ strategy, name, colour },
      cells: [1.3, 1, 0.3].map((factor) => places.map((_, tag) => cellOf(strategy, tag, factor))),
    })),
    limits: [{ value: 900e6, text: 'limit' }],
    ...more,
  }
}

export function madeLines(made: MadeDocument): CardChart {
  return {
    kind: 'lines',
    bytesOf: 'transfer',
    title: 'Growth of the registry',
    note: 'Bytes that the registry holds after each release.',
    places: Array.from({ length: made.tags }, (_, tag) => tagName(made, tag)),
    lines: legendOf(made).flatMap(({ name, colour }) => {
      const values = Array.from({ length: made.tags }, (_, tag) =>
        colour === 1 && tag % 9 === 4
          ? undefined
          : 500e6 + tag * (40e6 + colour * 22e6) + noise(colour + tag) * 30e6,
      )
      const added = {
        name: `${name}, as added up`,
        colour,
        dashed: true,
        values: values.map((value) => value && value * 1.3),
      }
      return [{ name, colour, values }, ...(colour === 0 ? [added] : [])]
    }),
  }
}

export function madeHeat(made: MadeDocument): CardChart {
  const { tags } = made
  return {
    kind: 'heat',
    bytesOf: 'transfer',
    title: made.korean ? '업그레이드 매트릭스' : 'Upgrade matrix',
    note: 'Row: what the host holds. Column: what it pulls.',
    nothing: made.korean ? '(없음)' : '(nothing)',
    maps: legendOf(made).map(({ name, colour }) => ({
      name,
      colour,
      estimated: colour === 1,
      tags: Array.from({ length: tags }, (_, tag) => tagName(made, tag)),
      bytes: Array.from({ length: tags + 1 }, (_, row) =>
        Array.from({ length: tags }, (_, column) => {
          if (row - 1 === column) return 0
          if (row === 3 && column === 1) return null
          if (colour === 0 && row > column + 1) return 0
          return row === 0
            ? bytesOf(colour, column)
            : Math.round(2000 * 1.9 ** (Math.abs(column - row) % 19) * (1 + colour))
        }),
      ),
    })),
  }
}

export function madeTimeline(layers: number): CardChart {
  let clock = 0
  return {
    kind: 'timeline',
    title: 'Pull of app:0.0.4 over time',
    note: 'Above: download. Below, striped: unpacking.',
    totalMs: 6200,
    lanes: Array.from({ length: layers }, (_, index) => {
      const reused = index < layers / 3
      const bytes = Math.round(1e6 * 3 ** (index % 5))
      const from = 120 + index * 90
      const to = from + Math.max(40, bytes / 4e4)
      clock = Math.max(clock, to) + 60
      return {
        label: `${index + 1}. RUN apt-get update && apt-get install -y --no-install-recommends package-${index}`,
        bytes: index === 5 ? undefined : bytes,
        reused,
        ...(reused || index === 5
          ? {}
          : { download: [from, to] as const, unpack: [clock - 60, clock + bytes / 2e5] as const }),
      }
    }),
  }
}

export function madeStack(layers: number): CardChart {
  return {
    kind: 'stack',
    bytesOf: 'unpacked',
    title: 'Layers of app:0.0.4',
    note: 'Base at the bottom.',
    layers: Array.from({ length: layers }, (_, index) => ({
      label: index === 0 ? 'base: centos' : `RUN make install-${index} <&>"'`,
      slot: index % 22,
      bytes: index === 4 ? undefined : Math.round(4e8 * noise(index) ** 4),
      text: `layer ${index + 1} · shared by ${layers - index} tags`,
    })),
  }
}
