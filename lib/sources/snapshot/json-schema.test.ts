import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { SCHEMA_FILE, snapshotSchema } from './json-schema'

it('the schema in public/ is that of the newest format (npm run schema)', () => {
  expect(JSON.parse(readFileSync(`public/${SCHEMA_FILE}`, 'utf8'))).toEqual(snapshotSchema())
})

it('the schema names every table, and what has to be there', () => {
  expect(snapshotSchema()).toMatchObject({
    required: expect.arrayContaining([
      'format',
      'version',
      'title',
      'createdAt',
      'images',
      'layers',
      'steps',
    ]),
    properties: { format: { const: 'strata.snapshot' }, version: { const: 2 } },
  })
})
