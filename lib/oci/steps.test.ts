import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { UnpackedBytes } from './bytes'
import type { DiffId } from './digest'
import { type DaemonStep, doubtfulLayers, inferSteps, stepsOf } from './steps'

const id = (letter: string) => `sha256:${letter.repeat(64)}` as DiffId
const step = (createdBy: string, bytes = 0): DaemonStep => ({
  createdBy,
  unpackedBytes: bytes as UnpackedBytes,
})
const layersOf = (steps: { history: readonly { layer?: number | null | undefined }[] }) =>
  steps.history.map((entry) => entry.layer)

describe('stepsOf', () => {
  it('gives no layer to an ENV step and the next diffID to the step after it', () => {
    const steps = stepsOf({
      rootfs: { diff_ids: [id('a'), id('b')] },
      history: [
        { created_by: 'ADD /' },
        { created_by: 'ENV A=1', empty_layer: true },
        { created_by: 'RUN rm x' },
      ],
    })
    expect(steps.stepsFrom).toBe('config')
    expect(layersOf(steps)).toEqual([0, null, 1])
  })

  it('does not guess when a squashed image has fewer layer steps than layers', () => {
    const steps = stepsOf({ rootfs: { diff_ids: [id('a'), id('b')] }, history: [{}] })
    expect(steps.stepsFrom).toBe('unpaired')
    expect(layersOf(steps)).toEqual([undefined])
  })

  it('pairs nothing with nothing', () => {
    expect(stepsOf({ rootfs: { diff_ids: [] } })).toEqual({ stepsFrom: 'config', history: [] })
  })
})

describe('inferSteps', () => {
  // Article 2: docker history of docker-layer-linked:0.0.4, oldest first.
  const articles = [
    step('/bin/sh -c #(nop) ADD file:805cb5e15fb6e0bb0…', 231_000_000),
    step('/bin/sh -c #(nop)  LABEL org.label-schema.sc…'),
    step('/bin/sh -c #(nop)  CMD ["/bin/bash"]'),
    step('/bin/sh -c #(nop) COPY dir:d05b367ca9e2aea12…', 557_000_000),
    step('/bin/sh -c #(nop) COPY dir:e1670c4c6ebf3d93e…', 8_850_000),
    step('/bin/sh -c #(nop) COPY dir:dd51994e46c77756c…', 17_700_000),
    step('/bin/sh -c rm -rf test.txt'),
  ]

  it("takes the articles' 0B whiteout for a layer and their CMD and LABEL for none", () => {
    expect(layersOf(inferSteps(articles, 5))).toEqual([0, null, null, 1, 2, 3, 4])
  })

  it('leaves the layer out when the RUN changed nothing', () => {
    expect(layersOf(inferSteps(articles, 4))).toEqual([0, null, null, 1, 2, 3, null])
  })

  it('does not guess when there are more layers than steps that could have made them', () => {
    expect(inferSteps(articles, 6).stepsFrom).toBe('unpaired')
  })

  it('prefers RUN to WORKDIR and the later RUN to the earlier one', () => {
    const steps = [step('ADD /', 5), step('RUN echo first'), step('WORKDIR /app'), step('RUN rm x')]
    expect(layersOf(inferSteps(steps, 2))).toEqual([0, null, null, 1])
  })

  it('names each layer once, in order, whenever it pairs at all', () => {
    const any = fc.record({
      createdBy: fc.constantFrom('RUN x', 'CMD ["a"]', 'COPY a b', '/bin/sh -c #(nop) WORKDIR /x', ''),
      unpackedBytes: fc.constantFrom(0, 1, 7).map((bytes) => bytes as UnpackedBytes),
    })
    fc.assert(
      fc.property(fc.array(any), fc.nat(12), (steps, layers) => {
        const inferred = inferSteps(steps, layers)
        if (inferred.stepsFrom === 'unpaired') return
        const named = layersOf(inferred).filter((layer) => layer !== null)
        expect(named).toEqual(Array.from({ length: layers }, (_, index) => index))
      }),
    )
  })
})

