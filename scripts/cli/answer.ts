import { gzipSync } from 'node:zlib'
import { formatBytes } from '../../lib/i18n/format'
import { parseReference } from '../../lib/oci/reference'
import { formatOf } from '../../lib/render/formats'
import { parseExportInput } from '../../lib/server/exports/export-input'
import { exportCards } from '../../lib/server/exports/file'
import { scan } from '../../lib/server/scan'
import { saveSnapshot } from '../../lib/server/snapshots/save'
import { parseSaveInput } from '../../lib/server/snapshots/save-input'
import { CommandError } from './errors'
import type { Options, Page } from './options'
import { type ExportTarget, write } from './output'
import { type Reading, readFor } from './reading'
import type { Trouble } from './troubles'

export interface Question {
  readonly page: Page
  /** The page's own query string, and what an export has beside it. */
  readonly search: URLSearchParams
  readonly target: ExportTarget
  /** Tags of which the files of the layers are read first, where they have not been read yet. */
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

/**
 * Reads the files of the layers of these tags, that have not been read yet, and keeps them as the server does.
 *
 * @returns whether all could be read; what could not is reported
 * @throws SourceError when a tag is nowhere
 */
async function readLayerFiles(texts: readonly string[], reading: Reading): Promise<boolean> {
  const { from, progress, signal } = reading
  const references = texts.flatMap((text) => parseReference(text) ?? [])
  if (references.length === 0) return true
  for await (const event of scan(references, from, signal)) {
    if (event.kind === 'progress') {
      const { readBytes, totalBytes, layersDone, layers } = event
      const total = totalBytes === undefined ? '' : ` of ${formatBytes(totalBytes, 'transfer')}`
      progress.set(
        () => `Reading layers: ${layersDone} of ${layers}, ${formatBytes(readBytes, 'transfer')}${total}`,
      )
    } else if (event.kind === 'done') {
      const troubles = event.problems.map((problem): Trouble => {
        const of = problem.diffId?.slice(0, 'sha256:'.length + 12) ?? texts.join(', ')
        return problem.of === 'source' ? { of, failure: problem.failure } : { of, layer: problem.problem }
      })
      reading.report(troubles)
      return troubles.length === 0
    }
  }
  return true
}
