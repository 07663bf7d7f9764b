import { NextRequest } from 'next/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cardsOf } from '../../document/cards'
import { packSearch } from '../../link/link'
import { EXPORT_PAGES, loadPage } from '../../link/pages'
import { answer } from '../answer'
import { TestRuntime } from '../runtime.testing'
import { exportFile } from './file'
import { readDocuments } from './index'

const never = new AbortController().signal

const shared = globalThis as { strataRuntime?: TestRuntime | undefined }
beforeAll(() => {
  shared.strataRuntime = new TestRuntime('/nowhere')
})
afterAll(() => {
  shared.strataRuntime = undefined
})

const ask = (address: string, headers: Record<string, string> = {}) => {
  const request = new NextRequest(`http://127.0.0.1:3000/api/${address}`, { headers })
  return answer(request.signal, () => exportFile(request.nextUrl.pathname.slice('/api/'.length), request))
}

describe('an export', () => {
  it.each([
    [
      'compare.md?source=sample&card=cached',
      'text/markdown; charset=utf-8',
      'inline; filename="strata-compare-cached.md"',
    ],
    [
      'compare.csv?source=sample&download=true',
      'text/csv; charset=utf-8',
      'attachment; filename="strata-compare.csv"',
    ],
    ['planner.html', 'text/html; charset=utf-8', 'inline; filename="strata-planner.html"'],
    ['compare.txt', 'text/plain; charset=utf-8', 'inline; filename="strata-compare.txt"'],
    ['planner.json', 'application/json; charset=utf-8', 'inline; filename="strata-planner.json"'],
    ['compare.svg?theme=system', 'image/svg+xml; charset=utf-8', 'inline; filename="strata-compare.svg"'],
  ])('of %s is a file that is kept nowhere', async (address, type, disposition) => {
    const { status, headers } = await ask(address)
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe(type)
    expect(headers.get('content-disposition')).toBe(disposition)
    expect(headers.get('cache-control')).toBe('no-store')
  })

  it('reads as the articles’ tables', async () => {
    const text = await (await ask('compare.md?source=sample&basis=unpacked&lang=ko&card=cached')).text()
    expect(text).toContain('**꼬리 물기** / **기반 Base**')
    expect(text).toMatch(/\| 0\.0\.3 \| +4 \/ \*\*2\*\* \/ 3 \| +17\.7MB \/ 570MB \/ \*\*13\.3MB\*\* /)
    expect(text).toContain('| 0.0.1 ~ 0.0.3 / centos / 0.0.1 |')
  })

  it('speaks the link’s language, else the visitor’s', async () => {
    const titleOf = async (answer: Promise<Response>) => (await (await answer).text()).split('\n')[0]
    expect(await titleOf(ask('compare.md?card=total&lang=ko', { 'accept-language': 'en' }))).toBe(
      '### 전체 용량',
    )
    expect(await titleOf(ask('compare.md?card=total', { cookie: 'strata-lang=ko' }))).toBe('### 전체 용량')
    expect(await titleOf(ask('compare.md?card=total', { 'accept-language': 'ko-KR' }))).toBe('### 전체 용량')
    expect(await titleOf(ask('compare.md?card=total'))).toBe('### Total size')
  })

  it('leads from what stands out to what changed there, by the address that the server was asked at', async () => {
    const of = 'source=sample&s=localhost:5000/shop-fixed&card=total&lang=en'
    const svg = await (await ask(`compare.svg?${of}`, { host: 'strata:3000' })).text()
    const href = /<a href="([^"]*)"><title>\(1\) 1\.3\.0: \+1\.16MB/.exec(svg)?.[1]?.replaceAll('&amp;', '&')
    const { origin, searchParams } = new URL(href ?? '')
    expect(origin).toBe('http://strata:3000')
    expect(Object.fromEntries(searchParams)).toMatchObject({
      ref: 'localhost:5000/shop-fixed:1.3.0',
      with: 'localhost:5000/shop-fixed:1.2.1',
    })
  })

  it('takes a packed link', async () => {
    const packed = await packSearch('source=sample&basis=unpacked&sort=-local&cols=share')
    const [one, other] = await Promise.all([
      ask(`compare.csv?${packed}`),
      ask('compare.csv?source=sample&basis=unpacked&sort=-local&cols=share'),
    ])
    expect(await one.text()).toBe(await other.text())
  })

  const cardIds = cardsOf('compare')
    .map(({ id }) => id)
    .join(', ')
  it.each([
    ['card', 'compare.md?card=matrix', `card: expected ${cardIds}`],
    ['sort', 'compare.md?sort=size', 'sort: cannot be read: size'],
    ['cols', 'compare.md?cols=share,odd', 'cols: cannot be read: share,odd'],
    ['basis', 'compare.csv?basis=zip', 'basis: cannot be read: zip'],
    ['lang', 'compare.csv?lang=xx', 'lang: cannot be read: xx'],
    ['dpr', 'compare.png?dpr=4', 'dpr: '],
    ['show', 'compare.png?show=all', 'show: '],
    ['theme', 'compare.png?theme=pink', 'theme: '],
    ['a field of a plan', 'planner.md?base=much', 'base: cannot be read: much'],
    ['a packed link', 'compare.md?z=abc', 'z: '],
    ['100 kB of strategy', `compare.md?s=${'a'.repeat(100_000)}`, 's: at most 1000 characters'],
    ['100 kB of card', `compare.md?card=${'a'.repeat(100_000)}`, 'card: '],
  ])('refuses a bad %s in a few words that name it', async (_, address, detail) => {
    const answer = await ask(address)
    expect(answer.status).toBe(400)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    const problem = await answer.json()
    expect(problem.code).toBe('bad-query')
    expect(problem.detail.startsWith(detail)).toBe(true)
    expect(problem.detail.length).toBeLessThan(200)
  })

  it.each(['compare.xls', 'pages.md', 'compare', '.md', 'compare.md.gz', '__proto__.md'])(
    'is not found at %s',
    async (address) => {
      const answer = await ask(address)
      expect(answer.status).toBe(404)
      expect(await answer.json()).toMatchObject({ status: 404, code: 'not-found' })
    },
  )
})

describe('readDocuments', () => {
  it('has a card for every name that it lists', async () => {
    for (const page of EXPORT_PAGES.filter((one) => one !== 'tag')) {
      const documents = await readDocuments({
        page,
        state: loadPage(page, new URLSearchParams('source=sample')),
        locale: 'en',
        signal: never,
      })
      expect(documents.length).toBeGreaterThan(0)
      for (const { card } of documents) {
        const [only] = await readDocuments({
          page,
          card,
          state: loadPage(page, new URLSearchParams('source=sample')),
          locale: 'en',
          signal: never,
        })
        expect(only?.card).toBe(card)
      }
    }
  })
})
