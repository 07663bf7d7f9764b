// Longer than most: laws of a comparison of steps, and the cases that they leave.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chainIds } from './chain'
import type { DiffId } from './digest'
import type { ImageFacts } from './facts'
import { diffSteps, type StepDiff } from './step-diff'

type Image = Pick<ImageFacts, 'layers' | 'history' | 'stepsFrom'>
/** A record, and the content of its layer unless it made none. */
type Recorded = readonly [createdBy: string, content?: string]

const EMPTY = '5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef'

function layersOf(contents: readonly string[]): ImageFacts['layers'] {
  const diffIds = contents.map((content) => `sha256:${content.padStart(64, '0')}` as DiffId)
  const chain = chainIds(diffIds)
  return diffIds.flatMap((diffId, index) => {
    const chainId = chain[index]
    return chainId ? [{ diffId, chainId }] : []
  })
}

function image(...steps: readonly Recorded[]): Image {
  let layer = 0
  return {
    stepsFrom: 'config',
    layers: layersOf(steps.flatMap(([, content]) => content ?? [])),
    history: steps.map(([createdBy, content]) => ({
      createdBy,
      layer: content === undefined ? null : layer++,
    })),
  }
}

const imported = (...contents: readonly string[]): Image => ({
  stepsFrom: 'unpaired',
  layers: layersOf(contents),
  history: [{ createdBy: 'Imported from -' }],
})

const changes = ({ pairs }: StepDiff) => pairs.map(({ change }) => change)
const copy = (content: string, to: string) => `/bin/sh -c #(nop) ${to.replace(' ', ` file:${content} in `)} `

