/** Edits that a slip of the fingers makes. */
const MOST_EDITS = 2

/** The name that was probably meant; undefined when none is near. */
export function nearest(text: string, names: Iterable<string>): string | undefined {
  let best: string | undefined
  let fewest = Math.min(MOST_EDITS, Math.ceil(text.length / 2)) + 1
  for (const name of names) {
    const edits = editsBetween(text, name)
    if (edits < fewest) [best, fewest] = [name, edits]
  }
  return best
}

/** `, did you mean x?` or nothing. */
export function suggestion(text: string, names: Iterable<string>): string {
  const name = nearest(text, names)
  return name === undefined ? '' : `; did you mean ${name}?`
}

/** Characters to insert, delete, replace, or swap with the next (optimal string alignment). */
function editsBetween(a: string, b: string): number {
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      let edits = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + same)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        edits = Math.min(edits, before[j - 2]! + 1)
      row.push(edits)
    }
    ;[before, last] = [last, row]
  }
  return last[b.length]!
}
