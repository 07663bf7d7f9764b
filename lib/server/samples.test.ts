import { statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { officialRecords, statesAt } from '@/e2e/engines/official-records'
import type { CompareInput } from '../analysis/question'
import type { CompareReport } from '../analysis/report'
import { parseReference } from '../oci/reference'
import { readCompare, readImage } from './compare'
import { TestRuntime } from './runtime.testing'

const never = new AbortController().signal
const shared = globalThis as { strataRuntime?: TestRuntime | undefined }
const QUESTION: CompareInput = {
  strategies: [],
  basis: 'transfer',
  rule: 'auto',
  cache: 'earlier',
  source: 'official',
}
/** How the articles' examples were at the end of January 2022, and later tags in their newest state. */
const statesOf = (name: string) => {
  const records = officialRecords(name)
  return new Map([...statesAt(records), ...statesAt(records, '2022-02-01')])
}

let folder: string
let report: CompareReport

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'strata-samples-'))
  shared.strataRuntime = new TestRuntime(folder)
  report = await readCompare(QUESTION, never)
})
afterEach(async () => {
  shared.strataRuntime = undefined
  await rm(folder, { recursive: true, force: true })
})

describe('the sample of official images', () => {
  it('shows redis 6.0 to 6.2 and nginx 1.20.2 to 1.21.5, first to last', () => {
    expect(report.source).toBe('sample')
    const [redis, nginx] = report.strategies.map(({ tags }) => tags.map(({ tag }) => tag))
    const recorded = [...statesOf('redis').keys()].filter((tag) => /^6\.[02]\.\d+$/.test(tag))
    const ordered = recorded.sort((a, b) => {
      const [x = [], y = []] = [a, b].map((tag) => tag.split('.').map(Number))
      return (x[1] ?? 0) - (y[1] ?? 0) || (x[2] ?? 0) - (y[2] ?? 0)
    })
    expect(redis).toEqual(ordered)
    expect([redis?.at(0), redis?.at(-1), redis?.length]).toEqual(['6.0.0', '6.2.24', 44])
    expect(nginx).toEqual(['1.20.2', '1.21.0', '1.21.1', '1.21.3', '1.21.4', '1.21.5'])
    expect(report.strategies.map(({ name, problems }) => ({ name, problems }))).toEqual([
      { name: 'redis', problems: [] },
      { name: 'nginx', problems: [] },
    ])
  })

  it('has the layers and the bytes that are on record', () => {
    for (const { name, tags } of report.strategies) {
      const states = statesOf(name)
      for (const { tag, cells } of tags) {
        const layers = states.get(tag)?.amd64?.layers ?? []
        const distinct = new Map(layers.map(({ digest, bytes }) => [digest, bytes]))
        const bytes = [...distinct.values()].reduce((sum, one) => sum + one, 0)
        expect([tag, cells.layers, cells.registry]).toEqual([
          tag,
          { kind: 'exact', value: layers.length, unit: 'layers' },
          { kind: 'exact', value: bytes, unit: 'bytes' },
        ])
      }
    }
  })

  it('has what the articles remark: in January 2022 two redis shared three layers, two nginx one', async () => {
    const layersOf = async (text: string) => {
      const { layers } = await readImage({ reference: parseReference(text)!, source: 'official' }, never)
      return layers.map(({ chainId }) => chainId)
    }
    for (const [a, b, shared] of [
      ['redis:6.0.16', 'redis:6.2.6', 3],
      ['nginx:1.20.2', 'nginx:1.21.5', 1],
    ] as const) {
      const [one, other] = [await layersOf(a), await layersOf(b)]
      expect([one.length, other.length]).toEqual([6, 6])
      expect(one.filter((chainId, depth) => chainId === other[depth])).toHaveLength(shared)
    }
  })

  it('is no larger than a page should have to load', () => {
    expect(statSync('public/official.strata.json').size).toBeLessThan(300_000)
    expect(statSync('public/sample.strata.json').size).toBeLessThan(1_500_000)
  })
})

describe('the sample of real builds', () => {
  it('opens with the four tags of the articles, and has releases of an app a week apart', async () => {
    const first = await readCompare({ ...QUESTION, source: 'sample' }, never)
    expect(first.strategies.map(({ tags }) => tags.length)).toEqual([4, 4, 4])
    const names = ['shop-chained', 'shop-fixed', 'shop-custom']
    const strategies = names.map((name) => ({ reference: `localhost:5000/${name}` }))
    const releases = await readCompare({ ...QUESTION, source: 'sample', strategies }, never)
    for (const { tags } of releases.strategies) {
      expect(tags.length).toBeGreaterThanOrEqual(12)
      const dates = tags.map(({ image }) => Date.parse(image?.created ?? ''))
      const days = dates.slice(1).map((date, place) => Math.round((date - dates[place]!) / 86_400_000))
      expect(new Set(days)).toEqual(new Set([7]))
    }
  })
})
