import type { Basis } from '../oci/bytes'
import type { NumberCell } from './cell'
import type { FilesState } from './chain-report'
import type { DiffFileRow } from './diff-report'

/** One release of the series that a tag stands in. */
export interface PlaceTag {
  readonly tag: string
  /** Layers of it, where this image's chain goes on from where it ends. */
  readonly ends?: number | undefined
  /** Absent where no source could read it. */
  readonly files?: FilesState | undefined
}

/** Files of an image that are new or larger than in the tag before; all of them where none is before. */
export interface GrownReport {
  /** By what they grew, most first; `more` are left out. */
  readonly rows: readonly DiffFileRow[]
  readonly more: number
}

/** `GET /api/place?reference=`: where a tag stands in its series, and what it is next to the tag before. */
export interface PlaceReport {
  /** The series that the tag belongs to, first to last release; those nearest to it of a very long one. */
  readonly tags: readonly PlaceTag[]
  /** Position of the tag, or of the release that it is another name of; absent for one without a place. */
  readonly at?: number | undefined
  /** Canonical reference of the tag before; absent where there is none, or no source could read it. */
  readonly previous?: string | undefined
  /** What the tag takes more than the one before, or why that is not known. */
  readonly growth: Readonly<Record<Basis, NumberCell>>
  /** What is known of the files of the tag and the one before together. */
  readonly files: FilesState
  /** Absent until the files of both are known. */
  readonly grown?: GrownReport | undefined
}
