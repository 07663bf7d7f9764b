import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { compareReport } from '../compare/report'
import { parseReference } from '../oci/reference'
import { parseSnapshot } from '../sources/snapshot'
import { examplesOf } from './examples'

const sample = parseSnapshot(readFileSync('public/sample.strata.json', 'utf8'), 'sample')
const report = compareReport(
  { strategies: [], basis: 'transfer', rule: 'classic', cache: 'earlier', source: 'sample' },
  {
    at: '2026-01-01T00:00:00Z',
    source: 'sample',
    known: [],
    series: ['docker-layer-linked', 'docker-layer-base-linked'].map((name) => {
      const images = sample.images.filter(({ reference }) => parseReference(reference)?.repository === name)
      return {
        input: { reference: name },
        repository: { host: 'localhost:5000', repository: name },
        tags: images.map((image) => ({
          tag: parseReference(image.reference)!.tag!,
          snapshot: image,
          failures: [],
        })),
        tagsFound: images.length,
        problems: [],
      }
    }),
  },
)

it("works out the sample's figures from the cells that the cards show", () => {
  const examples = examplesOf(report)
  expect(examples.layers).toEqual({ subject: 'localhost:5000/docker-layer-linked:0.0.3', text: '4' })
  expect(examples.local?.text).toMatch(/^231MB \+ .* = 814MB$/)
  expect(examples['cached-images']?.text).toBe('0.0.1 ~ 0.0.2')
  expect(examples.left?.text).toBe('⌊(125 − 4) ÷ 1⌋ = 121')
  expect(examples.difference?.subject).toBe('0.0.3')
  for (const topic of ['registry', 'uncached', 'cached', 'share', 'all-tags'] as const) {
    expect(examples[topic]?.text, topic).toMatch(/[kM]B/)
  }
})

it('has no example of what is not known', () => {
  expect(examplesOf({ ...report, strategies: [] })).toEqual({})
})
