import { readFileSync } from 'node:fs'
import { compareReport } from '../analysis/compare/report'
import type { CompareInput } from '../analysis/question'
import type { CompareReport } from '../analysis/report'
import type { SeriesReading } from '../analysis/series/reading'
import { parseReference } from '../oci/reference'
import { parseSnapshot } from '../sources/snapshot'
import { namedReport } from './words/named-report'
import { wordsOf } from './words/words'

/** What a list of tags was taken for that has a variant, pre-releases and channels. */
export const READING: SeriesReading = {
  scheme: 'semver',
  evidence: { fits: 52, of: 60, examples: ['1.27.3'] },
  orderedBy: 'version',
  variant: '',
  variants: [
    { name: '', tags: 52 },
    { name: 'alpine', tags: 6 },
  ],
  preReleases: { tags: 8, shown: false },
  channels: ['latest', 'stable'],
  other: [],
}

/** The articles' two strategies out of the bundled sample, as the page compares them, named in English. */
export function sampleReport(question: Partial<CompareInput> = {}): CompareReport {
  const sample = parseSnapshot(readFileSync('public/sample.strata.json', 'utf8'), 'sample')
  const series = ['docker-layer-linked', 'docker-layer-base-linked'].map((name) => {
    const images = sample.images.filter(({ reference }) => parseReference(reference)?.repository === name)
    const tags = images.map((image) => ({
      tag: parseReference(image.reference)!.tag!,
      snapshot: image,
      failures: [],
    }))
    return {
      input: { reference: `localhost:5000/${name}` },
      repository: { host: 'localhost:5000', repository: name },
      tags,
      tagsFound: tags.length,
      problems: [],
    }
  })
  const report = compareReport(
    { strategies: [], basis: 'unpacked', rule: 'classic', cache: 'earlier', source: 'sample', ...question },
    { at: '2026-01-01T00:00:00Z', source: 'sample', known: [], series },
  )
  return namedReport(wordsOf('en')('kind'), report)
}
