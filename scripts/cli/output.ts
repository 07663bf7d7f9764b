import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { FORMAT_IDS, type FormatId } from '../../lib/render/formats'
import { CommandError, UsageError } from './errors'
import type { Options } from './options'

/** Where an export goes, and as what. */
export interface ExportTarget {
  /** Absent for standard output. */
  readonly file: string | undefined
  readonly format: FormatId
}

/**
 * Where an export goes, and as what.
 *
 * @param isTerminal  whether standard output is one
 * @throws UsageError for a format that cannot be inferred, or a picture that would fill a terminal with noise
 */
export function exportTarget(options: Options, isTerminal: boolean): ExportTarget {
  const file = fileOf(options)
  const format = options.format ?? formatOf(file)
  if (format === 'png' && file === undefined && isTerminal) {
    throw new UsageError('a PNG is no text for a terminal; use -o FILE, or redirect it')
  }
  return { file, format }
}

/** The file that is named; undefined for standard output, which `-o -` is too. */
export function fileOf({ output }: Options): string | undefined {
  return output === '-' ? undefined : output
}

function formatOf(file = ''): FormatId {
  const ending = path.extname(file).slice(1).toLowerCase()
  const format = ending === '' ? 'txt' : FORMAT_IDS.find((one) => one === ending)
  if (format) return format
  throw new UsageError(
    `no format has the ending of ${file}; name one with --format: ${FORMAT_IDS.join(', ')}`,
  )
}

/** Writes all of it, and nothing else. @throws CommandError when the file cannot be written */
export async function write(file: string | undefined, content: string | Uint8Array): Promise<void> {
  if (file === undefined) {
    await new Promise<void>((resolve) => process.stdout.write(content, () => resolve()))
    return
  }
  try {
    await writeFile(file, content)
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error)
    throw new CommandError(`${file} cannot be written: ${REASONS[reason] ?? reason}`)
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such folder',
  EACCES: 'this user may not write there',
  EISDIR: 'it is a folder',
  ENOSPC: 'the disk is full',
  EROFS: 'the file system is read-only',
}
