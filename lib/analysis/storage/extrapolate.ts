import type { NumberCell } from '../cell'
import { STORAGE_FIGURES, type StorageFigure } from './figures'
import type { StoragePoint } from './growth'

/** The pace is the mean growth of this many releases at most. */
export const PACE_RELEASES = 10

/** One figure some releases ahead, with the assumption that it rests on. */
export type Extrapolated =
  | {
      readonly kind: 'estimate'
      readonly value: number
      /** Growth a release that is assumed to go on: the mean of the last `ofLast` releases. */
      readonly perRelease: number
      readonly ofLast: number
    }
  | { readonly kind: 'unknown'; readonly why: NoPace }

export type NoPace =
  /** The last point's figure is not known. */
  | 'last-unknown'
  /** Less than two points in a row are known, so there is no growth to go by. */
  | 'few-releases'
  /** The host does not yet hold as many tags as it keeps; what it grows by from then on cannot be seen. */
  | 'host-fills'

export type Extrapolation = Readonly<Record<StorageFigure, Extrapolated>> & {
  /** Releases ahead of the last point. */
  readonly releases: number
}

/**
 * Where storage stands some releases ahead if each goes on growing as the last ones did. A straight line from the
 * last point: to draw it, the end is enough.
 *
 * @param points    as `storageGrowth` answers them
 * @param releases  how many ahead, whole, 0 or more
 */
export function extrapolate(points: readonly StoragePoint[], releases: number): Extrapolation {
  const figures = STORAGE_FIGURES.map((figure) => [figure, extrapolateFigure(points, figure, releases)])
  return { releases, ...(Object.fromEntries(figures) as Readonly<Record<StorageFigure, Extrapolated>>) }
}

/** One of them. A host grows in one way until it holds `keep` tags, and in another when each new tag pushes one out. */
export function extrapolateFigure<F extends StorageFigure>(
  points: readonly Pick<StoragePoint, F | 'kept' | 'keep'>[],
  figure: F,
  releases: number,
): Extrapolated {
  const last = points.at(-1)
  const onHost = !figure.startsWith('registry')
  const filling = last !== undefined && last.kept < last.keep
  if (onHost && filling && last.kept + releases > last.keep) return { kind: 'unknown', why: 'host-fills' }
  const alike = filling || !onHost ? points : points.filter(({ kept, keep }) => kept === keep)
  return ahead(
    alike.map((point) => point[figure]),
    releases,
  )
}

function ahead(cells: readonly NumberCell[], releases: number): Extrapolated {
  const last = cells.at(-1)
  if (last?.kind === 'unknown') return { kind: 'unknown', why: 'last-unknown' }
  const before = cells.findLastIndex(({ kind }) => kind === 'unknown')
  const ofLast = Math.min(PACE_RELEASES, cells.length - before - 2)
  const from = cells[cells.length - 1 - ofLast]
  if (!last || ofLast < 1 || !from || from.kind === 'unknown') return { kind: 'unknown', why: 'few-releases' }
  const perRelease = (last.value - from.value) / ofLast
  const value = Math.max(0, Math.round(last.value + perRelease * releases))
  return { kind: 'estimate', value, perRelease, ofLast }
}
