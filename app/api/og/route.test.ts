import { NextRequest } from 'next/server'
import { afterEach, expect, it, vi } from 'vitest'
import { packSearch } from '@/lib/link/link'
import type { Runtime } from '@/lib/server/runtime'
import { TestRuntime } from '@/lib/server/runtime.testing'
import { GET } from './route'

const shared = globalThis as { strataRuntime?: Runtime }
shared.strataRuntime = new TestRuntime('/nonexistent')

afterEach(() => vi.unstubAllGlobals())

const LINKED = 'localhost:5000/docker-layer-linked'

it.each([
  'page=compare&source=sample',
  `page=compare&source=sample&theme=dark&lang=ko&s=${LINKED};name=${encodeURIComponent('😀 שלום 漢字 👩‍👩‍👧')}`,
  `page=tag&source=sample&ref=${LINKED}:0.0.4`,
  'page=downloads&source=sample',
  'page=planner',
  'page=nothing&basis=zip',
  await packSearch('page=planner&kinds=squashed'),
])(
  'draws %s in 1200 by 630, and sends no request to the network',
  async (search) => {
    const asked: string[] = []
    vi.stubGlobal('fetch', (address: unknown) => {
      asked.push(String(address).slice(0, 80))
      return Promise.reject(new Error('no network'))
    })
    const answer = await GET(new NextRequest(`http://localhost:3000/api/og?${search}`))
    expect(answer.headers.get('content-type')).toBe('image/png')
    const png = new DataView(await answer.arrayBuffer())
    expect(png.getUint32(0)).toBe(0x89504e47)
    expect([png.getUint32(16), png.getUint32(20)]).toEqual([1200, 630])
    expect(asked).toEqual([])
  },
  60_000,
)
