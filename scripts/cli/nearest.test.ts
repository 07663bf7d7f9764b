import { describe, expect, it } from 'vitest'
import { nearest, suggestion } from './nearest'

const NAMES = ['compare', 'downloads', 'serve', 'snapshot', 'tag']

describe('nearest', () => {
  it.each([
    ['compre', 'compare'],
    ['comapre', 'compare'],
    ['Serve', 'serve'],
    ['downlods', 'downloads'],
    ['tga', 'tag'],
    ['tags', 'tag'],
  ])('finds that %s was meant to be %s', (typed, meant) => {
    expect(nearest(typed, NAMES)).toBe(meant)
  })

  it.each(['', 'x', 'export', 'help-me'])('finds nothing for “%s”', (typed) => {
    expect(nearest(typed, NAMES)).toBeUndefined()
  })

  it('asks, or says nothing', () => {
    expect(suggestion('compre', NAMES)).toBe('; did you mean compare?')
    expect(suggestion('export', NAMES)).toBe('')
  })
})
