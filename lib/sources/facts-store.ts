/** Keeps documents that never change, by digest. Answers are untrusted: whoever reads validates them. */
export interface FactsStore {
  get(key: string): Promise<unknown>
  /** Returns at once; writing may come later, and failing is no error. */
  set(key: string, value: unknown): void
}

/** A store that keeps nothing. */
export const NO_STORE: FactsStore = { get: async () => undefined, set: () => undefined }
