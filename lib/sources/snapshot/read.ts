import { ZodError } from 'zod'
import { decodeIndex } from '../../layerfs/index-codec'
import { issueText } from '../issue'
import { conflictIn } from './contradictions'
import { FORMAT, snapshotDocument, VERSION } from './document'
import { isKnownVersion, migrate } from './migrations'
import { quoted, snapshotError } from './refusal'
import type { Snapshot } from './snapshot'
import { PositionError, readPart } from './tables'
import { checkText, readText, type SnapshotLimits, type SnapshotText } from './text'

/**
 * Reads a snapshot of any version as it comes, gzip or plain.
 *
 * @throws SourceError `bad-snapshot` with the reason; what the chunks throw
 */
export async function readSnapshot(
  chunks: AsyncIterable<Uint8Array>,
  limits: SnapshotLimits,
): Promise<{ readonly snapshot: Snapshot } & Omit<SnapshotText, 'text'>> {
  const { text, ...rest } = await readText(chunks, limits)
  return { snapshot: snapshotOf(text, limits.name), ...rest }
}

/** Reads a snapshot's text. @param name  what to call the file in an error @throws SourceError `bad-snapshot` */
export function parseSnapshot(text: string, name: string): Snapshot {
  return snapshotOf(checkText(text, name), name)
}

function snapshotOf(text: string, name: string): Snapshot {
  const json = jsonOf(text, name)
  const { format, version } = (json ?? {}) as { format?: unknown; version?: unknown }
  if (format !== FORMAT) throw snapshotError(name, { code: 'other-format', found: quoted(format) })
  if (!isKnownVersion(version)) {
    throw snapshotError(name, { code: 'unknown-version', found: quoted(version), newest: VERSION })
  }
  const snapshot = expanded(json, version, name)
  const conflict = conflictIn(snapshot)
  if (conflict) throw snapshotError(name, { code: 'contradiction', conflict })
  return snapshot
}

function jsonOf(text: string, name: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw snapshotError(name, { code: 'not-json' }, cause)
  }
}

function expanded(json: unknown, version: number, name: string): Snapshot {
  try {
    const { $schema: _, ...checked } = snapshotDocument.parse(migrate(json, version))
    const { format, view, readFrom, strategies, beside = [], files } = checked
    return {
      format,
      version: checked.version,
      ...readPart(checked, checked, ''),
      readFrom,
      view,
      strategies,
      beside: beside.map((part, index) => ({
        name: part.name,
        ...readPart(part, checked, `beside.${index}.`),
      })),
      files: files?.map((columns, index) => {
        const decoded = decodeIndex(columns)
        if (decoded) return decoded
        throw snapshotError(name, {
          code: 'wrong-field',
          field: `files.${index}`,
          detail: 'not the files of a layer',
        })
      }),
    }
  } catch (error) {
    if (error instanceof ZodError) throw wrongField(name, error)
    if (error instanceof PositionError) {
      const detail = `beyond the ${error.length} rows of its table`
      throw snapshotError(name, { code: 'wrong-field', field: error.field, detail }, error)
    }
    throw error
  }
}

function wrongField(name: string, error: ZodError) {
  const [field = 'document', ...detail] = issueText(error, 'document').split(': ')
  return snapshotError(
    name,
    { code: 'wrong-field', field: quoted(field), detail: quoted(detail.join(': ')) },
    error,
  )
}
