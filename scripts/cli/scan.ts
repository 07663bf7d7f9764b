import { formatBytes } from '../../lib/i18n/format'
import { parseReference } from '../../lib/oci/reference'
import { scan } from '../../lib/server/scan'
import type { Reading } from './reading'
import type { Trouble } from './troubles'

/**
 * Reads the files of the layers of these tags, where nobody has read them yet, and keeps them as the server does.
 *
 * @returns whether all could be read; what could not has been told
 * @throws SourceError when a tag is nowhere
 */
export async function readLayerFiles(texts: readonly string[], reading: Reading): Promise<boolean> {
  const { from, progress, signal } = reading
  const references = texts.flatMap((text) => parseReference(text) ?? [])
  if (references.length === 0) return true
  for await (const event of scan(references, from, signal)) {
    if (event.kind === 'progress') {
      const { readBytes, totalBytes, layersDone, layers } = event
      const total = totalBytes === undefined ? '' : ` of ${formatBytes(totalBytes)}`
      progress.set(() => `Reading layers: ${layersDone} of ${layers}, ${formatBytes(readBytes)}${total}`)
    } else if (event.kind === 'done') {
      const troubles = event.problems.map((problem): Trouble => {
        const of = problem.diffId?.slice(0, 'sha256:'.length + 12) ?? texts.join(', ')
        return problem.of === 'source' ? { of, failure: problem.failure } : { of, layer: problem.problem }
      })
      reading.tell(troubles)
      return troubles.length === 0
    }
  }
  return true
}
