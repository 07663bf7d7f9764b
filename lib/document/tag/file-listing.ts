import type { FileRow, FilesReport } from '../../analysis/chain-report'
import type { Shadow } from '../../layerfs/tree'

/** One line of a list of files: a path, or a version that lies hidden beneath it. */
export type ListedLine =
  | { readonly kind: 'file'; readonly row: FileRow }
  | { readonly kind: 'shadow'; readonly row: FileRow; readonly shadow: Shadow }

export interface FileListing {
  readonly lines: readonly ListedLine[]
  /** Paths of all that was listed, those that were left out too. */
  readonly total: number
  /** Of the whole view. */
  readonly view: Pick<FilesReport, 'files' | 'bytes' | 'hiddenBytes'>
}

export interface ListingQuestion {
  /** Reads the content of one directory, as many rows as are asked for; the root's path is empty. */
  readonly read: (path: string, most: number) => Promise<FilesReport>
  /** Directories whose content is listed beneath them. */
  readonly open: readonly string[]
  /** Shows hidden versions beneath their paths. */
  readonly withShadows: boolean
  /** Paths that are listed at most. */
  readonly most: number
}

/** The lines that a tree with some open directories shows, from the top. */
export async function listFiles({ read, open, withShadows, most }: ListingQuestion): Promise<FileListing> {
  const opened = new Set(open)
  const lines: ListedLine[] = []
  let listed = 0
  const visit = async (path: string): Promise<FilesReport & { readonly all: number }> => {
    const report = await read(path, most)
    let all = report.total
    for (const row of report.rows) {
      if (listed >= most) break
      listed++
      lines.push({ kind: 'file', row })
      if (withShadows) for (const shadow of row.shadows) lines.push({ kind: 'shadow', row, shadow })
      if (row.children > 0 && opened.has(row.path)) all += (await visit(row.path)).all
    }
    return { ...report, all }
  }
  const { all, files, bytes, hiddenBytes } = await visit('')
  return { lines, total: all, view: { files, bytes, hiddenBytes } }
}
