import { describe, expect, it } from 'vitest'
import type { TagReport } from '../../analysis/report'
import { otherNamesOf, otherNamesText } from './other-names'
import { wordsOf } from './words'

const tag = (...aliases: string[]): TagReport => ({
  tag: '1.27.3',
  reference: 'a',
  aliases,
  failures: [],
  cells: {},
})
const english = wordsOf('en')('charts')
const strategy = (position: number) => ['nginx', 'redis'][position] ?? ''
const say = (tags: Parameters<typeof otherNamesOf>[0], t = english) =>
  otherNamesOf(tags).map((one) => otherNamesText(t, one, strategy))

describe('the other names of a row', () => {
  it('are said once where the strategies that have a tag agree, in whichever order', () => {
    expect(say([tag('1.27', '1'), undefined])).toEqual(['also 1.27, 1'])
    expect(say([tag('1.27', '1'), tag('1', '1.27')])).toEqual(['also 1.27, 1'])
    expect(say([tag('1')], wordsOf('ko')('charts'))).toEqual(['다른 이름: 1'])
  })

  it('are said of the strategies that have them where not all agree', () => {
    expect(say([tag('7'), tag('7'), tag()])).toEqual(['nginx, redis: also 7'])
    expect(say([tag('1', 'latest'), tag('7')])).toEqual(['nginx: also 1, latest', 'redis: also 7'])
    expect(say([tag(), tag('7')])).toEqual(['redis: also 7'])
  })

  it('are none of a row without any', () => {
    expect(say([tag(), undefined])).toEqual([])
    expect(say([{ ...tag(), aliases: undefined }, tag()])).toEqual([])
    expect(say([])).toEqual([])
  })

  it('are counted beyond a dozen', () => {
    const names = Array.from({ length: 14 }, (_, index) => `a${index}`)
    expect(say([tag(...names)])[0]).toMatch(/^also a0, .*, a11 and 2 more$/)
  })
})
