import { type FigureCell, type FigureColumn, type Place, placesOf, placesWithin } from './figure-places'
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
  const places = [...split(placesOf(union))].sort(byTelling)
  const shown = places.slice(0, most)
  const others = places.slice(most)
  return {
    layers: union.layers,
    columns: shown.map(columnOf),
    others: others.length > 0 ? { paths: others.length, column: columnOf(joined(others)) } : undefined,
  }
}

function split(top: readonly Place[]): readonly Place[] {
  let places = top
  for (let depth = 0; depth < MOST_SPLITS; depth++) {
    const bytes = places.reduce((sum, place) => sum + place.changedBytes, 0)
    const changes = places.reduce((sum, place) => sum + place.changes, 0)
    const held = (place: Place) => (bytes > 0 ? place.changedBytes / bytes : place.changes / changes)
    const holder = places.find(
      (place) => place.divisible && place.cells.size > 1 && place.changes > 0 && held(place) >= SPLIT_SHARE,
    )
    if (!holder) break
    places = [...places.filter((place) => place !== holder), ...placesWithin(holder)]
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

function columnOf({ path, directory, present, cells }: Place): FigureColumn {
  const own = [...cells.values()].sort((a, b) => a.layer - b.layer)
  const parts = own
    .filter(({ seen }) => seen)
    .map(({ layer, visibleBytes }) => ({ layer, bytes: visibleBytes }))
  return {
    path,
    directory,
    merged: present ? { bytes: parts.reduce((sum, { bytes }) => sum + bytes, 0), parts } : undefined,
    cells: own,
  }
}

/** Many places as one that has no path. */
function joined(places: readonly Place[]): Place {
  const cells = new Map<number, FigureCell>()
  for (const place of places) {
    for (const cell of place.cells.values()) {
      const sum = cells.get(cell.layer)
      cells.set(cell.layer, sum ? addCells(sum, cell) : cell)
    }
  }
  const present = places.some((place) => place.present)
  return { ...places[0]!, path: '', directory: true, present, cells }
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
