import { VERSION } from './document'
import { migrateV1 } from './v1'

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
