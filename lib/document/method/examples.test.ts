import { expect, it } from 'vitest'
import { exact } from '../../analysis/cell'
import { compareReport } from '../../analysis/compare/report'
import { imageOf } from '../../analysis/pull/facts.testing'
import { factsOf, QUESTION, sampleFacts, seriesOf } from '../cards/sample-facts.testing'
import { examplesOf } from './examples'

const report = compareReport(QUESTION, sampleFacts())

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

it('works out no count of releases whose pace is not known', () => {
  const strategies = report.strategies.map((strategy) => ({
    ...strategy,
    tags: strategy.tags.map((tag) => ({
      ...tag,
      cells: { ...tag.cells, 'releases-left': exact(5, 'releases'), 'share:transfer': undefined },
    })),
  }))
  expect(examplesOf({ ...report, strategies })).toMatchObject({ left: undefined, share: undefined })
})

it('says that nothing is downloaded where all is reused', () => {
  const images = ['1', '2', '3'].map((tag) => imageOf(tag, 'a'))
  const { cached } = examplesOf(compareReport(QUESTION, factsOf([seriesOf('made', images)])))
  expect(cached?.text).toBe('0B')
})

it('adds up a blob that stands twice in an image once, as the cells do', () => {
  const images = [imageOf('1', 'a'), imageOf('2', 'a', 'b', 'c', 'b'), imageOf('3', 'a')]
  const examples = examplesOf(compareReport(QUESTION, factsOf([seriesOf('made', images)])))
  for (const [topic, terms] of [
    ['local', 4],
    ['registry', 3],
    ['uncached', 3],
    ['cached', 2],
  ] as const) {
    expect(examples[topic]?.text.split('=')[0]?.split('+'), topic).toHaveLength(terms)
  }
})
