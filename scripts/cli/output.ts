import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { EXPORT_FORMATS, type ExportFormat } from '../../lib/link/exports'
import type { Args, Options } from './command'
import { CommandError, UsageError } from './errors'

export const OUTPUT_OPTIONS: Options = {
  format: {
    type: 'string',
    short: 'f',
    choices: EXPORT_FORMATS,
    help: 'format of the answer (by the ending of --output, else txt)',
  },
  output: {
    type: 'string',
    short: 'o',
    value: 'FILE',
    help: 'write the answer to a file instead of standard output',
  },
}

/** Where an answer goes. */
export interface Target {
  /** Absent for standard output. */
  readonly file?: string | undefined
}

export interface ExportTarget extends Target {
  readonly format: ExportFormat
}

/**
 * Where an export goes, and as what.
 *
 * @param isTerminal  whether standard output is one
 * @throws UsageError for a format that cannot be told, or a picture that would fill a terminal with noise
 */
export function exportTarget(args: Args, isTerminal: boolean): ExportTarget {
  const { file } = targetOf(args)
  const format = formatOf(args.text('format'), file)
  if (format === 'png' && file === undefined && isTerminal) {
    throw new UsageError('a PNG is no text for a terminal; use -o FILE, or redirect it')
  }
  return { file, format }
}

/** `-o -` is standard output too. */
export function targetOf(args: Args): Target {
  const file = args.text('output')
  return { file: file === '-' ? undefined : file }
}

function formatOf(wanted: string | undefined, file = ''): ExportFormat {
  const ending = path.extname(file).slice(1).toLowerCase()
  const format = EXPORT_FORMATS.find((one) => one === (wanted ?? ending))
  if (format) return format
  if (ending === '') return 'txt'
  throw new UsageError(
    `no format has the ending of ${file}; name one with --format: ${EXPORT_FORMATS.join(', ')}`,
  )
}

/** Writes all of it, and nothing else. @throws CommandError when the file cannot be written */
export async function write(target: Target, bytes: Uint8Array): Promise<void> {
  const { file } = target
  if (file === undefined) {
    await new Promise<void>((resolve) => process.stdout.write(bytes, () => resolve()))
    return
  }
  try {
    await writeFile(file, bytes)
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
