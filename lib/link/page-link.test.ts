import { describe, expect, it } from 'vitest'
import { pageLink } from './page-link'

describe('pageLink', () => {
  it('takes strategies and switches along, and leaves behind what only one page knows', () => {
    const search = new URLSearchParams('s=a&s=b&basis=unpacked&keep=3&tab=files&lang=ko')
    expect(pageLink('/downloads', search)).toBe('/downloads?s=a&s=b&basis=unpacked&keep=3&lang=ko')
    expect(pageLink('/planner', search)).toBe('/planner?s=a&s=b&basis=unpacked&lang=ko')
  })

  it('takes the theme and what is asked to a page whose link is not known', () => {
    const search = new URLSearchParams('s=a&theme=dark&total=chart&keep=3&units=binary')
    expect(pageLink('/method', search)).toBe('/method?s=a&theme=dark&units=binary')
    expect(pageLink('/report', search)).toBe('/report?s=a&theme=dark&total=chart&keep=3&units=binary')
  })

  it('has no question mark without a query', () => {
    expect(pageLink('/', new URLSearchParams('keep=3'))).toBe('/')
  })
})
