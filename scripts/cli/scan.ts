import { formatBytes } from '../../lib/i18n/format'
import { parseReference, type Reference } from '../../lib/oci/reference'
import { parseImageInput } from '../../lib/server/inputs'
import { scan } from '../../lib/server/scan'
import type { Progress } from './progress'
import type { Trouble } from './troubles'
import { withReference } from './view'

/**
 * Reads the files of the layers of these tags, where nobody has read them yet, and keeps them as the server does.
 *
 * @param search  of the Tag page: platform and source
 * @returns       what could not be read
 * @throws SourceError when a tag is nowhere
 */
export async function readLayerFiles(
  texts: readonly string[],
  search: URLSearchParams,
  progress: Progress,
): Promise<readonly Trouble[]> {
  const references = texts.flatMap((text): readonly Reference[] => {
    const reference = parseReference(text)
    return reference ? [reference] : []
  })
  const [first] = texts
  if (first === undefined) return []
  const { platform, source } = parseImageInput(withReference(search, first))
  for await (const event of scan(references, { platform, source }, new AbortController().signal)) {
    if (event.kind === 'progress') {
      const { readBytes, totalBytes, layersDone, layers } = event
      const total = totalBytes === undefined ? '' : ` of ${formatBytes(totalBytes)}`
      progress.set(() => `Reading layers: ${layersDone} of ${layers}, ${formatBytes(readBytes)}${total}`)
    } else if (event.kind === 'done') {
      return event.problems.map((problem): Trouble => {
        const of = problem.diffId?.slice(0, 'sha256:'.length + 12) ?? texts.join(', ')
        return problem.of === 'source' ? { of, failure: problem.failure } : { of, layer: problem.problem }
      })
    }
  }
  return []
}
