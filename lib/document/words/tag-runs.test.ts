import { expect, it } from 'vitest'
import { tagRuns } from './tag-runs'

it('writes tags that follow each other as a range', () => {
  expect(tagRuns([0, 1, 3, 5, 6, 7], ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'])).toEqual([
    'a ~ b',
    'd',
    'f ~ h',
  ])
  expect(tagRuns([], ['a'])).toEqual([])
})
