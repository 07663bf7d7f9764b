/** Inputs that were read wrongly once, or took too long, with the name of what reads them: tried in each run. */
export const CORPUS: readonly (readonly [target: string, input: unknown])[] = []
