/** Environment variables as a source reads them; tests give their own. */
export type Environment = Readonly<Record<string, string | undefined>>
