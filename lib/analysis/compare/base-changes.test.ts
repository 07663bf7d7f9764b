import { describe, expect, it } from 'vitest'
import { baseChangesOf } from './base-changes'
import { madeImage } from './facts.testing'
import { compareReport } from './report'

const layer = (name: string, transfer: number) => ({ name, unpacked: transfer * 2, transfer })
/** Tags on base `a`, then on base `b`. */
const series = (...images: (readonly [base: string, app: number])[]) => {
  const tags = images.map(([base, app], index) => ({
    tag: `1.${index}`,
    registry: madeImage(`localhost:5000/app:1.${index}`, [layer(base, 1000), layer(`app ${index}`, app)]),
    failures: [],
  }))
  const question = { strategies: [], rule: 'classic', cache: 'earlier' } as const
  const input = { reference: 'localhost:5000/app' }
  const repository = { host: 'localhost:5000', repository: 'app' }
  const { strategies } = compareReport(
    { ...question, source: 'auto', basis: 'transfer' },
    {
      at: '',
      source: 'live',
      known: [],
      series: [{ input, repository, tags, tagsFound: tags.length, problems: [] }],
    },
  )
  return strategies[0]!
}

describe('baseChangesOf', () => {
  it('is the download of each tag with a new base, beside the median of those that keep theirs', () => {
    const { changes, usual } = baseChangesOf(
      series(['a', 10], ['a', 20], ['b', 30], ['b', 40], ['b', 60]),
      'transfer',
    )
    expect(changes.map(({ base, download }) => [base.from, download])).toEqual([
      ['1.2', { kind: 'exact', value: 1030, unit: 'bytes' }],
    ])
    expect(usual).toEqual({ kind: 'exact', value: 40, unit: 'bytes' })
  })

  it('is nothing of a series on one base, or without figures', () => {
    expect(baseChangesOf(series(['a', 10], ['a', 20]), 'transfer')).toMatchObject({
      changes: [],
      usual: { value: 20 },
    })
    const strategy = series(['a', 10], ['a', 20], ['b', 5], ['b', 5])
    const bare = { ...strategy, tags: strategy.tags.map((tag) => ({ ...tag, cells: {} })) }
    expect(baseChangesOf(bare, 'transfer')).toMatchObject({
      changes: [{ download: undefined }],
      usual: undefined,
    })
  })
})
