import 'server-only'
import pLimit from 'p-limit'
import type { SeriesFacts, TagFacts } from '../analysis/compare/facts'
import { type RuleId, ruleOf } from '../analysis/pull/rules'
import type { ChunkedFile } from '../oci/chunked'
import type { BlobFacts, ImageFacts } from '../oci/facts'
import type { Repository } from '../oci/reference'
import { failureIn } from '../sources/source'
import type { Place } from './resolve-source'

/** Of all tables of contents that one question reads; each image of the series is held against each. */
const MOST_FILES = 100_000
const MOST_TABLES = 200
/** A table is unpacked and parsed on this thread. */
const AT_A_TIME = 2

interface Table {
  readonly repository: Repository
  readonly blob: BlobFacts
}

/**
 * Series whose blobs tell their files, where the rule asks for them and a registry has their tables of contents. What
 * cannot be read, or is too much, stays as it is: such a blob counts whole, and says so.
 */
export async function withContents(
  series: readonly SeriesFacts[],
  rule: RuleId | 'auto',
  { run, offline }: Place,
  signal: AbortSignal,
): Promise<readonly SeriesFacts[]> {
  if (rule === 'auto' || !ruleOf(rule).fetchesFiles || offline) return series
  const tables = new Map<string, Table>()
  for (const { repository, tags } of series) {
    for (const { registry } of repository ? tags : []) {
      for (const { blob } of registry?.layers ?? []) {
        if (repository && blob?.chunked && tables.size < MOST_TABLES)
          tables.set(blob.digest, { repository, blob })
      }
    }
  }
  if (tables.size === 0) return series
  const files = new Map<string, readonly ChunkedFile[]>()
  const limit = pLimit(AT_A_TIME)
  let left = MOST_FILES
  const read = async ({ repository, blob }: Table) => {
    if (left <= 0) return
    try {
      const source = await run.registry(repository.host, signal)
      const found = await source.contents?.(repository, blob, signal)
      if (!found || found.length > left) return
      left -= found.length
      files.set(blob.digest, found)
    } catch (error) {
      failureIn(error)
    }
  }
  await Promise.all([...tables.values()].map((table) => limit(read, table)))
  return series.map((one) => ({ ...one, tags: one.tags.map((tag) => withFiles(tag, files)) }))
}

function withFiles(tag: TagFacts, files: ReadonlyMap<string, readonly ChunkedFile[]>): TagFacts {
  const { registry } = tag
  if (!registry?.layers.some(({ blob }) => blob && files.has(blob.digest))) return tag
  const layers = registry.layers.map((layer): ImageFacts['layers'][number] => {
    const found = layer.blob && files.get(layer.blob.digest)
    return found && layer.blob ? { ...layer, blob: { ...layer.blob, files: found } } : layer
  })
  return { ...tag, registry: { ...registry, layers } }
}
