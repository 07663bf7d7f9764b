import 'server-only'
import type { CompareReport, Note, TagReport } from '../analysis/report'
import type { IndexedLayer } from '../layerfs/entry'
import type { GrownPath } from '../layerfs/most-grown'
import type { DiffId } from '../oci/digest'
import type { Place } from './resolve-source'
import { readSide } from './series'
import { filesAtHand } from './tag'

/** Entries of layers that a comparison looks into for one note: it answers within a moment. */
const MOST_ENTRIES = 300_000

/**
 * A comparison whose notes name the path that made a release grow, where the files of the layers in which the tag
 * differs from the one before have been read already, or a snapshot has them. Nothing is read for it from elsewhere.
 */
export async function withNotedFiles(
  report: CompareReport,
  place: Place,
  signal: AbortSignal,
): Promise<CompareReport> {
  const notes: Note[] = []
  for (const note of report.notes) notes.push({ ...note, file: await fileOf(report, note, place, signal) })
  return { ...report, notes }
}

async function fileOf(
  report: CompareReport,
  { code, strategy, tag }: Note,
  place: Place,
  signal: AbortSignal,
): Promise<GrownPath | undefined> {
  const { input, tags } = report.strategies[strategy]!
  const side = code === 'grew-most' ? await readSide(place, input, signal) : undefined
  if (!side || !('place' in side)) return undefined
  const [before, after] = [tags[tag - 1], tags[tag]].map((one) => diffIdsOf(one, report))
  const b = before && after && (await filesOf(side.place, without(after, before)))
  const a = b && (await filesOf(side.place, without(before, after)))
  if (!a) return undefined
  return side.place.run.desk.ask('mostGrown', [...a, ...b], { first: a.length }, signal)
}

const without = (diffIds: ReadonlySet<DiffId>, others: ReadonlySet<DiffId>) =>
  [...diffIds].filter((diffId) => !others.has(diffId))

/** The files of layers; undefined where one has not been read, or they are more than can be looked into. */
async function filesOf(
  place: Place,
  diffIds: readonly DiffId[],
): Promise<readonly IndexedLayer[] | undefined> {
  const files: IndexedLayer[] = []
  let entries = 0
  for (const diffId of diffIds) {
    const index = await filesAtHand(place, diffId)
    entries += index?.entries.length ?? 0
    if (!index || entries > MOST_ENTRIES) return undefined
    files.push(index)
  }
  return files
}

function diffIdsOf(tag: TagReport | undefined, { layers }: CompareReport): ReadonlySet<DiffId> | undefined {
  return tag?.image && new Set(tag.image.layers.map((position) => layers[position]!.diffId as DiffId))
}
