/** Why a layer could not be read, as data; `detail` is for a person. */
export interface LayerProblem {
  readonly code: /** The compressed stream or the archive ends too early. */
    | 'truncated'
    /** Bytes that no gzip, zstd or tar has. */
    | 'corrupt'
    /** Larger in some way than the configuration allows. */
    | 'limit'
    /** The content is not what its digest says. */
    | 'wrong-digest'
    /** Compressed in a way that Strata cannot read. */
    | 'unsupported'
  readonly detail: string
}

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
