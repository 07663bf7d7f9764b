import type { HistoryStep, LayerFacts } from '../../oci/facts'
import { snapshotError } from './refusal'
import type { CheckedDocument } from './schema'
import type { SnapshotPart } from './snapshot'

/** Collects layers and steps, each once. */
export class TableWriter {
  private readonly layers = new Rows<LayerFacts>(({ chainId, diffId, blob, unpacked }) =>
    JSON.stringify([chainId, diffId, blob, unpacked]),
  )
  private readonly steps = new Rows<HistoryStep>(
    ({ createdBy, created, comment, layer = '', unpackedBytes, imageId }) =>
      // A step of which it is not known whether it made a layer is another than one that made none (null).
      JSON.stringify([createdBy, created, comment, layer, unpackedBytes, imageId]),
  )

  get tables() {
    return { layers: this.layers.all, steps: this.steps.all }
  }

  /** A part with positions in place of layers and steps. */
  part({ images, unread, moved, ends, ...rest }: SnapshotPart) {
    return {
      ...rest,
      images: images.map(({ layers, history, folders: _, ...image }) => ({
        ...image,
        layers: layers.map((layer) => this.layers.at(layer)),
        history: history.map((step) => this.steps.at(step)),
      })),
      ...(unread.length > 0 && { unread }),
      ...(moved.length > 0 && { moved }),
      ends: ends?.map(({ layers, ...end }) => ({
        ...end,
        layers: layers?.map((layer) => this.layers.at(layer)),
      })),
    }
  }
}

/** A table of rows, each once. @param keyOf  the same text for rows that say the same */
export class Rows<T extends object> {
  readonly all: T[] = []
  private readonly known = new Map<string, number>()
  /** Images of one read often share the very objects. */
  private readonly same = new WeakMap<T, number>()

  constructor(private readonly keyOf: (row: T) => string) {}

  /** The row's position. */
  at(row: T): number {
    const same = this.same.get(row)
    if (same !== undefined) return same
    const key = this.keyOf(row)
    const position = this.known.get(key) ?? this.all.push(row) - 1
    this.known.set(key, position)
    this.same.set(row, position)
    return position
  }
}

/**
 * A part with layers and steps in place of their positions.
 *
 * @param path  where the part is in the document, for the error
 * @throws SourceError `bad-snapshot` for a position beyond the table's end
 */
export function readPart<P extends Pick<CheckedDocument, 'images' | 'unread' | 'moved' | 'ends'>>(
  part: P,
  tables: Pick<CheckedDocument, 'layers' | 'steps'>,
  path: string,
  name: string,
) {
  const { images, unread = [], moved = [], ends, ...rest } = part
  const rowsAt = <T>(table: readonly T[], positions: readonly number[], field: string) =>
    positions.map((position) => {
      const row = table[position]
      if (row !== undefined) return row
      const detail = `beyond the ${table.length} rows of its table`
      throw snapshotError(name, { code: 'wrong-field', field: path + field, detail })
    })
  return {
    ...rest,
    images: images.map((image, index) => ({
      ...image,
      layers: rowsAt(tables.layers, image.layers, `images.${index}.layers`),
      history: rowsAt(tables.steps, image.history, `images.${index}.history`),
    })),
    unread,
    moved,
    ends: ends?.map((end, index) => ({
      ...end,
      layers: end.layers && rowsAt(tables.layers, end.layers, `ends.${index}.layers`),
    })),
  }
}
