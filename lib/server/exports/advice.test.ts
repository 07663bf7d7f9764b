import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadPage } from '../../link/pages'
import { TestRuntime } from '../runtime.testing'
import { readDocuments } from './index'

const never = new AbortController().signal

const shared = globalThis as { strataRuntime?: TestRuntime | undefined }
beforeAll(() => {
  shared.strataRuntime = new TestRuntime('/nowhere')
})
afterAll(() => {
  shared.strataRuntime = undefined
})

const read = (search: string, card?: string) =>
  readDocuments({
    page: 'planner',
    card,
    state: loadPage('planner', new URLSearchParams(search)),
    locale: 'en',
    signal: never,
  })
const namesOf = async (search: string) => (await read(search)).map(({ card }) => card)

const OF_PLANS = ['answer', 'verdicts', 'total', 'cached', 'uncached']
const OF_ADVICE = ['advice', 'advice-total', 'advice-cached', 'advice-uncached']

describe('readAdviceDocuments', () => {
  it('adds the advisor’s cards while the link asks for advice', async () => {
    expect(await namesOf('source=sample')).toEqual(OF_PLANS)
    expect(await namesOf('source=sample&advise=localhost:5000/docker-layer-base-linked')).toEqual([
      ...OF_PLANS,
      ...OF_ADVICE,
    ])
    expect(await namesOf('source=sample&advise=localhost:5000/docker-layer-linked')).toEqual([
      ...OF_PLANS,
      'advice',
    ])
  })

  it('says where the compared figures come from', async () => {
    const [document] = await read(
      'source=sample&advise=localhost:5000/docker-layer-base-linked',
      'advice-total',
    )
    expect(document?.source).toContain('bundled sample')
  })

  it('costs the plans nothing when the repository is not there', async () => {
    const documents = await read('source=sample&advise=localhost:5000/missing')
    expect(documents.map(({ card }) => card)).toEqual([...OF_PLANS, 'advice'])
    expect(documents.at(-1)?.remarks).toHaveLength(1)
  })

  it('fails where only a card of it is asked for', async () => {
    await expect(read('source=sample', 'advice')).rejects.toThrow('advise: expected the repository')
    await expect(
      read('source=sample&advise=localhost:5000/docker-layer-linked', 'advice-total'),
    ).rejects.toThrow('advise: there is nothing to advise')
    await expect(read('source=sample&advise=localhost:5000/missing', 'advice')).rejects.toMatchObject({
      failure: { code: 'not-found' },
    })
  })
})