describe('diffSteps', () => {
  const from: Recorded = ['/bin/sh -c #(nop) ADD file:aa in / ', 'f0']
  const cmd: Recorded = ['/bin/sh -c #(nop)  CMD ["bash"]']

  it.each([
    ['the classic builder', [copy('02', 'COPY /'), copy('22', 'COPY /'), copy('03', 'ADD /')]],
    [
      'BuildKit',
      [
        'COPY ./second.txt . # buildkit',
        'COPY ./new_second.txt . # buildkit',
        'ADD ./third.txt . # buildkit',
      ],
    ],
  ])('finds article 4’s inserted COPY, and the ADD above it rebuilt in vain, with %s', (_, records) => {
    const [second = '', inserted = '', third = ''] = records
    const below: readonly Recorded[] = [from, ['RUN /bin/sh -c echo first # buildkit', 'e1'], [second, 'e2']]
    const diff = diffSteps(
      image(...below, [third, 'e3'], cmd),
      image(...below, [inserted, 'e9'], [third, 'e3'], cmd),
    )
    expect(changes(diff)).toEqual(['same', 'same', 'same', 'added', 'same-content', 'rebuilt-empty'])
    expect(diff).toMatchObject({ commonLayers: 3, commonSteps: 3, divergence: 3 })
    expect(diff.counts).toMatchObject({ same: 3, added: 1, gone: 0, 'same-content': 1, 'rebuilt-empty': 1 })
    expect(diff.pairs[4]).toMatchObject({
      a: { index: 3, layer: { diffId: expect.stringMatching('e3$') } },
      b: { index: 4 },
    })
  })

  it('tells a copy of other files from a step that gave another layer by itself', () => {
    const diff = diffSteps(
      image(from, [copy('01', 'COPY /x'), 'b1'], ['/bin/sh -c date > /d', 'b2']),
      image(from, [copy('02', 'COPY /x'), 'c1'], ['/bin/sh -c date > /d', 'c2']),
    )
    expect(changes(diff)).toEqual(['same', 'new-content', 'not-reproducible'])
  })

  it('takes another build argument for another input', () => {
    const run = (version: string) => `RUN |1 V=${version} /bin/sh -c make # buildkit`
    const diff = diffSteps(image(from, [run('1'), 'b1']), image(from, [run('2'), 'c1']))
    expect(changes(diff)).toEqual(['same', 'new-content'])
  })

  it('knows a step again when another builder recorded it', () => {
    const diff = diffSteps(image(['/bin/sh -c date', 'b1']), image(['RUN /bin/sh -c date # buildkit', 'c1']))
    expect(changes(diff)).toEqual(['not-reproducible'])
  })

  it('goes on with shared layers above an inserted step that made none', () => {
    const diff = diffSteps(image(from, ['RUN x', 'e1'], cmd), image(from, ['ENV A=b'], ['RUN x', 'e1'], cmd))
    expect(changes(diff)).toEqual(['same', 'added', 'same', 'rebuilt-empty'])
    expect(diff).toMatchObject({ commonLayers: 2, commonSteps: 1, divergence: 1 })
  })

  it('names an ENV of another value gone and added', () => {
    const diff = diffSteps(image(from, ['ENV V=1']), image(from, ['ENV V=2']))
    expect(changes(diff)).toEqual(['same', 'gone', 'added'])
  })

  it('does not let empty layers of different steps draw the others apart', () => {
    const diff = diffSteps(
      image(['RUN a', '1'], ['RUN b', '2'], ['WORKDIR /a', EMPTY]),
      image(['WORKDIR /b', EMPTY], ['RUN a', '3'], ['RUN b', '4']),
    )
    expect(changes(diff)).toEqual(['added', 'not-reproducible', 'not-reproducible', 'gone'])
  })

  it('aligns an imported image by its layers, which have no step', () => {
    const diff = diffSteps(imported('1', '2', '3'), imported('1', '4', '3'))
    expect(changes(diff)).toEqual(['same', 'gone', 'added', 'same-content'])
    expect(diff.pairs[0]?.a?.instruction).toMatchObject({ keyword: '', text: '' })
    expect(changes(diffSteps(imported('1'), image(['RUN x', '1'], ['RUN y', '2'])))).toEqual([
      'same',
      'added',
    ])
  })

  it('finds nothing between images of nothing', () => {
    const diff = diffSteps(image(), image())
    expect(diff).toMatchObject({ pairs: [], commonLayers: 0, commonSteps: 0 })
    expect(diff).not.toHaveProperty('divergence')
  })

  it('compares 200 steps with 127 layers in a few milliseconds', () => {
    const steps = (build: string) =>
      Array.from({ length: 200 }, (_, index): Recorded => {
        const record = `RUN /bin/sh -c ${'apt-get install '.repeat(20)}${index % 50} # buildkit`
        return index < 127 ? [record, index < 60 ? `${index}` : `${build}${index}`] : [record]
      })
    const [a, b] = [image(...steps('a')), image(...steps('b'))]
    diffSteps(a, b)
    const start = performance.now()
    diffSteps(a, b)
    expect(performance.now() - start).toBeLessThan(100)
  })
})

describe('diffSteps of any two images', () => {
  const record = fc.constantFrom(
    '',
    'RUN x',
    'RUN |1 A=1 /bin/sh -c x',
    'CMD ["a"]',
    'ENV A=b',
    copy('01', 'COPY /'),
    copy('02', 'COPY /'),
  )
  const step = fc.tuple(record, fc.option(fc.constantFrom('1', '2', '3', '4', EMPTY), { nil: undefined }))
  const paired = fc.array(step, { maxLength: 12 }).map((steps) => image(...steps))
  const unpaired = fc
    .array(fc.constantFrom('1', '2', '3'), { maxLength: 6 })
    .map((layers) => imported(...layers))
  const any = fc.oneof({ weight: 5, arbitrary: paired }, unpaired)
  const property = (holds: (a: Image, b: Image) => void) =>
    fc.assert(fc.property(any, any, holds), { numRuns: 1000 })

  it('finds an image the same as itself', () => {
    property((a) => {
      const diff = diffSteps(a, a)
      expect(diff.commonSteps).toBe(diff.counts.same)
      expect(diff.pairs).toHaveLength(diff.counts.same)
      expect(diff.divergence).toBeUndefined()
    })
  })

  it('has every step of both once and in order', () => {
    property((a, b) => {
      const { pairs } = diffSteps(a, b)
      const stepsOf = ({ layers, history, stepsFrom }: Image) => (stepsFrom === 'unpaired' ? layers : history)
      expect(pairs.flatMap((pair) => pair.a?.index ?? [])).toEqual([...stepsOf(a).keys()])
      expect(pairs.flatMap((pair) => pair.b?.index ?? [])).toEqual([...stepsOf(b).keys()])
    })
  })

  it('swaps gone and added, and nothing else, when the images are swapped', () => {
    property((a, b) => {
      const [there, back] = [diffSteps(a, b), diffSteps(b, a)]
      const { added, gone, ...rest } = there.counts
      expect(back.counts).toEqual({ ...rest, added: gone, gone: added })
      const matched = back.pairs.filter((pair) => pair.a && pair.b)
      expect(there.pairs.filter((pair) => pair.a && pair.b)).toEqual(
        matched.map((pair) => ({ ...pair, a: pair.b, b: pair.a })),
      )
      expect([there.divergence, there.commonLayers]).toEqual([back.divergence, back.commonLayers])
    })
  })

  it('never parts a shared layer, and says same of a layer only when it is shared', () => {
    property((a, b) => {
      const { pairs, commonLayers } = diffSteps(a, b)
      const same = pairs.filter(({ change, ...pair }) => change === 'same' && pair.a?.layer)
      expect(same).toHaveLength(commonLayers)
      for (const pair of same) expect(pair.a?.layer?.chainId).toBe(pair.b?.layer?.chainId)
    })
  })
})

