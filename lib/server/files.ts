import 'server-only'
import picomatch from 'picomatch'
import type { FileRow, FilesReport } from '../analysis/chain-report'
import type { FilesInput } from '../analysis/question'
import type { IndexedLayer } from '../layerfs/entry'
import { finderIn } from '../layerfs/merge-trees'
import { childrenAt, flatRows, isGlob, sortRows } from '../layerfs/rows'
import type { TreeNode } from '../layerfs/tree'
import type { ImageInput } from '../link/tag-state'
import { type Along, readAlong } from './along'
import { InputError } from './inputs'
import { readTagFiles } from './tag'
import { computedFor, layerTreeFor, unionTreeFor } from './unions'
import { withinTime } from './within-time'

/** A glob comes from a link: no pattern may keep the server busy for longer than this. */
const SEARCH_MS = 2000

/**
 * A part of the files of a layer, or of the file system at that layer.
 *
 * @throws SourceError when the tag is nowhere; InputError for a layer that is not there, or not read yet
 */
export async function readFiles(input: FilesInput & ImageInput, signal: AbortSignal): Promise<FilesReport> {
  const { image, files } = await readTagFiles(input, signal)
  if (input.layer >= image.layers.length) throw new InputError('layer: this image has no such layer')
  const below = files.slice(0, input.layer + 1)
  if (!below.every((index) => index !== undefined)) {
    throw new InputError('layer: its files have not been read yet')
  }
  const root = treeOf(below, input)
  const isWhole = input.view === 'union' && !input.hidden && below.length === files.length
  const series = isWhole && input.along.length > 0 ? await readAlong(input, below, signal) : undefined
  const { offset, limit, reference: _, platform: __, source: ___, along: ____, ...rest } = input
  // Pages of one list are windows of one order.
  const rows = series
    ? computedFor(`rows along ${JSON.stringify(rest)}`, series.layers, () => rowsOf(series.all, input))
    : computedFor(`rows ${JSON.stringify(rest)}`, below, () => rowsOf(root, input))
  const { bytes, hiddenBytes, files: count } = root
  const shown = rows.slice(offset, offset + limit).map(series ? alongRows(root, series) : rowOf)
  return { total: rows.length, offset, rows: shown, bytes, hiddenBytes, files: count }
}

function treeOf(layers: readonly IndexedLayer[], { view, hidden }: FilesInput): TreeNode {
  return view === 'layer' ? layerTreeFor(layers) : unionTreeFor(layers, hidden)
}

/** All rows that are asked for, in their order. @throws InputError for a glob that takes too long */
function rowsOf(root: TreeNode, { path, sort, flat, query }: FilesInput): readonly TreeNode[] {
  const found = flat || query !== '' ? search(root, query) : childrenAt(root, path)
  return sortRows(found ?? [], sort)
}

function search(root: TreeNode, query: string): readonly TreeNode[] {
  if (query === '') return flatRows(root)
  if (!isGlob(query)) {
    const text = query.toLowerCase()
    return flatRows(root, (path) => path.toLowerCase().includes(text))
  }
  // As a shell's: `*.txt` means any folder's.
  const pattern = query.replace(/^\//, '')
  const found = withinTime(SEARCH_MS, () => {
    const matches = picomatch(pattern, { dot: true, basename: !pattern.includes('/') })
    return flatRows(root, (path) => matches(path))
  })
  if (!found) throw new InputError('query: this pattern takes too long')
  return found
}

/** Rows of the paths of a series as one tag has them. */
function alongRows(own: TreeNode, { before }: Along): (node: TreeNode) => FileRow {
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
