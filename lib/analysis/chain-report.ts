import type { EntryKind, IndexNote } from '../layerfs/entry'
import type { UnionFigure } from '../layerfs/figure'
import type { Change, Shadow } from '../layerfs/tree'
import type { LayerProblem, SourceFailure } from '../oci/failure'
import type { Problem } from './report'

/** Why the files of a layer are not known. */
export type FilesProblem =
  | { readonly of: 'layer'; readonly diffId?: string | undefined; readonly problem: LayerProblem }
  | { readonly of: 'source'; readonly diffId?: string | undefined; readonly failure: SourceFailure }

/** What is known of the files of an image. */
export interface FilesState {
  /** Layers (distinct, by diffID) whose files are known, and all. */
  readonly known: number
  readonly layers: number
  /** Bytes that reading the rest takes, when it is known beforehand. */
  readonly missingBytes?: number | undefined
  /** Some source can read the rest. */
  readonly readable: boolean
  /** Little enough to be read without being asked for. */
  readonly small: boolean
}

/** One layer of the chain, beside its `LayerReport`. Figures that hang on files are absent until they are read. */
export interface ChainLayer {
  readonly diffId: string
  readonly chainId: string
  /** Positions in the chain with the same content, this one left out. */
  readonly repeats: readonly number[]
  /** `gzip`, `zstd`, `eStargz`, `zstd:chunked`, `EROFS`, `tar`; absent while no registry tells. */
  readonly packing?: string | undefined
  readonly tarBytes?: number | undefined
  readonly entries?: number | undefined
  /** File content that the layer stores. */
  readonly storedBytes?: number | undefined
  /** What the final file system grew by with it; negative when it deletes more than it adds. */
  readonly contributionBytes?: number | undefined
  readonly runningBytes?: number | undefined
  /** Stored, and not visible in the final file system. */
  readonly hiddenBytes?: number | undefined
  readonly notes?: readonly IndexNote[] | undefined
  /** Where this host keeps it; why not, in `ChainReport.noFolders`. */
  readonly folder?: string | undefined
}

/**
 * Why layers have no folder: the image that is shown is on no engine here, a containerd store keeps snapshots that
 * have no name for it in the engine's API, or the engine's storage driver does not say.
 */
export type NoFolders = 'not-here' | 'containerd' | 'driver'

/** One image that the classic builder kept for a step. */
export interface ParentReport {
  readonly id: string
  readonly parent?: string | undefined
  readonly layers: number
  readonly created?: string | undefined
  readonly tags: readonly string[]
}

/** `GET /api/chain?reference=`: what the layers are, and what their files tell. */
export interface ChainReport {
  readonly layers: readonly ChainLayer[]
  /** Absent where each layer has its `folder`. */
  readonly noFolders?: NoFolders | undefined
  /** The image itself first; empty where no classic engine built it. */
  readonly parents: readonly ParentReport[]
  readonly files: FilesState
  /** Absent until all files are known. */
  readonly waste?: WasteReport | undefined
  /** The paths that explain the image, per layer; absent until all files are known. */
  readonly figure?: UnionFigure | undefined
  readonly problems: readonly FilesProblem[]
}

/** `GET /api/shared?reference=`: which other tags hold each layer of the chain, base first. */
export interface SharedReport {
  readonly layers: readonly {
    /** Tags of the same repository. */
    readonly series: readonly string[]
    /** Other references on this host. */
    readonly host: readonly string[]
  }[]
}

export interface WasteReport {
  /** Visible in the final file system. */
  readonly visibleBytes: number
  readonly storedBytes: number
  readonly hiddenBytes: number
  readonly duplicateBytes: number
  /** By dive's own rules and under its own names. */
  readonly dive: { readonly efficiencyScore: number; readonly inefficientBytes: number }
  /** Largest first; `more` of them are left out. */
  readonly hidden: readonly HiddenReport[]
  readonly moreHidden: number
  readonly duplicates: readonly DuplicateReport[]
  readonly moreDuplicates: number
  readonly advice: readonly Advice[]
}

export interface HiddenReport {
  readonly path: string
  readonly how: 'overwritten' | 'deleted'
  readonly from: number
  readonly by: number
  readonly bytes: number
  readonly files: number
}

export interface DuplicateReport {
  readonly bytes: number
  readonly copies: readonly { readonly path: string; readonly layer: number; readonly hidden: boolean }[]
  /** Copies that are left out of `copies`. */
  readonly more: number
}

/** A change of the Dockerfile that the files speak for, with what it saves. */
export interface Advice {
  readonly code: /** Files that `layers[0]` stores and `layers[1]` deletes: delete them in the step that creates them. */
    | 'delete-where-created'
    /** Files that `layers[0]` stores and `layers[1]` writes again: one step can do both. */
    | 'merge-steps'
    /** A step that writes again what is there already: drop it. */
    | 'drop-repeated'
  readonly savedBytes: number
  /** Positions in the chain. */
  readonly layers: readonly number[]
  readonly files: number
  /** The path with most bytes. */
  readonly example: string
}

/** One line of a list or tree of files. */
export interface FileRow {
  readonly path: string
  readonly name: string
  readonly kind: EntryKind
  readonly change?: Change | undefined
  /** Position of the layer that it comes from. */
  readonly layer?: number | undefined
  readonly bytes: number
  readonly hiddenBytes: number
  readonly files: number
  /** Paths directly in it. */
  readonly children: number
  readonly mode?: number | undefined
  readonly uid?: number | undefined
  readonly gid?: number | undefined
  readonly modified?: number | undefined
  readonly target?: string | undefined
  readonly shadows: readonly Shadow[]
  /** Among the tags of its series: this one has it not, another has. */
  readonly absent?: true | undefined
  /** What became of it since the tag before. */
  readonly since?: { readonly how: 'new' | 'grew' | 'shrank'; readonly bytes: number } | undefined
}

/** `GET /api/files?reference=&view=&layer=&path=…`: a part of a list of files. */
export interface FilesReport {
  readonly total: number
  readonly offset: number
  readonly rows: readonly FileRow[]
  /** Of the whole view. */
  readonly bytes: number
  readonly hiddenBytes: number
  readonly files: number
}

/** What `GET /api/scan?reference=` sends as it goes: server-sent events, the last of them `done`. */
export type ScanEvent =
  | {
      readonly kind: 'progress'
      readonly readBytes: number
      /** Absent while it is not known; an estimate when the daemon gives the layers. */
      readonly totalBytes?: number | undefined
      readonly layersDone: number
      readonly layers: number
      readonly elapsedMs: number
      /** Layers of this and other readings that wait, while nothing of this one has come yet. */
      readonly waiting?: number | undefined
    }
  | { readonly kind: 'done'; readonly problems: readonly FilesProblem[] }
  | { readonly kind: 'failed'; readonly problem: Problem }