describe('diffSteps, where images part', () => {
  const env: Recorded = ['ENV A=1']
  it('at the base has nothing in common', () => {
    const diff = diffSteps(image(['ADD x', '01'], env), image(['ADD y', '02'], env))
    expect(diff).toMatchObject({ commonLayers: 0, commonSteps: 0, divergence: 0 })
    expect(changes(diff)).toEqual(['gone', 'added', 'rebuilt-empty'])
  })

  it('above a step that gave another layer rebuilds what is empty', () => {
    expect(changes(diffSteps(image(env, ['RUN x', '01'], env), image(env, ['RUN x', '02'], env)))).toEqual([
      'same',
      'not-reproducible',
      'rebuilt-empty',
    ])
  })

  it('finds content again that another instruction made on another parent', () => {
    const [a, b] = [image(['ADD x', '01'], ['RUN a', '07']), image(['ADD y', '02'], ['RUN b', '07'])]
    expect(changes(diffSteps(a, b))).toEqual(['gone', 'added', 'same-content'])
  })

  it('pairs an instruction with the one of the same input before one of another', () => {
    const copies: readonly Recorded[] = [
      [copy('11', 'COPY /'), '01'],
      [copy('22', 'COPY /'), '02'],
    ]
    const one = image([copy('22', 'COPY /'), '03'])
    expect(changes(diffSteps(image(...copies), one))).toEqual(['gone', 'not-reproducible'])
    expect(changes(diffSteps(image(...[...copies].reverse()), one))).toEqual(['not-reproducible', 'gone'])
  })

  it('finds an empty layer again by its record, before another layer of one', () => {
    const empty: Recorded = ['WORKDIR /a', EMPTY]
    const run: Recorded = ['RUN x', '05']
    const a = (...steps: Recorded[]) => image(['ADD x', '01'], ...steps)
    const b = (...steps: Recorded[]) => image(['ADD y', '02'], ...steps)
    const found = (one: Image, other: Image) => changes(diffSteps(one, other)).join(' ')
    expect(found(a(empty, run), b(['RUN x', '06'], empty))).toBe('gone added added same-content gone')
    expect(found(a(run, empty), b(empty, ['RUN x', '06']))).toBe('gone gone added same-content added')
  })

  it('takes a layer and a step without one for two, where nothing was recorded', () => {
    expect(changes(diffSteps(image(['', '01']), image([''])))).toEqual(['gone', 'added'])
    expect(changes(diffSteps(image(['']), image(['', '01'])))).toEqual(['gone', 'added'])
  })

  it('stands with one step per layer where there is no history', () => {
    const silent = { ...image(['x', '01'], ['y', '02']), history: [] }
    expect(changes(diffSteps(silent, silent))).toEqual(['same', 'same'])
  })
})
