import { gzipSync } from 'node:zlib'
import { formatOf } from '../../lib/render/formats'
import { parseExportInput } from '../../lib/server/exports/export-input'
import { exportCards } from '../../lib/server/exports/file'
import { saveSnapshot } from '../../lib/server/snapshots/save'
import { parseSaveInput } from '../../lib/server/snapshots/save-input'
import { CommandError } from './errors'
import type { Options, Page } from './options'
import { type ExportTarget, write } from './output'
import { readFor } from './reading'
import { readLayerFiles } from './scan'

export interface Question {
  readonly page: Page
  /** The page's own query string, and what an export has beside it. */
  readonly search: URLSearchParams
  readonly target: ExportTarget
  /** Tags of which the files of the layers are read first, where nobody has read them. */
  readonly filesOf: readonly string[]
  /** Whether there is nothing to say without them. */
  readonly onlyFiles: boolean
}

/**
 * Answers as `GET /api/<page>.<format>` does, with the same bytes.
 *
 * @throws InputError naming the parameter that cannot be read; SourceError, CommandError when there is no answer
 */
export function answerPage(question: Question, options: Options): Promise<void> {
  const { page, target, filesOf, onlyFiles } = question
  return readFor(page, question.search, options, async (reading) => {
    const isWhole = await readLayerFiles(filesOf, reading)
    if (onlyFiles && !isWhole) throw new CommandError('there is no answer: the files could not be read')
    reading.progress.set(() => 'Writing')
    const input = parseExportInput(reading.search)
    const body = await exportCards({ ...reading, page, format: formatOf(target.format), input })
    await write(target.file, body)
  })
}

/**
 * Saves what a comparison is computed from, as `GET /api/snapshot` does.
 *
 * @param search  of the Compare page
 * @throws InputError, SourceError, CommandError as `answerPage` does; SourceError when it would be too large
 */
export function save(search: URLSearchParams, file: string | undefined, options: Options): Promise<void> {
  return readFor('compare', search, options, async (reading) => {
    const { files = false, gzip, title, notes } = options
    if (files) await readLayerFiles(reading.tags, reading)
    reading.progress.set(() => 'Writing')
    const asked = new URLSearchParams([...reading.search, ['files', String(files)]])
    for (const [name, text] of Object.entries({ title, notes })) {
      if (text !== undefined) asked.set(name, text)
    }
    const { text } = await saveSnapshot(parseSaveInput(asked), reading.signal)
    await write(file, gzip || /\.gz$/i.test(file ?? '') ? gzipSync(text) : text)
  })
}
