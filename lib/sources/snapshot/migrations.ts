import { z } from 'zod'
import { FORMAT, VERSION } from './schema'
import { Rows } from './tables'

/** By version: the step to the next one. A new version adds its step here, and the old steps stay as they are. */
const STEPS: Readonly<Record<number, (json: unknown) => unknown>> = { 1: migrateV1 }

/** Whether a document of this version can be read. */
export function isKnownVersion(version: unknown): version is number {
  return version === VERSION || (typeof version === 'number' && Object.hasOwn(STEPS, version))
}

/** A document of a known version as one of the newest. @throws ZodError of the step that could not read it */
export function migrate(json: unknown, version: number): unknown {
  const step = STEPS[version]
  return step === undefined ? json : migrate(step(json), version + 1)
}

// Version 1 wrote each image with its layers and steps in full; only the bundled sample was ever one. What the fields
// hold is checked once they are in a document of the newest version.

const rows = z.array(z.looseObject({}))

const documentV1 = z.looseObject({
  format: z.literal(FORMAT),
  version: z.literal(1),
  images: z.array(z.looseObject({ origins: z.array(z.unknown()).optional(), layers: rows, history: rows })),
})

/** Version 1 as version 2: layers and steps in tables, no strategies, no notes. @throws ZodError */
function migrateV1(json: unknown): unknown {
  const { images, ...rest } = documentV1.parse(json)
  const layers = new Rows<object>(JSON.stringify)
  const steps = new Rows<object>(JSON.stringify)
  const readFrom = new Rows<object>(JSON.stringify)
  const moved = images.map((image) => {
    for (const origin of image.origins ?? []) readFrom.at(namesOf(origin))
    return {
      ...image,
      layers: image.layers.map((layer) => layers.at(layer)),
      history: image.history.map((step) => steps.at(step)),
    }
  })
  return {
    ...rest,
    version: 2,
    notes: '',
    readFrom: readFrom.all,
    strategies: [],
    layers: layers.all,
    steps: steps.all,
    images: moved,
  }
}

function namesOf(origin: unknown): object {
  const { kind, name } = (origin ?? {}) as { kind?: unknown; name?: unknown }
  return { kind, name }
}
