import { describe, expect, it } from 'vitest'
import { readPreview } from './open-graph'
import type { Runtime } from './runtime'
import { TestRuntime } from './runtime.testing'

const never = new AbortController().signal

const shared = globalThis as { strataRuntime?: Runtime }
shared.strataRuntime = new TestRuntime('/nonexistent')

const LINKED = 'localhost:5000/docker-layer-linked'
const of = (page: Parameters<typeof readPreview>[0], search: string, locale: 'en' | 'ko' = 'en') =>
  readPreview(page, new URLSearchParams(search), locale, never)

describe('the picture of a link', () => {
  it('says what the page says: the answer for the fleet of the link, the smallest marked, the base first', async () => {
    const preview = await of('compare', 'source=sample&basis=unpacked&empty=0')
    expect(preview).toMatchObject({
      kind: 'strategies',
      title: 'Chained and Custom base cost this fleet the same: ≈3.54GB a month, 98.4% less than Fixed base',
      verdict: expect.stringMatching(/^100 hosts, 0% of them empty .* It stays so/),
      columns: ['Download a month', 'Update download', 'First download'],
      rows: [
        { name: 'Chained', figures: [{ text: '≈3.54GB', best: true }, { text: '8.85MB' }, {}] },
        { name: 'Fixed base', figures: [{ best: false }, { text: '561MB' }, {}] },
        { name: 'Custom base' },
      ],
    })
    if (preview.kind !== 'strategies') return
    const [first, other] = preview.rows.map(({ bands }) => bands[0])
    expect(first).toMatchObject({ slot: other?.slot, reused: true })
    expect(first?.slot).toBeGreaterThan(0)
    expect(preview.source).toContain('localhost:5000/docker-layer-linked:0.0.1…0.0.4')
  })

  it('marks who is cheapest for the fleet, nobody in a tie, and nobody over what is not known', async () => {
    const marked = async (page: 'compare' | 'downloads', other: string) => {
      const preview = await of(page, `source=sample&s=${LINKED}&s=localhost:5000/${other}`)
      if (preview.kind !== 'strategies') throw new Error(preview.kind)
      return preview.rows.map(({ figures }) => figures[0]?.best)
    }
    expect(await marked('downloads', 'docker-layer-base-linked')).toEqual([true, false])
    expect(await marked('compare', 'docker-layer-base')).toEqual([false, false])
    expect(await marked('compare', 'docker-layer-base;take=1')).toEqual([false, false])
  })

  it('is of the layers for a tag, topmost first', async () => {
    const preview = await of('tag', `ref=${LINKED}:0.0.4&source=sample`)
    expect(preview).toMatchObject({ kind: 'layers', title: `${LINKED}:0.0.4` })
    if (preview.kind !== 'layers') return
    expect(preview.layers[0]?.text).toBe('RUN rm -rf test.txt')
    expect(preview.core.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1)
  })

  it('is plain for what is not there and what cannot be read', async () => {
    expect(await of('tag', `ref=${LINKED}:0.0.9&source=sample`)).toMatchObject({
      kind: 'plain',
      title: `${LINKED}:0.0.9 is not there`,
    })
    expect(await of('compare', 'source=archive:gone')).toMatchObject({ kind: 'plain', title: 'Strata' })
    expect(await of('tag', 'ref=A%20B', 'ko')).toMatchObject({ kind: 'plain' })
    expect(await of('compare', 's=A%20B&source=sample')).toMatchObject({ kind: 'plain' })
  })
})
