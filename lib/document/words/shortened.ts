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

/** Signs of a name that a cell or a heading has room for. */
const MOST_NAME = 36

/** A name of any length, cut in the middle: what tells tags and repositories apart stands at their ends. */
export function clippedName(name: string, most = MOST_NAME): string {
  if (name.length <= most) return name
  const signs = [...name]
  if (signs.length <= most) return name
  const end = Math.floor((most - 1) / 2)
  return `${signs.slice(0, most - 1 - end).join('')}…${signs.slice(-end).join('')}`
}

/** Signs of scripts that read from the right. */
const FROM_RIGHT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/

/** Whether some of a text reads from the right. */
export const readsFromRight = (text: string) => FROM_RIGHT.test(text)
