import { describe, expect, it } from 'vitest'
import { pageLink } from './page-link'

describe('pageLink', () => {
  it('takes strategies and switches along, and leaves behind what only one page knows', () => {
    const search = new URLSearchParams('s=a&s=b&basis=unpacked&keep=3&tab=files&lang=ko')
    expect(pageLink('/downloads', search)).toBe('/downloads?s=a&s=b&basis=unpacked&keep=3&lang=ko')
    expect(pageLink('/planner', search)).toBe('/planner?s=a&s=b&basis=unpacked&lang=ko')
  })

  it('has no question mark without a query', () => {
    expect(pageLink('/', new URLSearchParams('keep=3'))).toBe('/')
  })
})
