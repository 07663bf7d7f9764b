import { engineFolder } from '../../e2e/engines/process'
import { sweep } from '../sweep.mjs'

const stops: (() => Promise<unknown>)[] = []

/** Something that a bench starts and that ends with it. */
export async function started<T extends { stop(): Promise<unknown> }>(starting: T | Promise<T>): Promise<T> {
  const service = await starting
  stops.push(() => service.stop())
  return service
}

/** A temporary folder that goes with its bench. */
export function startedFolder(): string {
  const folder = engineFolder('bench')
  stops.push(() => sweep(folder))
  return folder
}

/** Ends all that was started, the last first. */
export async function stopAll(): Promise<void> {
  for (const stop of stops.splice(0).reverse()) await stop()
}
