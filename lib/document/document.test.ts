import { expect, it } from 'vitest'
import { type CardCell, titlesOf } from './document'

it('a title says what the small figures below it are, where there are some that do not say it themselves', () => {
  const columns = ['a', 'b', 'c', 'd'].map(
    (id) => ({ id, title: id, align: 'left', perStrategy: false }) as const,
  )
  const [a, b, c, d] = columns
  const values = [{ text: '1' }]
  const cells: readonly CardCell[] = [
    { values, beside: values },
    { values, beside: values, besideLabel: '' },
    { values, beside: values },
    { values, beside: [] },
  ]
  const named = [{ ...a!, beside: 'x' }, { ...b!, beside: 'y' }, c!, { ...d!, beside: 'z' }]
  expect(titlesOf({ columns: named, rows: [cells.map(() => ({ values })), cells] })).toEqual([
    ...['a (x)', 'b', 'c', 'd'],
  ])
  expect(titlesOf({ columns: named, rows: [] })).toEqual(['a', 'b', 'c', 'd'])
})
