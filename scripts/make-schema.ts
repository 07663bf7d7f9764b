/**
 * Writes the JSON Schema of the newest snapshot format to `public/`, where an editor and a reader of other tools
 * find it: `npm run schema`. A unit test fails when it is not current.
 */
import { writeFileSync } from 'node:fs'
import { SCHEMA_FILE, snapshotSchema } from '../lib/sources/snapshot/json-schema'

writeFileSync(`public/${SCHEMA_FILE}`, `${JSON.stringify(snapshotSchema(), null, 2)}\n`)
