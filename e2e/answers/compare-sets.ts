import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** Tells, a line each, which files of two folders are missing in one of them or differ. @throws Error without one */
export function compareSets(a: string, b: string): readonly string[] {
  for (const folder of [a, b]) if (!existsSync(folder)) throw new Error(`There is no folder ${folder}.`)
  const [ofA, ofB] = [filesOf(a), filesOf(b)]
  const all = [...new Set([...ofA, ...ofB])].sort()
  return all.flatMap((file) => {
    if (!ofA.has(file)) return [`${file}: only in ${b}`]
    if (!ofB.has(file)) return [`${file}: only in ${a}`]
    const [before, after] = [a, b].map((folder) => readFileSync(path.join(folder, file))) as [Buffer, Buffer]
    return before.equals(after)
      ? []
      : [`${file}: ${before.length} → ${after.length} B${firstOf(before, after)}`]
  })
}

/** The files below a folder, by their paths in it. */
export function filesOf(folder: string): ReadonlySet<string> {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  return new Set(found.map(({ parentPath, name }) => path.relative(folder, path.join(parentPath, name))))
}

/** A long line is cut to this many characters, around where the two part. */
const SHOWN = 120

/** The first line that differs, as it was and as it is; nothing for what is no text. */
function firstOf(before: Buffer, after: Buffer): string {
  if (before.includes(0) || after.includes(0)) return ''
  const [old, now] = [before, after].map((text) => text.toString().split('\n')) as [string[], string[]]
  const line = old.findIndex((text, index) => text !== now[index])
  const at = line < 0 ? old.length : line
  const [was = '', is = ''] = [old[at], now[at]]
  let same = 0
  while (same < was.length && was[same] === is[same]) same++
  const from = Math.max(0, same - SHOWN / 3)
  const part = (text: string) => text.slice(from, from + SHOWN)
  return `, line ${at + 1}:\n  - ${part(was)}\n  + ${part(is)}`
}
