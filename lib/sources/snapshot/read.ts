import { ZodError } from 'zod'
import { decodeIndex } from '../../layerfs/index-codec'
import { packLayer } from '../../layerfs/packed'
import { issueText } from '../json'
import { conflictIn } from './contradictions'
import { isKnownVersion, migrate } from './migrations'
import { quoted, snapshotError } from './refusal'
import { type CheckedDocument, FORMAT, snapshotDocument, VERSION } from './schema'
import type { Snapshot } from './snapshot'
import { readPart } from './tables'
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
  const { $schema: _, layers, steps, beside = [], files, ...main } = checked(json, version, name)
  const tables = { layers, steps }
  const snapshot = {
    ...readPart(main, tables, '', name),
    beside: beside.map((part, index) => readPart(part, tables, `beside.${index}.`, name)),
    files: files?.map((columns, index) => {
      const decoded = decodeIndex(columns)
      if (decoded) return packLayer(decoded)
      const detail = 'not the files of a layer'
      throw snapshotError(name, { code: 'wrong-field', field: `files.${index}`, detail })
    }),
  }
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

function checked(json: unknown, version: number, name: string): CheckedDocument {
  try {
    return snapshotDocument.parse(migrate(json, version))
  } catch (error) {
    if (!(error instanceof ZodError)) throw error
    const [field = 'document', ...detail] = issueText(error, 'document').split(': ')
    const problem = { field: quoted(field), detail: quoted(detail.join(': ')) }
    throw snapshotError(name, { code: 'wrong-field', ...problem }, error)
  }
}
