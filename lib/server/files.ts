import 'server-only'
import type { FilesReport } from '../analysis/chain-report'
import type { FilesInput } from '../analysis/question'
import type { ImageInput } from '../link/tag-state'
import { readAlong } from './along'
import { InputError } from './inputs'
import { isKnown, readTagFiles } from './tag'

/**
 * A part of the files of a layer, or of the file system at that layer.
 *
 * @throws SourceError when the tag is nowhere; InputError for a layer that is not there, or not read yet, and for a
 *         glob that takes too long; LayerError `limit`
 */
export async function readFiles(input: FilesInput & ImageInput, signal: AbortSignal): Promise<FilesReport> {
  const { image, files, run } = await readTagFiles(input, signal)
  if (input.layer >= image.layers.length) throw new InputError('layer: this image has no such layer')
  const below = files.slice(0, input.layer + 1)
  if (!isKnown(below)) throw new InputError('layer: its files have not been read yet')
  const isWhole = input.view === 'union' && !input.hidden && below.length === files.length
  const series = isWhole && input.along.length > 0 ? await readAlong(input, below, signal) : undefined
  const { reference: _, platform: __, source: ___, along: ____, ...rest } = input
  const layers = [...below, ...(series?.layers ?? [])]
  const report = await run.desk.ask('rows', layers, { ...rest, along: series?.along }, signal)
  if (report === 'slow') throw new InputError('query: this pattern takes too long')
  return report
}
