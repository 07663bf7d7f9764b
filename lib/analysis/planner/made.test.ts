import { describe, expect, it } from 'vitest'
import { chainIds } from '../../oci/chain'
import { imageOfPlan, madeDigest, madeLayer, PLAN_ORIGIN, placeLayers, repositoryOfPlan } from './made'
import { hypothesis, PLAN_HOST, type Plan } from './plan'
import { planProblems } from './problems'
import { plannedBases, plannedSeries } from './series'

describe('what was never built', () => {
  it('has sizes where they are given alone', () => {
    expect(madeLayer({ content: 'x' })).toMatchObject({ blob: undefined, unpacked: undefined })
    expect(madeLayer({ content: 'x', unpackedBytes: 0, transferBytes: 0 })).toMatchObject({
      blob: { transferBytes: 0 },
      unpacked: { bytes: 0, exactness: 'measured', ruler: 'file content' },
    })
    const figure = { exactness: 'estimated', ruler: 'disk blocks' } as const
    expect(madeLayer({ content: 'x', unpackedBytes: 1, ...figure }).unpacked).toEqual({ bytes: 1, ...figure })
  })

  it('is chained as real layers are', () => {
    const loose = ['a', 'b', 'c'].map((content) => madeLayer({ content }))
    const placed = placeLayers(loose)
    expect(placed.map(({ chainId }) => chainId)).toEqual(chainIds(loose.map(({ diffId }) => diffId)))
    const image = imageOfPlan({ host: PLAN_HOST, repository: 'x' }, '1', placed, [], 'now')
    expect(image).toMatchObject({
      reference: `${PLAN_HOST}/x:1`,
      origins: [{ kind: 'snapshot', name: PLAN_ORIGIN, at: 'now' }],
    })
    const empty = imageOfPlan({ host: PLAN_HOST, repository: 'x' }, '1', [], [])
    expect(empty.configDigest).not.toBe(image.configDigest)
    expect(empty.origins[0]?.at).toBe('')
  })

  it.each([
    ['chained', 'chained'],
    ['Fixed base', 'fixed-base'],
    ['a'.repeat(100), 'a'.repeat(100)],
    ['a'.repeat(101), undefined],
    ['-a-', undefined],
    ['a  b', undefined],
    ['', undefined],
    ['꼬리', undefined],
  ])('named %j has a repository %j', (name, repository) => {
    const hashed = `x-${madeDigest(name).slice('sha256:'.length).slice(0, 8)}`
    expect(repositoryOfPlan(name, 'x')).toEqual({ host: PLAN_HOST, repository: repository ?? hashed })
  })
})

describe('the bases of planned series', () => {
  const plan = (more: Partial<Plan>): Plan => ({ ...hypothesis('fixed-base'), removeAtEnd: false, ...more })
  const names = (...plans: Plan[]) => plannedBases(plans).map(({ reference }) => reference)
  const ends = (one: Plan) =>
    plannedSeries(one, 'x').tags.map(({ snapshot }) => snapshot!.layers.map(({ chainId }) => chainId))

  it('are named where they end, each state of one by its number', () => {
    const fixed = plan({ baseEvery: 2, releases: 3 })
    expect(names(fixed)).toEqual([`${PLAN_HOST}/base:latest`, `${PLAN_HOST}/base:2`])
    const [first, , third] = ends(fixed)
    expect(plannedBases([fixed]).map(({ chainId }) => chainId)).toEqual([first![0], third![0]])
  })

  it('are base and packages of a custom base, and none of a squashed series or a plan with problems', () => {
    const custom = plan({ strategy: 'custom-base' })
    expect(names(custom)).toEqual([`${PLAN_HOST}/base:latest`, `${PLAN_HOST}/packages:latest`])
    expect(plannedBases([custom])[1]?.chainId).toBe(ends(custom)[0]![1])
    expect(names(plan({ strategy: 'squashed' }), plan({ releases: 0 }))).toEqual([])
    expect(names(plan({ strategy: 'layer-per-concern' }))).toEqual([`${PLAN_HOST}/base:latest`])
    expect(names(custom, plan({}))).toHaveLength(2)
    // Without a base the first layer is one of packages and app.
    expect(names(plan({ baseBytes: 0 }))).toEqual([])
  })
})

describe('the layers of a plan', () => {
  const plan = (more: Partial<Plan>): Plan => ({
    ...hypothesis('custom-base'),
    baseBytes: 1000,
    packagesBytes: 100,
    appBytes: 10,
    ratio: { base: 0.5, packages: 0.25, app: 0.1 },
    removeAtEnd: false,
    ...more,
  })
  const layers = (one: Plan) =>
    plannedSeries(one, 'x').tags.map(({ snapshot }) =>
      snapshot!.layers.map(({ unpacked, blob }, index) => {
        const step = snapshot!.history.find(({ layer }) => layer === index)
        return `${step?.createdBy}: ${unpacked?.bytes} ${blob?.transferBytes}`
      }),
    )

  it('pack each part by its own ratio, to a byte at least', () => {
    expect(layers(plan({ releases: 2 }))).toEqual([
      ['FROM base: 1000 500', 'COPY packages: 100 25', 'COPY app 0.0.1: 10 1'],
      ['FROM base: 1000 500', 'COPY packages: 100 25', 'COPY app 0.0.2: 20 2'],
    ])
    expect(layers(plan({ strategy: 'squashed', releases: 1 }))).toEqual([
      ['COPY base, packages, app 0.0.1: 1110 526'],
    ])
    expect(layers(plan({ releases: 1, appBytes: 1 }))[0]?.at(-1)).toBe('COPY app 0.0.1: 1 1')
  })

  it('keep what a release adds to the app in a layer of its own, by concern', () => {
    const of = (more: Partial<Plan>) =>
      layers(plan({ strategy: 'layer-per-concern', releases: 3, ...more }))
        .at(-1)
        ?.slice(2)
    expect(of({})).toEqual(['COPY app 0.0.1: 10 1', 'COPY app 0.0.2: 10 1', 'COPY app 0.0.3: 10 1'])
    expect(of({ app: 'replaces' })).toEqual(['COPY app 0.0.3: 10 1'])
    expect(of({ removeAtEnd: true })).toEqual([])
  })

  it('change base and packages at their releases', () => {
    expect(
      layers(plan({ strategy: 'fixed-base', releases: 3, packagesEvery: 2 })).map(([, top]) => top),
    ).toEqual([
      'COPY packages, app 0.0.1: 110 26',
      'COPY packages, app 0.0.2: 120 27',
      'COPY packages 2, app 0.0.3: 130 28',
    ])
    expect(layers(plan({ strategy: 'chained', releases: 3, baseEvery: 2 })).map((one) => one.length)).toEqual(
      [2, 3, 2],
    )
    expect(layers(plan({ strategy: 'chained', releases: 1, removeAtEnd: true }))[0]).toHaveLength(2)
    expect(
      layers(plan({ strategy: 'chained', releases: 2, removeAtEnd: true, appBytes: 0 }))[1],
    ).toHaveLength(2)
  })

  it('may be as many as an engine allows', () => {
    const chain = plan({ strategy: 'chained', releases: 124 })
    expect(planProblems(chain)).toEqual([])
    expect(plannedSeries(chain, 'x', 'now')).toMatchObject({ tagsFound: 124, problems: [] })
    expect(plannedSeries(chain, 'x', 'now').tags.at(-1)?.snapshot?.origins[0]?.at).toBe('now')
  })
})
