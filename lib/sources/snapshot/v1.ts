import { z } from 'zod'
import { FORMAT } from './document'

// Version 1 wrote each image with its layers and steps in full; only the bundled sample was ever one. What the fields
// hold is checked once they stand in a document of the newest version.

const rows = z.array(z.looseObject({}))

const documentV1 = z.looseObject({
  format: z.literal(FORMAT),
  version: z.literal(1),
  images: z.array(z.looseObject({ origins: z.array(z.unknown()).optional(), layers: rows, history: rows })),
})

/** Version 1 as version 2: layers and steps in tables, no strategies, no notes. @throws ZodError */
export function migrateV1(json: unknown): unknown {
  const { images, ...rest } = documentV1.parse(json)
  const layers = new Table()
  const steps = new Table()
  const readFrom = new Table()
  const moved = images.map((image) => {
    for (const origin of image.origins ?? []) readFrom.add(namesOf(origin))
    return {
      ...image,
      layers: image.layers.map((layer) => layers.add(layer)),
      history: image.history.map((step) => steps.add(step)),
    }
  })
  return {
    ...rest,
    version: 2,
    notes: '',
    readFrom: readFrom.rows,
    strategies: [],
    layers: layers.rows,
    steps: steps.rows,
    images: moved,
  }
}

function namesOf(origin: unknown): unknown {
  const { kind, name } = (origin ?? {}) as { kind?: unknown; name?: unknown }
  return { kind, name }
}

class Table {
  readonly rows: unknown[] = []
  private readonly known = new Map<string, number>()

  add(row: unknown): number {
    const key = JSON.stringify(row)
    const position = this.known.get(key) ?? this.rows.push(row) - 1
    this.known.set(key, position)
    return position
  }
}
