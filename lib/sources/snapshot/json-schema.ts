import { z } from 'zod'
import { SCHEMA_FILE, snapshotDocument } from './schema'

export { SCHEMA_FILE }

/** The newest format as JSON Schema (draft 2020-12): what a file may contain, but for what contradicts itself. */
export function snapshotSchema(): object {
  return {
    $id: SCHEMA_FILE,
    title: 'Strata snapshot, version 2',
    description:
      'Facts about container images as Strata read them. `layers` and `steps` of the document are tables: images name their layers (base first) and history steps (oldest first) by position.',
    ...z.toJSONSchema(snapshotDocument, { io: 'input', unrepresentable: 'any' }),
  }
}
