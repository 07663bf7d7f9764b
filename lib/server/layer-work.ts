import picomatch from 'picomatch'
import { advise } from '../analysis/advisor/advise'
import type { FileRow, FilesReport, WasteReport } from '../analysis/chain-report'
import { fileTotals } from '../analysis/compare/tag-diff'
import type { DiffFileRow, DiffFilesReport, FileTotals } from '../analysis/diff-report'
import type { GrownReport } from '../analysis/place-report'
import type { RuleId } from '../analysis/pull/rules'
import type { FilesInput } from '../analysis/question'
import { adviceOf } from '../layerfs/advice'
import { diveFigures } from '../layerfs/dive'
import type { IndexedLayer } from '../layerfs/entry'
import { type UnionFigure, unionFigure } from '../layerfs/figure'
import { finderIn, mergeTrees } from '../layerfs/merge-trees'
import { type GrownPath, mostGrown } from '../layerfs/most-grown'
import { childrenAt, flatRows, isGlob, sortRows } from '../layerfs/rows'
import { sameFiles } from '../layerfs/same-files'
import { type TreeNode, unionTree } from '../layerfs/tree'
import { diffTrees, grownPaths, type PathDifference, type TreeDifference } from '../layerfs/tree-diff'
import { unionOf } from '../layerfs/union'
import type { StoredBytes } from '../layerfs/union-columns'
import { type Waste, wasteOf } from '../layerfs/waste'
import type { ImageFacts } from '../oci/facts'
import { computedFor, layerTreeFor, unionFor, unionTreeFor } from './unions'
import { withinTime } from './within-time'

/** A glob comes from a link: no pattern may keep a thread busy for longer than this. */
const SEARCH_MS = 2000
const SHOWN_PATHS = 200
/** Columns that fit beside one another on a wide screen. */
const FIGURE_PATHS = 8
const SHOWN_COPIES = 20
const MOST_GROWN = 5

type Layers = readonly IndexedLayer[]

/** The first so many of the layers that were given are one image, or one tag, the rest another. */
interface TwoSides {
  readonly first: number
}

/** What the files of an image's layers say of its chain. */
interface ChainFiles {
  readonly stored: readonly StoredBytes[]
  readonly running: readonly number[]
  readonly waste: WasteReport
  readonly figure: UnionFigure
}

interface RowsInput extends Omit<FilesInput, 'along'> {
  /** The numbers of layers of tags of a series, whose layers follow, and which of them is the tag before. */
  readonly along?: { readonly tags: readonly number[]; readonly before?: number | undefined } | undefined
}

/** A tag whose files are at these positions of the layers that were given. */
interface AdviceInput {
  readonly tags: readonly {
    readonly tag: string
    readonly image: ImageFacts
    readonly files: readonly (number | undefined)[]
  }[]
  readonly rule?: RuleId | undefined
}

/**
 * All that is worked out from the files of layers. Each takes as long as there are files: none of it is done on the
 * thread that answers everybody.
 */
