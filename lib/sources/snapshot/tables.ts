import type { HistoryStep, ImageEnd, ImageFacts, LayerFacts } from '../../oci/facts'
import type { PartDocument, SnapshotDocument } from './document'
import type { SnapshotPart } from './snapshot'

/** A position in a table that lies beyond its end. */
export class PositionError extends Error {
  override readonly name = 'PositionError'
  constructor(
    readonly field: string,
    readonly length: number,
  ) {
    super(`${field}: beyond the ${length} of the table`)
  }
}

type Tables = Pick<SnapshotDocument, 'layers' | 'steps'>

/** Collects layers and steps, each once. */
export class TableWriter {
  private readonly layers = new Rows<LayerFacts>(layerKey)
  private readonly steps = new Rows<HistoryStep>(stepKey)

  get tables(): Tables {
    return { layers: this.layers.all, steps: this.steps.all } as Tables
  }

  /** A part with positions in place of layers and steps. */
  part({ images, unread, moved, ends, ...rest }: SnapshotPart) {
    return {
      ...rest,
      images: images.map(({ layers, history, ...image }) => ({
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

class Rows<T extends object> {
  readonly all: T[] = []
  private readonly known = new Map<string, number>()
  /** Images of one read often share the very objects. */
  private readonly same = new WeakMap<T, number>()

  constructor(private readonly keyOf: (row: T) => string) {}

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

function stepKey({ createdBy, created, comment, layer, unpackedBytes, imageId }: HistoryStep): string {
  // A step of which it is not known whether it made a layer is another than one that made none.
  return JSON.stringify([
    createdBy,
    created,
    comment,
    layer === undefined ? '' : layer,
    unpackedBytes,
    imageId,
  ])
}

function layerKey({ chainId, diffId, blob, unpacked }: LayerFacts): string {
  return JSON.stringify([chainId, diffId, blob, unpacked])
}

/** @throws PositionError naming the field below `path` */
export function readPart(
  part: PartDocument,
  { layers, steps }: { readonly layers: readonly LayerFacts[]; readonly steps: readonly HistoryStep[] },
  path: string,
): SnapshotPart {
  const { title, createdAt, notes, engine, images, unread = [], moved = [], ends } = part
  return {
    title,
    createdAt,
    notes,
    engine,
    images: images.map(
      (image, index): ImageFacts => ({
        ...image,
        layers: rowsAt(layers, image.layers, () => `${path}images.${index}.layers`),
        history: rowsAt(steps, image.history, () => `${path}images.${index}.history`),
      }),
    ),
    unread,
    moved,
    ends: ends?.map(
      (end, index): ImageEnd => ({
        ...end,
        chainId: end.chainId as ImageEnd['chainId'],
        layers: end.layers && rowsAt(layers, end.layers, () => `${path}ends.${index}.layers`),
      }),
    ),
  }
}

function rowsAt<T>(table: readonly T[], positions: readonly number[], field: () => string): readonly T[] {
  return positions.map((position) => {
    const row = table[position]
    if (row === undefined) throw new PositionError(field(), table.length)
    return row
  })
}
