/** Keeps documents that never change, by digest. Answers are untrusted: they are checked where they are read. */
export interface FactsStore {
  get(key: string): Promise<unknown>
  /** Returns at once; writing may come later, and failing is no error. */
  set(key: string, value: unknown): void
}
