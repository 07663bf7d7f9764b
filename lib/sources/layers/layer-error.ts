import type { TarError } from '../../layerfs/tar-error'
import type { LayerProblem } from '../../oci/failure'

/** The one class in which a layer's problem is thrown. */
export class LayerError extends Error {
  override readonly name = 'LayerError'
  constructor(
    readonly problem: LayerProblem,
    options?: ErrorOptions,
  ) {
    super(`${problem.code}: ${problem.detail}`, options)
  }

  /** By its name: a page and a route of one server each have a copy of this module. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'LayerError' && 'problem' in value
  }
}

/** @param archive  what the damaged archive is, in a word */
export function layerErrorOf(error: TarError, archive: string): LayerError {
  const code = error.code === 'bad-header' ? 'corrupt' : error.code
  return new LayerError({ code, detail: `${archive}: ${error.message}` }, { cause: error })
}

/** Whether a thread ended because it took more memory than it may (`resourceLimits`). */
export function isOutOfMemory(error: Error & { readonly code?: string }): boolean {
  return error.code === 'ERR_WORKER_OUT_OF_MEMORY'
}
