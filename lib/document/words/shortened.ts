const MOST = 300

/** Digests with as many digits as Docker shows of them. */
export function shortHashes(text: string): string {
  return text.replace(/\b([0-9a-f]{12})[0-9a-f]{52}\b/g, '$1…')
}

/** Text that a table has room for: what an image tells of its steps may be of any length. */
export function shortened(text: string, most = MOST): string {
  const short = shortHashes(text)
  return short.length > most ? `${short.slice(0, most - 1)}…` : short
}