describe('doubtfulLayers', () => {
  it('are none where all or none of the 0B steps made layers', () => {
    const steps = [step('RUN rm x'), step('COPY a b', 5), step('RUN echo')]
    expect(doubtfulLayers(steps, 1)).toEqual(new Set())
    expect(doubtfulLayers(steps, 3)).toEqual(new Set())
  })

  it('are those between the 0B steps that could have made the layer', () => {
    const steps = [
      step('ADD /', 9),
      step('RUN rm x'),
      step('COPY a b', 5),
      step('RUN echo'),
      step('RUN y', 3),
    ]
    expect(doubtfulLayers(steps, 4)).toEqual(new Set([1, 2]))
  })

  it('are none where no step with bytes stands between', () => {
    const steps = [step('ADD /', 9), step('WORKDIR /app'), step('COPY a b'), step('RUN echo')]
    expect(doubtfulLayers(steps, 3)).toEqual(new Set())
  })

  it('leave every other layer with its own bytes, and the sum right', () => {
    const made = fc.record({
      bytes: fc.constantFrom(0, 0, 1, 7, 40),
      isLayer: fc.boolean(),
      createdBy: fc.constantFrom('RUN x', '/bin/sh -c #(nop) WORKDIR /x', ''),
    })
    fc.assert(
      fc.property(fc.array(made, { maxLength: 10 }), (all) => {
        const truth = all.filter(({ bytes, isLayer }) => isLayer || bytes > 0).map(({ bytes }) => bytes)
        const steps = all.map(({ createdBy, bytes }) => step(createdBy, bytes))
        const { history } = inferSteps(steps, truth.length)
        const bytesAt = truth.map((_, index) => history.find(({ layer }) => layer === index)?.unpackedBytes)
        const doubtful = doubtfulLayers(steps, truth.length)
        for (const [index, bytes] of truth.entries()) {
          if (!doubtful.has(index)) expect(bytesAt[index]).toBe(bytes)
        }
        const sum = (list: readonly (number | undefined)[]) => list.reduce((a: number, b) => a + (b ?? 0), 0)
        expect(sum(bytesAt)).toBe(sum(truth))
      }),
      { numRuns: 1000 },
    )
  })
})

describe('steps of 0B', () => {
  it('make layers where they copy, whatever else could', () => {
    const { history } = inferSteps([step('COPY a /'), step('ADD b /'), step('RUN true')], 2)
    expect(history.map(({ layer }) => layer)).toEqual([0, 1, null])
  })

  it('make layers as RUN before WORKDIR, later before earlier', () => {
    const steps = [step('RUN a'), step('WORKDIR /a'), step('RUN b'), step('WORKDIR /b')]
    const chosen = (layers: number) =>
      inferSteps(steps, layers).history.map(({ layer }) => typeof layer === 'number')
    expect(chosen(1)).toEqual([false, false, true, false])
    expect(chosen(2)).toEqual([true, false, true, false])
    expect(chosen(3)).toEqual([true, false, true, true])
  })

  it('leave no doubt where they only change the config', () => {
    expect([
      ...doubtfulLayers([step('ADD a', 1), step('RUN x'), step('COPY b', 1), step('ENV A=1')], 3),
    ]).toEqual([])
    expect([
      ...doubtfulLayers([step('ADD a', 1), step('RUN x'), step('COPY b', 1), step('RUN y')], 3),
    ]).toEqual([1, 2])
  })

  it('keep the comments of a config that has any', () => {
    const { history } = stepsOf({
      rootfs: { diff_ids: [] },
      history: [
        { empty_layer: true, comment: 'buildkit' },
        { empty_layer: true, comment: '' },
      ],
    })
    expect(history.map(({ comment }) => comment)).toEqual(['buildkit', undefined])
  })
})
