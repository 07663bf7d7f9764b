import { describe, expect, it } from 'vitest'
import { packSearch } from '../link/link'
import { betterLink } from './packed-link'

describe('betterLink', () => {
  it('leads a packed link to the readable one', async () => {
    const packed = await packSearch('s=localhost:5000/app;name=A&basis=unpacked')
    expect(betterLink('/', `?${packed}`)).toBe('/?s=localhost:5000/app;name=A&basis=unpacked')
    expect(betterLink('/report', `?${packed}&basis=transfer&lang=ko`)).toBe(
      '/report?s=localhost:5000/app;name=A&basis=transfer&lang=ko',
    )
  })

  it('never leads to another host', async () => {
    expect(betterLink('//elsewhere.example', `?${await packSearch('s=a')}`)).toBeUndefined()
  })

  it('lets a damaged one stay, and never goes in circles', async () => {
    expect(betterLink('/', '?z=damaged')).toBeUndefined()
    expect(betterLink('/', `?${await packSearch(`s=a&${await packSearch('s=b')}`)}`)).toBe('/?s=a')
  })

  it('leads a link that is far too long to the nearest one', () => {
    const better = betterLink('/downloads', `?s=a&keep=5&cache=tags:${'x'.repeat(100_000)}`)
    expect(better).toBe('/downloads?s=a&keep=5&cut=cache')
    expect(betterLink('/api/compare', `?s=${'x'.repeat(100_000)}`)).toBeUndefined()
  })

  it('leads a packed link that unpacks to far too much to the nearest one at once', async () => {
    const packed = await packSearch(`keep=5&${'s=a&'.repeat(16_000)}`)
    expect(packed.length).toBeLessThan(200)
    expect(betterLink('/downloads', `?${packed}`)).toBe('/downloads?keep=5&s=a&s=a&s=a&s=a&s=a&s=a&cut=s')
  })

  it('leaves every other link alone', () => {
    expect(betterLink('/', '')).toBeUndefined()
    expect(betterLink('/tag', '?ref=redis:7&odd=1')).toBeUndefined()
  })
})
