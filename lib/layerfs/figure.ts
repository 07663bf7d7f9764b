import { type FigureCell, type FigureColumn, type Place, placesOf } from './figure-places'
import type { Union } from './union'

export type { FigureCell, FigureColumn } from './figure-places'

/** The well-known drawing of an overlay: paths as columns, layers as rows, and above them what a container sees. */
export interface UnionFigure {
  readonly layers: number
  /** What layers above the base touch comes first, then by bytes. */
  readonly columns: readonly FigureColumn[]
  /** All paths that have no column of their own, as one; absent when there are none. */
  readonly others?: { readonly paths: number; readonly column: FigureColumn } | undefined
}

/** A directory is split while it holds at least this share of what layers above the base change. */
const SPLIT_SHARE = 1 / 2
/** How deep a column's path may be. */
const MOST_SPLITS = 4

/**
 * The data of the figure. Bytes add up: over all cells, stored bytes are those of the layers and visible bytes are the
 * union's; content with several names (hard links) counts at the first that a container sees.
 *
 * Columns are the top-level paths, except that a directory in which several layers meet and which holds most of the
 * changes gives way to what is in it. Work grows with the number of paths alone.
 *
 * @param most  columns, the one of other paths left out
 */
export function unionFigure(union: Union, most: number): UnionFigure {
  const places = split(placesOf(union))
  const shown = firstOf(places, most)
  const others = places.filter((place) => !shown.includes(place))
  return {
    layers: union.layers,
    columns: shown.map(columnOf),
    others: others.length > 0 ? { paths: others.length, column: joined(others) } : undefined,
  }
}

function split(top: readonly Place[]): readonly Place[] {
  let places = top
  for (let depth = 0; depth < MOST_SPLITS; depth++) {
    const bytes = places.reduce((sum, place) => sum + place.changedBytes, 0)
    const changes = places.reduce((sum, place) => sum + place.changes, 0)
    const held = (place: Place) => (bytes > 0 ? place.changedBytes / bytes : place.changes / changes)
    const holder = places.find(
      (place) => place.divisible && place.layers > 1 && place.changes > 0 && held(place) >= SPLIT_SHARE,
    )
    if (!holder) break
    places = [...places.filter((place) => place !== holder), ...holder.within()]
  }
  return places
}

function byTelling(a: Place, b: Place): number {
  return (
    Number(b.changes > 0) - Number(a.changes > 0) ||
    b.storedBytes - a.storedBytes ||
    (a.path < b.path ? -1 : 1)
  )
}

/** The first ones in the order of `byTelling`: to sort a million paths would take as long as all the rest. */
function firstOf(places: readonly Place[], most: number): readonly Place[] {
  const first: Place[] = []
  for (const place of places) {
    const last = first[most - 1]
    if (most === 0 || (last && byTelling(last, place) <= 0)) continue
    const at = first.findIndex((one) => byTelling(place, one) < 0)
    first.splice(at < 0 ? first.length : at, 0, place)
    if (first.length > most) first.pop()
  }
  return first
}

function columnOf({ path, directory, present, cells }: Place): FigureColumn {
  return { path, directory, ...cellsOf(cells, present) }
}

function cellsOf(cells: readonly FigureCell[], present: boolean): Pick<FigureColumn, 'cells' | 'merged'> {
  const own = cells.toSorted((a, b) => a.layer - b.layer)
  const parts = own
    .filter(({ seen }) => seen)
    .map(({ layer, visibleBytes }) => ({ layer, bytes: visibleBytes }))
  const bytes = parts.reduce((sum, part) => sum + part.bytes, 0)
  return { merged: present ? { bytes, parts } : undefined, cells: own }
}

/** Many places as one that has no path. */
function joined(places: readonly Place[]): FigureColumn {
  const cells = new Map<number, FigureCell>()
  for (const place of places) {
    for (const cell of place.cells) {
      const sum = cells.get(cell.layer)
      cells.set(cell.layer, sum ? addCells(sum, cell) : cell)
    }
  }
  const present = places.some((place) => place.present)
  return { path: '', directory: true, ...cellsOf([...cells.values()], present) }
}

/** Two cells as one, in the layer of the first. */
export function addCells(a: FigureCell, b: FigureCell): FigureCell {
  return {
    layer: a.layer,
    storedBytes: a.storedBytes + b.storedBytes,
    visibleBytes: a.visibleBytes + b.visibleBytes,
    stores: a.stores || b.stores,
    seen: a.seen || b.seen,
    whiteout: a.whiteout || b.whiteout,
    whole: false,
    deleted: a.deleted + b.deleted,
  }
}
