import type { ExportPage } from '../../lib/link/exports'
import { exportFile } from '../../lib/server/exports/file'
import type { Args } from './command'
import { CommandError } from './errors'
import { type ExportTarget, write } from './output'
import { readFor } from './reading'
import { readLayerFiles } from './scan'

export interface Question {
  readonly page: Extract<ExportPage, 'compare' | 'downloads' | 'tag'>
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
 * @returns the exit code
 * @throws InputError naming the parameter that cannot be read; SourceError, CommandError when there is no answer
 */
export function answerPage(question: Question, args: Args): Promise<number> {
  const { page, target, filesOf, onlyFiles } = question
  return readFor(page, question.search, args, async ({ search, locale, progress, tell }) => {
    const unread = await readLayerFiles(filesOf, search, progress)
    tell(unread)
    if (onlyFiles && unread.length > 0)
      throw new CommandError('there is no answer: the files could not be read')
    progress.set(() => 'Writing')
    const file = await exportFile(`${page}.${target.format}`, search, locale)
    await write(target, new Uint8Array(await file.arrayBuffer()))
  })
}
