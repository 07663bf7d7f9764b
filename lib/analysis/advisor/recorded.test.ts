import { describe, expect, it } from 'vitest'
import { compareReport } from '../compare/report'
import { printed, values } from '../planner/compare-plans.testing'
import { advise } from './advise'
import { seriesOfTags } from './proposal'
import { adviceIn, CENTOS, reasonIn, recorded } from './tags.testing'

describe('advice for the recorded fixed base, of which only sizes are known', () => {
  const advice = adviceIn(advise(recorded('docker-layer-base-linked'), CENTOS))
  const custom = compareReport(
    { strategies: [], basis: 'unpacked', rule: 'classic', cache: 'earlier', source: 'auto' },
    { at: '', source: 'live', series: [seriesOfTags(recorded('docker-layer-base'))], known: [CENTOS] },
  )

  it('finds 552 MB in every tag, and says that it is an estimate', () => {
    expect(advice).toMatchObject({
      code: 'custom-base',
      evidence: { by: 'sizes', why: 'no-files' },
      baseLayers: 1,
      repeats: [
        {
          tags: ['0.0.1', '0.0.2', '0.0.3', '0.0.4'],
          bytes: 552_200_000,
          atLeast: 534_503_612,
          transferBytes: 521_397_562,
          paths: [],
        },
      ],
    })
    const layer = advice.proposed.tags[0]!.snapshot!.layers[1]!
    expect(layer.unpacked).toMatchObject({ bytes: 552_200_000, exactness: 'estimated' })
  })

  it('leaves the base as it is and gives every tag the same layer upon it', () => {
    const images = advice.proposed.tags.map(({ snapshot }) => snapshot!)
    expect(new Set(images.map(({ layers }) => layers[0]!.chainId))).toEqual(new Set([CENTOS.chainId]))
    expect(new Set(images.map(({ layers }) => layers[1]!.chainId)).size).toBe(1)
    expect(advice.report.strategies[1]!.kind).toMatchObject({
      kind: 'custom-base',
      base: 'docker-layer-base-linked-base',
    })
  })

  it('predicts the downloads of updates', () => {
    expect(printed(advice.report, 0, 'cached:unpacked')).toEqual(['788MB', '561MB', '570MB', '552MB'])
    expect(printed(advice.report, 1, 'cached:unpacked')).toEqual(['788MB', '8.85MB', '17.7MB', '0B'])
    expect(printed(advice.report, 1, 'cached:transfer')).toEqual(['607MB', '1.96MB', '3.91MB', '0B'])
  })

  it('comes within 0.6 % of the recorded custom base, local and registry size', () => {
    for (const id of ['local', 'registry'] as const) {
      const recordedBytes = values(custom, 0, id)
      const errors = values(advice.report, 1, id).map((bytes, tag) =>
        Math.abs(bytes / recordedBytes[tag]! - 1),
      )
      expect(Math.max(...errors)).toBeLessThan(id === 'local' ? 0.006 : 0.002)
    }
  })

  it('predicts the updates of the recorded custom base together to 0.1 %, if not one by one', () => {
    // Its app changed in other steps: 8.85, 13.3 and 4.42 MB.
    for (const id of ['cached:unpacked', 'cached:transfer'] as const) {
      const sum = (bytes: readonly number[]) => bytes.slice(1).reduce((all, one) => all + one, 0)
      const error = sum(values(advice.report, 1, id)) / sum(values(custom, 0, id)) - 1
      expect(Math.abs(error)).toBeLessThan(0.001)
    }
    expect(printed(custom, 0, 'cached:unpacked').slice(1)).toEqual(['8.85MB', '13.3MB', '4.42MB'])
  })

  it('predicts what four tags take on a host and in a registry, to 0.6 %', () => {
    for (const id of ['host-disk', 'registry-disk'] as const) {
      const [predicted, real] = [advice.report.strategies[1]!, custom.strategies[0]!].map(({ cells }) => {
        const cell = cells[id]!
        return cell.kind === 'unknown' ? 0 : cell.value
      })
      expect(Math.abs(predicted! / real! - 1)).toBeLessThan(0.006)
    }
    expect(advice.savedHostBytes).toBe(1_656_600_000)
  })
})

describe('advice for the other recorded series', () => {
  it.each([
    ['docker-layer-base', { code: 'already-custom-base', sharedLayers: 2 }],
    ['docker-layer-linked', { code: 'chained' }],
    ['app', { code: 'nothing-repeats', bytes: 0 }],
    // Its first two tags are one image: a fixed base, of which sizes tell enough.
    ['docker-layers', { code: 'nothing-repeats', bytes: 6 }],
    ['centos', { code: 'too-few-tags', tags: 1 }],
  ])('%s: %j', (name, reason) => expect(reasonIn(advise(recorded(name), CENTOS))).toEqual(reason))

  it('is the same without the name of the base', () => {
    const advice = adviceIn(advise(recorded('docker-layer-base-linked')))
    expect(advice.repeats[0]!.bytes).toBe(552_200_000)
    expect(reasonIn(advise(recorded('docker-layer-base')))).toMatchObject({ code: 'already-custom-base' })
  })
})
