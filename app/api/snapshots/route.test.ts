import { gunzipSync, gzipSync } from 'node:zlib'
import { NextRequest } from 'next/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TestRuntime } from '@/lib/server/runtime.testing'
import { GET as file } from '../[file]/route'
import { GET as save } from '../snapshot/route'
import { GET, POST } from './route'

const shared = globalThis as { strataRuntime?: TestRuntime | undefined }
beforeAll(() => {
  shared.strataRuntime = new TestRuntime('/nowhere', undefined, { STRATA_SNAPSHOT_MAX_BYTES: '2000000' })
})
afterAll(() => {
  shared.strataRuntime = undefined
})

const HOST = '127.0.0.1:3000'
const compare = (request: NextRequest) => file(request, { params: Promise.resolve({ file: 'compare' }) })
const ask = (path: string) => new NextRequest(`http://${HOST}/api/${path}`, { headers: { host: HOST } })
const post = (body: string | Uint8Array, headers: Record<string, string> = {}, name = 'mine.strata.json') =>
  POST(
    new NextRequest(`http://${HOST}/api/snapshots?name=${encodeURIComponent(name)}`, {
      method: 'POST',
      body: new Uint8Array(Buffer.from(body)),
      headers: { host: HOST, ...headers },
    }),
  )
const view = '/downloads?s=localhost%3A5000%2Fdocker-layers%3Bname%3DMine&keep=2&theme=dark&nonsense=1'

describe('GET /api/snapshot', () => {
  it('answers a page as a file that opens with the same page', async () => {
    const search = new URLSearchParams({ view, title: 'Räume <1>', notes: 'two\nlines' })
    const answer = await save(ask(`snapshot?${search}`))
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-disposition')).toBe(
      'attachment; filename="strata-ra-ume-1-2026-11-21.strata.json"',
    )
    const opened = await (await post(await answer.text())).json()
    expect(opened).toMatchObject({
      title: 'Räume <1>',
      notes: 'two\nlines',
      tags: 3,
      href: `/downloads?source=snapshot%3A${opened.name}&keep=2`,
      repositories: [{ familiar: 'localhost:5000/docker-layers', tags: 3 }],
      strategies: [
        { reference: 'localhost:5000/docker-layers', name: 'Mine (2026-11-21)', from: opened.name },
      ],
    })
    const report = await (await compare(ask(`compare?source=snapshot:${opened.name}`))).json()
    expect(report).toMatchObject({ source: 'snapshot', strategies: [{ name: 'Mine' }] })
    expect((await (await GET(ask('snapshots'))).json()).snapshots).toContainEqual(opened)
    expect(await (await GET(ask(`snapshots?name=${opened.name}`))).json()).toEqual(opened)
  })

  it('answers a tag and a packed file', async () => {
    const answer = await save(
      ask('snapshot?ref=localhost:5000/app:after&with=localhost:5000/app:before&gzip=true'),
    )
    expect(answer.headers.get('content-disposition')).toMatch(/\.strata\.json\.gz"$/)
    const json = JSON.parse(gunzipSync(new Uint8Array(await answer.arrayBuffer())).toString())
    expect(json.view).toEqual({
      path: '/tag',
      search: 'ref=localhost:5000/app:after&with=localhost:5000/app:before',
    })
    expect(json.images).toHaveLength(2)
  })

  it('saves a tag with the tag before, against which its page sets it', async () => {
    const name = 'localhost:5000/small/docker-layer-linked'
    const answer = await save(ask(`snapshot?ref=${name}:0.0.3&source=sample`))
    const { images, title } = await answer.json()
    const references = images.map(({ reference }: { reference: string }) => reference)
    expect(references).toEqual([`${name}:0.0.3`, `${name}:0.0.2`])
    expect(title).not.toContain('0.0.2')
  })

  it.each([
    ['view=x', /^view: expected the link/],
    ['view=//evil.example/', /^view: expected the link/],
    ['view=/%5Cevil.example/', /^view: expected the link/],
    ['view=/nowhere', /^view: there is no page \/nowhere/],
    ['view=/tag', /^ref: expected a name/],
    ['view=/?z=damaged', /^z: /],
    [`title=${'a'.repeat(300)}`, /^title: /],
    ['gzip=maybe', /^gzip: /],
  ])('answers %s with what is wrong', async (search, detail) => {
    const answer = await save(ask(`snapshot?${search}`))
    expect(answer.status).toBe(400)
    expect((await answer.json()).detail).toMatch(detail)
  })
})

describe('POST /api/snapshots', () => {
  it.each<[string, string | Uint8Array, RegExp]>([
    ['nothing', '', /ends too early/],
    ['half of it', '{"format":"strata.snapshot","version":2,"images":[', /ends too early/],
    [
      'another format',
      '{"format":"<img src=x onerror=alert(1)>"}',
      /its format is “<img src=x onerror=alert\(1\)>”/,
    ],
    ['a later version', '{"format":"strata.snapshot","version":3}', /version 3 .* up to 2/],
    ['damaged gzip', gzipSync('{}').fill(7, 10, 14), /damaged|ends too early/],
    ['a bomb', gzipSync(Buffer.alloc(5_000_000, ' ')), /larger than 2MB/],
  ])('refuses %s with a sentence and the reason as data', async (_, body, detail) => {
    const answer = await post(body)
    expect(answer.status).toBe(422)
    const problem = await answer.json()
    expect(problem).toMatchObject({
      code: 'bad-snapshot',
      failure: { code: 'bad-snapshot', at: 'mine.strata.json' },
    })
    expect(problem.detail).toMatch(detail)
  })

  it('refuses a page of another site, and what says it is too long', async () => {
    expect((await post('{}', { origin: 'https://evil.example' })).status).toBe(403)
    const answer = await post('{}', { 'content-length': '500000000' })
    expect((await answer.json()).failure.problem).toEqual({ code: 'too-large', limitBytes: 2_000_000 })
  })
})
