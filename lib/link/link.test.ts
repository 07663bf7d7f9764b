import fc from 'fast-check'
import { createLoader } from 'nuqs/server'
import { describe, expect, it, vi } from 'vitest'
import { unpackSearch } from '../server/packed-link'
import { checksum, compactSearch, packSearch, paramsOf, shortLink, shortSearch } from './link'
import { anyState } from './link.testing'
import { CUT_PARAM, cutLink, linkProblems } from './link-problems'
import { PAGES, type PageKey, pageOf, parsersOf } from './pages'

const pages = PAGES.map(({ key }) => key)
const load = (page: PageKey, search: string) => createLoader(parsersOf(page))(new URLSearchParams(search))

describe('compactSearch', () => {
  it('stays readable', () => {
    const params = new URLSearchParams()
    params.append('s', 'localhost:5000/app;name=My app;tags=0.0.*;take=-5')
    params.append('cache', 'tags:0.0.1,0.0.2')
    expect(compactSearch(params)).toBe(
      's=localhost:5000/app;name=My+app;tags=0.0.*;take=-5&cache=tags:0.0.1,0.0.2',
    )
  })

  it('escapes what the text around a link could take for its end', () => {
    expect(compactSearch(new URLSearchParams({ q: "(a)'!", find: '*.exe.' }))).toBe(
      'q=%28a%29%27%21&find=*.exe%2E',
    )
  })

  it('is read back as it was, whatever the text, and never longer than the usual form', () => {
    const params = fc.array(fc.tuple(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' })))
    fc.assert(
      fc.property(params, (pairs) => {
        const given = new URLSearchParams(pairs)
        const text = compactSearch(given)
        expect([...new URLSearchParams(text)]).toEqual([...given])
        expect(text).toMatch(/^[\w\-.~:/@;,=*%&+]*$/)
      }),
    )
  })
})

describe('a link in its shortest form', () => {
  it('leaves out defaults, what is not known and what cannot be read', () => {
    const search = new URLSearchParams('s=a&basis=transfer&cols=difference&odd=1&rule=none&units=binary&z=x')
    expect(shortSearch('compare', search)).toBe('s=a&units=binary')
    expect(shortSearch(undefined, search)).toContain('odd=1')
  })

  it.each(pages)('shows any state of the %s page as it was, packed or not', async (page) => {
    await fc.assert(
      fc.asyncProperty(anyState(page), async (search) => {
        const short = shortSearch(page, search)
        expect(load(page, short)).toEqual(load(page, `${search}`))
        expect(linkProblems(page, new URLSearchParams(short))).toEqual([])
        const packed = await packSearch(short)
        expect(packed).toMatch(/^z=[\w-]+$/)
        expect(unpackSearch(packed.slice(2))).toBe(short)
        const path = page === 'compare' ? '/' : `/${page}`
        const link = await shortLink(`http://localhost:3000${path}?${search}`)
        expect(link.length).toBeLessThanOrEqual(`http://localhost:3000${path}?${short}`.length)
      }),
      { numRuns: 60 },
    )
  })

  it('is packed only when long', async () => {
    const long = `http://localhost:3000/?${'s=localhost:5000/team/application;name=Application&'.repeat(6)}`
    expect(await shortLink('http://localhost:3000/?s=a')).toBe('http://localhost:3000/?s=a')
    expect(await shortLink(long)).toMatch(/^http:\/\/localhost:3000\/\?z=[\w-]+$/)
    expect((await shortLink(long)).length).toBeLessThan(200)
  })

  it('is packed above 200 characters, where that is shorter and can be done', async () => {
    const of = (length: number, hash = '') => `${'http://localhost:3000/x?q='.padEnd(length, 'a')}${hash}`
    expect(await shortLink(of(200))).toBe(of(200))
    expect(await shortLink(of(201))).toMatch(/\/x\?z=/)
    expect(await shortLink(of(400, '#part'))).toMatch(/\/x\?z=.*#part$/)
    expect(await shortLink('http://localhost:3000/x#part')).toBe('http://localhost:3000/x#part')
    const any = Array.from({ length: 200 }, (_, at) => (((at + 7) ** 5 * 7919) % 65_521).toString(36).at(-1))
    const random = `http://localhost:3000/x?q=${any.join('')}`
    expect(await shortLink(random)).toBe(random)
    vi.stubGlobal('CompressionStream', undefined)
    const kept = await shortLink(of(400))
    vi.unstubAllGlobals()
    expect(kept).toBe(of(400))
  })

  it('has a checksum that tells the order', () => {
    expect(checksum(Uint8Array.of())).toEqual([0, 0])
    expect(checksum(Uint8Array.of(1, 2))).toEqual([3, 4])
    expect(checksum(Uint8Array.of(2, 1))).toEqual([3, 5])
    expect(checksum(Uint8Array.of(200, 100, 255))).toEqual([45, 35])
  })

  it('reads long links of before', () => {
    const old = '?s=localhost%3A5000%2Fapp%3Bname%3DChained%3Btags%3D0.0.%2A&cache=tags%3A0.0.1%2C0.0.2'
    expect(load('compare', old)).toMatchObject({
      s: [{ reference: 'localhost:5000/app', name: 'Chained', filter: '0.0.*' }],
      cache: 'tags:0.0.1,0.0.2',
    })
  })
})

describe('unpackSearch', () => {
  it('gives nothing for a link that lost or changed a sign', async () => {
    const whole = 's=localhost:5000/app;name=Chained&basis=unpacked'
    const packed = (await packSearch(whole)).slice(2)
    for (let at = 0; at < packed.length; at++) {
      expect(unpackSearch(packed.slice(0, at))).toBeUndefined()
      const other = packed[at] === 'A' ? 'B' : 'A'
      const changed = unpackSearch(packed.slice(0, at) + other + packed.slice(at + 1))
      // Some bits carry nothing: those that fill the last byte.
      expect([undefined, whole]).toContain(changed)
    }
  })

  it('refuses what unpacks to more than any link', async () => {
    expect(unpackSearch((await packSearch('a'.repeat(100_000))).slice(2))).toBeUndefined()
    expect(unpackSearch('x'.repeat(20_000))).toBeUndefined()
    expect(unpackSearch('<script>')).toBeUndefined()
  })
})

describe('cutLink', () => {
  it('leaves a link of acceptable length alone', () => {
    expect(cutLink('compare', 's=a&odd=1')).toBeUndefined()
    expect(cutLink('compare', 's=a&odd='.padEnd(4000, 'x'))).toBeUndefined()
    expect(`${cutLink('compare', 's=a&odd='.padEnd(4001, 'x'))}`).toBe('s=a&cut=others')
  })

  it('takes out what is too long and what is unknown, and says so', () => {
    const search = `s=a&basis=unpacked&q=1&platform=${'x'.repeat(100_000)}&${'odd'.repeat(9)}=1`
    const cut = cutLink('compare', search)
    expect(`${cut}`).toBe('s=a&basis=unpacked&cut=others%2Cplatform')
    expect(linkProblems('compare', cut ?? new URLSearchParams())).toEqual([
      { code: 'too-long', name: 'platform' },
      { code: 'others' },
    ])
  })

  it('ends: what it leaves is left alone', () => {
    const pair = fc.tuple(
      fc.constantFrom('s', 'basis', 'cache', 'q', 'odd', 'z', CUT_PARAM),
      fc.string({ maxLength: 3000 }),
    )
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 40 }), fc.constantFrom(...pages), (pairs, page) => {
        const cut = cutLink(page, `${new URLSearchParams(pairs)}`)
        if (cut) expect(cutLink(page, `${cut}`)).toBeUndefined()
      }),
    )
  })
})

describe('paramsOf', () => {
  it('has a parameter as often as it was given', () => {
    expect(`${paramsOf({ a: '1', b: ['2', '3'], c: undefined, d: [] })}`).toBe('a=1&b=2&b=3')
  })
})

describe('pageOf', () => {
  it('knows a page by its path', () => {
    expect(['/', '/tag', '/compare', '/method', '/constructor'].map(pageOf)).toEqual([
      'compare',
      'tag',
      undefined,
      undefined,
      undefined,
    ])
  })
})