export const LAYER_WORK = {
  /** @param layers  base first */
  chain(layers: Layers): ChainFiles {
    const { stored, running } = unionFor(layers)
    return {
      stored,
      running,
      waste: computedFor('waste', layers, () => wasteReport(layers)),
      figure: computedFor('figure', layers, () => unionFigure(unionFor(layers), FIGURE_PATHS)),
    }
  },

  /** Part of a list of files; `slow` for a glob that takes too long. */
  rows(layers: Layers, input: RowsInput): FilesReport | 'slow' {
    const { offset, limit, along, ...rest } = input
    const own = layers.slice(0, input.layer + 1)
    const root = input.view === 'layer' ? layerTreeFor(own) : unionTreeFor(own, input.hidden)
    const series = along && seriesOf(layers.slice(own.length), along)
    // Pages of one list are windows of one order.
    const name = `rows ${series ? `along ${along?.tags.join(' ')} ` : ''}${JSON.stringify(rest)}`
    const rows = isGlob(input.query)
      ? withinTime(SEARCH_MS, () => computedFor(name, layers, () => rowsOf(series?.all ?? root, input)))
      : computedFor(name, layers, () => rowsOf(series?.all ?? root, input))
    if (!rows) return 'slow'
    const { bytes, hiddenBytes, files } = root
    const shown = rows.slice(offset, offset + limit).map(series ? alongRows(root, series.before) : rowOf)
    return { total: rows.length, offset, rows: shown, bytes, hiddenBytes, files }
  },

  /** @param downloaded  positions of the second image's layers that a host with the first one downloads */
  totals(
    layers: Layers,
    { first, downloaded }: TwoSides & { readonly downloaded: ReadonlySet<number> },
  ): FileTotals {
    const after = layers.slice(first)
    return fileTotals(differenceOf('union', layers, first), unionTreeFor(after, false), downloaded)
  },

  differences(
    layers: Layers,
    {
      first,
      of,
      query,
      offset,
      limit,
    }: TwoSides & {
      readonly of: 'union' | 'layer'
      readonly query: string
      readonly offset: number
      readonly limit: number
    },
  ): DiffFilesReport {
    const text = query.toLowerCase()
    const { paths } = differenceOf(of, layers, first)
    const found = text === '' ? paths : paths.filter(({ path }) => path.toLowerCase().includes(text))
    return { total: found.length, offset, rows: found.slice(offset, offset + limit).map(diffRowOf) }
  },

  /** What grew from the first image to the second, most first. */
  grown(layers: Layers, { first }: TwoSides): GrownReport {
    const grown = grownPaths(differenceOf('union', layers, first))
    return { rows: grown.slice(0, MOST_GROWN).map(diffRowOf), more: Math.max(0, grown.length - MOST_GROWN) }
  },

  mostGrown(layers: Layers, { first }: TwoSides): GrownPath | undefined {
    // In a list, so that it is kept as well where nothing grew.
    const [most] = computedFor(`grown ${first}`, layers, () => [
      mostGrown(layers.slice(0, first), layers.slice(first)),
    ])
    return most
  },

  /** Whether each two layers hold the same files. */
  sameFiles(layers: Layers): readonly ReturnType<typeof sameFiles>[] {
    return Array.from({ length: layers.length / 2 }, (_, at) => {
      const pair = layers.slice(2 * at, 2 * at + 2)
      const [same] = computedFor('same files', pair, () => [sameFiles(pair[0]!, pair[1]!)])
      return same
    })
  },

  advice(layers: Layers, { tags, rule }: AdviceInput) {
    const contents = tags.map(({ files, ...tag }) => ({
      ...tag,
      files: files.map((at) => (at === undefined ? undefined : layers[at])),
    }))
    const advised = advise(contents, undefined, rule)
    if ('none' in advised) return advised
    const { today: _, proposed: __, known: ___, ...wire } = advised
    return wire
  },
}

const TREES = { union: (layers: Layers) => unionTreeFor(layers, false), layer: layerTreeFor }

/** Pages of one list, and its totals, are of one comparison. */
function differenceOf(of: keyof typeof TREES, layers: Layers, first: number): TreeDifference {
  const [a, b] = [layers.slice(0, first), layers.slice(first)]
  return computedFor(
    `difference ${of} ${first}`,
    layers,
    () => diffTrees(TREES[of](a), TREES[of](b)),
    DIFFERENCE_BYTES,
  )
}

const DIFFERENCE_BYTES = 150

function wasteReport(layers: Layers): WasteReport {
  const union = unionFor(layers)
  const waste = wasteOf(union)
  return {
    visibleBytes: union.running.at(-1) ?? 0,
    storedBytes: union.stored.reduce((sum, { bytes }) => sum + bytes, 0),
    hiddenBytes: waste.hiddenBytes,
    duplicateBytes: waste.duplicateBytes,
    dive: diveFigures(layers),
    ...shown(waste),
    advice: adviceOf(layers, union, waste),
  }
}

function shown({ hidden, duplicates }: Waste) {
  return {
    hidden: hidden.slice(0, SHOWN_PATHS),
    moreHidden: Math.max(0, hidden.length - SHOWN_PATHS),
    duplicates: duplicates.slice(0, SHOWN_PATHS).map(({ bytes, copies }) => ({
      bytes,
      copies: copies.slice(0, SHOWN_COPIES),
      more: Math.max(0, copies.length - SHOWN_COPIES),
    })),
    moreDuplicates: Math.max(0, duplicates.length - SHOWN_PATHS),
  }
}

