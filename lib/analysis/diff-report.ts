import type { StepChange } from '../oci/step-diff'
import type { NumberCell } from './cell'
import type { FilesState } from './chain-report'
import type { RuleId } from './pull/rules'

/** One step of one of the two images. */
export interface StepReport {
  /** As one writes it in a Dockerfile, and as it was recorded. */
  readonly text: string
  readonly original: string
  /** Position in the chain of the layer that it made. */
  readonly layer?: number | undefined
  readonly diffId?: string | undefined
  readonly unpackedBytes?: number | undefined
  readonly transferBytes?: number | undefined
  /** Set when a registry has the blob and does not say its length. */
  readonly unsized?: true | undefined
}

export interface StepPairReport {
  readonly change: StepChange
  readonly a?: StepReport | undefined
  readonly b?: StepReport | undefined
  /** The two layers differ in the times of their files alone, or in how the tar is made; where both were read. */
  readonly sameFiles?: 'times' | 'packing' | undefined
}

/** Layers of B that are in A too, one upon the other, but on another parent. */
export interface ReparentedReport {
  /** Positions of the lowest in both chains. */
  readonly a: number
  readonly b: number
  readonly layers: number
  /** What a host with A downloads of them. */
  readonly transfer: NumberCell
}

/** Layers of B that a host with A downloads although A has the same files at their place. */
export interface SameFilesReport {
  readonly layers: number
  /** `times` where those of at least one file differ. */
  readonly differ: 'times' | 'packing'
  readonly transfer: NumberCell
}

/** What a host that holds one of the images downloads for the other. */
export interface GoingReport {
  readonly transfer: NumberCell
  /** Layers that are downloaded although the host has their content under another parent. */
  readonly redundantLayers: number
  readonly layers: number
}

export interface FileTotals {
  readonly added: number
  readonly addedBytes: number
  readonly removed: number
  readonly removedBytes: number
  readonly changed: number
  readonly changedBytes: number
  readonly unchangedBytes: number
  /** Of the unchanged: in layers of B that a host with A downloads all the same. */
  readonly unchangedDownloadedBytes: number
}

/** `GET /api/diff?a=&b=`: two tags, step by step. */
export interface DiffReport {
  readonly a: DiffSide
  readonly b: DiffSide
  readonly rule: RuleId
  readonly pairs: readonly StepPairReport[]
  readonly commonLayers: number
  /** Position in `pairs`. */
  readonly divergence?: number | undefined
  readonly counts: Readonly<Record<StepChange, number>>
  readonly aToB: GoingReport
  readonly bToA: GoingReport
  /** The longest such run; absent without one. */
  readonly reparented?: ReparentedReport | undefined
  /** Absent where no two layers are alike, or their files are not known. */
  readonly sameFiles?: SameFilesReport | undefined
  /** Absent until the files of both are known. */
  readonly files?: FileTotals | undefined
}

export interface DiffSide {
  readonly reference: string
  readonly layers: number
  readonly files: FilesState
}

export interface DiffFileRow {
  readonly path: string
  readonly change: 'added' | 'removed' | 'changed'
  readonly kind: string
  /** Where a link leads: a hard link has no bytes of its own. */
  readonly target?: string | undefined
  readonly aBytes?: number | undefined
  readonly bBytes?: number | undefined
  /** What differs, of a changed path. */
  readonly differs: readonly ('content' | 'kind' | 'mode' | 'owner' | 'target')[]
}

/** `GET /api/diff/files?a=&b=`: a part of the paths that differ, largest first. */
export interface DiffFilesReport {
  readonly total: number
  readonly offset: number
  readonly rows: readonly DiffFileRow[]
}
