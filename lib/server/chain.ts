import 'server-only'
import type {
  ChainLayer,
  ChainReport,
  FilesProblem,
  FilesState,
  NoFolders,
  ParentReport,
} from '../analysis/chain-report'
import type { IndexedLayer } from '../layerfs/entry'
import type { ImageInput } from '../link/tag-state'
import type { ImageFacts } from '../oci/facts'
import { packingOf } from '../oci/packing'
import { LayerError } from '../sources/layers/layer-error'
import { failureIn } from '../sources/source'
import type { LAYER_WORK } from './layer-work'
import { bytesOf, lastProblems } from './scan'
import { isKnown, readTagFiles, type TagFiles, type TagRead } from './tag'

/** Layers that are smaller in all are read without being asked for. */
const SMALL_BYTES = 48 << 20

/** What an image's layers are, and what their files show as far as they are known. @throws SourceError */
export async function readChain(input: ImageInput, signal: AbortSignal): Promise<ChainReport> {
  const read = await readTagFiles(input, signal)
  const { image, files } = read
  const parents = await parentsOf(read, signal)
  const all = isKnown(files) ? files : undefined
  const found = all && (await whatFilesSay(read, all, signal))
  const said = found && 'waste' in found ? found : undefined
  return {
    layers:
      all && said ? withFiles(image, all, said) : image.layers.map((_, at) => layerOf(image, at, files[at])),
    noFolders: noFoldersOf(read),
    parents,
    files: filesStateOf(read),
    waste: said?.waste,
    figure: said?.figure,
    problems: found && 'of' in found ? [found] : all ? [] : lastProblems(image),
  }
}

type ChainFiles = ReturnType<typeof LAYER_WORK.chain>

/** What the files of all layers say, or why that is too much to be worked out. */
async function whatFilesSay(
  { run }: TagRead,
  files: readonly IndexedLayer[],
  signal: AbortSignal,
): Promise<ChainFiles | FilesProblem> {
  try {
    return await run.desk.ask('chain', files, undefined, signal)
  } catch (error) {
    if (error instanceof LayerError) return { of: 'layer', problem: error.problem }
    throw error
  }
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

function withFiles(
  image: ImageFacts,
  files: readonly IndexedLayer[],
  { stored, running }: ChainFiles,
): readonly ChainLayer[] {
  return files.map((index, at) => ({
    ...layerOf(image, at, index),
    storedBytes: stored[at]!.bytes,
    contributionBytes: running[at]! - (running[at - 1] ?? 0),
    runningBytes: running[at]!,
    hiddenBytes: stored[at]!.hiddenBytes,
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