/** All rows that are asked for, in their order. */
function rowsOf(root: TreeNode, { path, sort, flat, query }: RowsInput): readonly TreeNode[] {
  const matches = matcherOf(query)
  const found = flat || query !== '' ? flatRows(root, matches) : childrenAt(root, path)
  return sortRows(found ?? [], sort)
}

function matcherOf(query: string): (path: string) => boolean {
  if (query === '') return () => true
  if (!isGlob(query)) {
    const text = query.toLowerCase()
    return (path) => path.toLowerCase().includes(text)
  }
  // As a shell's: `*.txt` means any folder's.
  const pattern = query.replace(/^\//, '')
  return picomatch(pattern, { dot: true, basename: !pattern.includes('/') })
}

/** The paths of all tags of a series, each with the most bytes that it has in any, and the tag before. */
interface Series {
  readonly all: TreeNode
  readonly before?: TreeNode | undefined
}

function seriesOf(layers: Layers, { tags, before }: NonNullable<RowsInput['along']>): Series {
  const starts = tags.map((_, at) => tags.slice(0, at).reduce((sum, length) => sum + length, 0))
  const own = tags.map((length, at) => layers.slice(starts[at], starts[at]! + length))
  const all = computedFor(`along ${tags.join(' ')}`, layers, () => mergeTrees(treesOf(own)), MERGED_BYTES)
  return { all, before: before === undefined ? undefined : unionTreeFor(own[before]!, false) }
}

const MERGED_BYTES = 200

/** One after the other, none kept: what is looked at again is made by itself. */
function* treesOf(tags: readonly Layers[]): Generator<TreeNode> {
  for (const layers of tags) yield unionTree(unionOf(layers), false)
}

/** Rows of the paths of a series as one tag has them. */
function alongRows(own: TreeNode, before: TreeNode | undefined): (node: TreeNode) => FileRow {
  const [find, findBefore] = [finderIn(own), before && finderIn(before)]
  return (node) => {
    const found = find(node.path)
    const children = node.children.length
    if (!found) return { ...rowOf(node), children, bytes: 0, hiddenBytes: 0, absent: true }
    const earlier = findBefore?.(node.path)
    const bytes = found.bytes - (earlier?.bytes ?? 0)
    const how = bytes > 0 ? 'grew' : 'shrank'
    const since = !findBefore ? undefined : !earlier ? 'new' : bytes !== 0 ? how : undefined
    return { ...rowOf(found), children, since: since && { how: since, bytes } }
  }
}

function rowOf(node: TreeNode): FileRow {
  const { path, name, directory, change, layer, bytes, hiddenBytes, files, entry, shadows, children } = node
  return {
    path,
    name,
    kind: directory ? 'directory' : (entry?.kind ?? 'file'),
    change,
    layer,
    bytes,
    hiddenBytes,
    files,
    children: children.length,
    mode: entry?.mode,
    uid: entry?.uid,
    gid: entry?.gid,
    modified: entry?.modified,
    target: entry?.target,
    shadows,
  }
}

function diffRowOf({ path, change, a, b }: PathDifference): DiffFileRow {
  const entry = b?.entry ?? a?.entry
  return {
    path,
    change,
    kind: entry?.kind ?? 'directory',
    target: entry?.target,
    aBytes: a?.bytes,
    bBytes: b?.bytes,
    differs: change === 'changed' ? differsOf(a, b) : [],
  }
}

function differsOf(a: PathDifference['a'], b: PathDifference['b']): DiffFileRow['differs'] {
  const [x, y] = [a?.entry, b?.entry]
  if (!x || !y || x.kind !== y.kind) return ['kind']
  return [
    ...(x.hash !== y.hash || x.contentBytes !== y.contentBytes ? (['content'] as const) : []),
    ...(x.mode !== y.mode ? (['mode'] as const) : []),
    ...(x.uid !== y.uid || x.gid !== y.gid ? (['owner'] as const) : []),
    ...(x.target !== y.target ? (['target'] as const) : []),
  ]
}
