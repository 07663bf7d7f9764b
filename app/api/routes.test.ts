import { NextRequest } from 'next/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TestRuntime } from '@/lib/server/runtime.testing'
import { GET } from './[file]/route'
import { GET as events } from './events/route'

const shared = globalThis as { strataRuntime?: TestRuntime | undefined }
beforeAll(() => {
  shared.strataRuntime = new TestRuntime('/nowhere')
})
afterAll(() => {
  shared.strataRuntime = undefined
})

const get = (name: string) => (request: NextRequest) =>
  GET(request, { params: Promise.resolve({ file: name }) })
const [compare, image, repositories] = [get('compare'), get('image'), get('repositories')]
const [sources, tags] = [get('sources'), get('tags')]
const ask = (path: string, signal?: AbortSignal) =>
  new NextRequest(`http://127.0.0.1:3000/api/${path}`, signal ? { signal } : {})

describe('a route', () => {
  it('answers with JSON that is kept nowhere', async () => {
    const answers = await Promise.all([
      compare(ask('compare')),
      image(ask('image?reference=localhost:5000/docker-layer-base:0.0.1')),
      repositories(ask('repositories?q=layer')),
      sources(ask('sources')),
      tags(ask('tags?repository=localhost:5000/docker-layer-base')),
    ])
    for (const answer of answers) {
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-type')).toBe('application/json')
      expect(answer.headers.get('cache-control')).toBe('no-store')
    }
  })

  it.each([
    ['basis', () => compare(ask('compare?basis=both'))],
    ['reference', () => image(ask('image?reference=A%20B'))],
    ['q', () => repositories(ask(`repositories?q=${'a'.repeat(2000)}`))],
    ['repository', () => tags(ask('tags'))],
  ])('answers a bad %s with a problem document that names it', async (name, get) => {
    const answer = await get()
    expect(answer.status).toBe(400)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    const problem = await answer.json()
    expect(problem).toMatchObject({ type: 'about:blank', status: 400, code: 'bad-query' })
    expect(problem.detail).toMatch(new RegExp(`^${name}: `))
  })
})

describe('the stream of events', () => {
  it('ends with its viewer, whichever end hears of it first', async () => {
    const leaves = new AbortController()
    const answer = events(ask('events', leaves.signal))
    expect(answer.headers.get('content-type')).toBe('text/event-stream')
    const reader = answer.body!.getReader()
    expect(new TextDecoder().decode((await reader.read()).value)).toBe(':\n\n')
    await reader.cancel()
    leaves.abort()
    expect(await reader.closed).toBeUndefined()

    const aborted = new AbortController()
    const stream = events(ask('events', aborted.signal)).body!.getReader()
    await stream.read()
    aborted.abort()
    expect(await stream.read()).toEqual({ done: true, value: undefined })

    const late = events(ask('events', AbortSignal.abort())).body!.getReader()
    await late.read()
    expect(await late.read()).toEqual({ done: true, value: undefined })
  })
})
