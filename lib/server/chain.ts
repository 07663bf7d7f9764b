import 'server-only'
import { setImmediate as yieldToEventLoop } from 'node:timers/promises'
import type {
  ChainLayer,
  ChainReport,
  FilesState,
  NoFolders,
  ParentReport,
  WasteReport,
} from '../analysis/chain-report'
import { adviceOf } from '../layerfs/advice'
import { diveFigures } from '../layerfs/dive'
import type { IndexedLayer } from '../layerfs/entry'
import { unionFigure } from '../layerfs/figure'
import { type Waste, wasteOf } from '../layerfs/waste'
import type { ImageInput } from '../link/tag-state'
import type { ImageFacts } from '../oci/facts'
import { packingOf } from '../oci/packing'
import { failureIn } from '../sources/source'
import { bytesOf, lastProblems } from './scan'
import { readTagFiles, type TagFiles, type TagRead } from './tag'
import { computedFor, unionFor } from './unions'

/** Layers that are smaller in all are read without being asked for. */
const SMALL_BYTES = 48 << 20
const SHOWN_PATHS = 200
/** Columns that fit beside one another on a wide screen. */
const FIGURE_PATHS = 8
const SHOWN_COPIES = 20

/** What an image's layers are, and what their files show as far as they are known. @throws SourceError */
export async function readChain(input: ImageInput, signal: AbortSignal): Promise<ChainReport> {
  const read = await readTagFiles(input, signal)
  const { image, files } = read
  const parents = await parentsOf(read, signal)
  const all = files.every((index) => index !== undefined) ? files : undefined
  return {
    layers: all ? withFiles(image, all) : image.layers.map((_, at) => layerOf(image, at, files[at])),
    noFolders: noFoldersOf(read),
    parents,
    files: filesStateOf(read),
    ...(all && (await whatFilesShow(all))),
    problems: all ? [] : lastProblems(image),
  }
}

/** Each part takes a moment for an image of many files: others are answered in between. */
async function whatFilesShow(files: readonly IndexedLayer[]): Promise<Pick<ChainReport, 'waste' | 'figure'>> {
  unionFor(files)
  await yieldToEventLoop()
  const waste = computedFor('waste', files, () => wasteReport(files))
  await yieldToEventLoop()
  const figure = computedFor('figure', files, () => unionFigure(unionFor(files), FIGURE_PATHS))
  return { waste, figure }
}

function layerOf(image: ImageFacts, at: number, index: IndexedLayer | undefined): ChainLayer {
  const { diffId, chainId, blob } = image.layers[at]!
  const repeats = image.layers.flatMap((other, position) =>
    other.diffId === diffId && position !== at ? [position] : [],
  )
  return {
    diffId,
    chainId,
    repeats,
    packing: blob && packingOf(blob),
    tarBytes: index?.tarBytes,
    entries: index?.entries.length,
    notes: index?.notes,
    folder: image.folders?.[at],
  }
}

function withFiles(image: ImageFacts, files: readonly IndexedLayer[]): readonly ChainLayer[] {
  const { running, contents } = unionFor(files)
  return files.map((index, at) => ({
    ...layerOf(image, at, index),
    storedBytes: contents[at]!.reduce((sum, { bytes }) => sum + bytes, 0),
    contributionBytes: running[at]! - (running[at - 1] ?? 0),
    runningBytes: running[at]!,
    hiddenBytes: contents[at]!.reduce((sum, { bytes, names }) => sum + (names === 0 ? bytes : 0), 0),
  }))
}

function noFoldersOf({ image, found }: TagFiles): NoFolders | undefined {
  if (image.folders) return undefined
  if (!found?.facts.daemon || found.moved) return 'not-here'
  return image.store === 'containerd' ? 'containerd' : 'driver'
}

async function parentsOf({ daemon, found }: TagRead, signal: AbortSignal): Promise<readonly ParentReport[]> {
  const local = found?.facts.daemon
  if (!local || !daemon.ok || found.moved) return []
  const reading = daemon.source.parents?.(local, signal)
  // The chain is a help beside the layers, which are there already.
  return (await reading?.catch((error: unknown) => void failureIn(error))) ?? []
}

/** An image, who holds it, and per layer whether its files are known. */
type KnownFiles = Pick<TagFiles, 'image' | 'holders'> & { readonly files: readonly unknown[] }

/** What is known of the files of images, and what reading the rest takes from a source that holds them all. */
export function filesStateOf(...tags: readonly KnownFiles[]): FilesState {
  const wanted = new Set(
    tags.flatMap(({ image, files }) => image.layers.flatMap(({ diffId }, at) => (files[at] ? [] : [diffId]))),
  )
  const layers = new Set(tags.flatMap(({ image }) => image.layers.map(({ diffId }) => diffId))).size
  const able = tags.map(({ holders }) => holders.filter(({ source }) => source.layers))
  const costs = (able[0] ?? []).flatMap(({ source }) => {
    const queries = able.flatMap((own) => own.filter((holder) => holder.source === source))
    const isAll = queries.length === tags.length
    return (
      (isAll &&
        bytesOf(
          source,
          queries.map(({ image }) => ({ image, wanted })),
        )) ||
      []
    )
  })
  const missingBytes = costs.length > 0 ? Math.min(...costs) : undefined
  return {
    known: layers - wanted.size,
    layers,
    missingBytes,
    readable: able.every(({ length }) => length > 0),
    small: missingBytes !== undefined && missingBytes <= SMALL_BYTES,
  }
}

function wasteReport(files: readonly IndexedLayer[]): WasteReport {
  const union = unionFor(files)
  const waste = wasteOf(union)
  const storedBytes = union.contents.flat().reduce((sum, { bytes }) => sum + bytes, 0)
  return {
    visibleBytes: union.running.at(-1) ?? 0,
    storedBytes,
    hiddenBytes: waste.hiddenBytes,
    duplicateBytes: waste.duplicateBytes,
    dive: diveFigures(files),
    ...shown(waste),
    advice: adviceOf(files, union, waste),
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
