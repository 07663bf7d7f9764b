import { type MadeLayer, madeImage } from '../compare/facts.testing'
import { compareReport } from '../compare/report'
import type { CompareInput } from '../question'
import type { CompareReport, Note } from '../report'

const INPUT: CompareInput = {
  strategies: [],
  basis: 'transfer',
  rule: 'classic',
  cache: 'earlier',
  source: 'auto',
}

/** A layer of made-up bytes, the same on the network and unpacked. */
export const layer = (name: string, bytes: number): MadeLayer => ({ name, unpacked: bytes, transfer: bytes })

/** One series as it is compared, its tags `1`, `2`, … @param tags  layers base first; null for one that no source could read */
export function reportOf(
  tags: readonly (readonly MadeLayer[] | null)[],
  question: Partial<CompareInput> = {},
): CompareReport {
  const read = tags.map((layers, index) => ({
    tag: String(index + 1),
    snapshot: layers === null ? undefined : madeImage(`localhost/app:${index + 1}`, layers),
    failures: [],
  }))
  const series = {
    input: { reference: 'localhost/app' },
    repository: { host: 'localhost', repository: 'app' },
    tags: read,
    tagsFound: read.length,
    problems: [],
  }
  return compareReport({ ...INPUT, ...question }, { at: '', source: 'live', series: [series], known: [] })
}

/** Notes in a line each: `grew-most 3 +900`. */
export function linesOf({ notes, strategies }: CompareReport): readonly string[] {
  return notes.map(({ code, strategy, tag, figure }: Note) =>
    [code, strategies[strategy]?.tags[tag]?.tag, figure.kind === 'unknown' ? '—' : figure.value].join(' '),
  )
}
