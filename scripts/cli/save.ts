import { gzipSync } from 'node:zlib'
import { saveSnapshot } from '../../lib/server/snapshots/save'
import { parseSaveInput } from '../../lib/server/snapshots/save-input'
import type { Args } from './command'
import { type Target, write } from './output'
import { readFor } from './reading'
import { readLayerFiles } from './scan'

/**
 * Saves what a comparison is computed from.
 *
 * @param search  of the Compare page
 * @returns the exit code
 * @throws InputError, SourceError, CommandError as `readFor` does; SourceError when it would be too large
 */
export function save(search: URLSearchParams, target: Target, args: Args): Promise<number> {
  return readFor('compare', search, args, async ({ search: read, tags, progress, tell }) => {
    const withFiles = args.flag('files')
    if (withFiles) tell(await readLayerFiles(tags, read, progress))
    progress.set(() => 'Writing')
    const asked = new URLSearchParams([...read, ['files', String(withFiles)]])
    for (const name of ['title', 'notes']) {
      const text = args.text(name)
      if (text !== undefined) asked.set(name, text)
    }
    const { text } = await saveSnapshot(parseSaveInput(asked))
    const isPacked = args.flag('gzip') || /\.gz$/i.test(target.file ?? '')
    await write(target, isPacked ? gzipSync(text) : Buffer.from(text))
  })
}
