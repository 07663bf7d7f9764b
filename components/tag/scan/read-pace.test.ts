import { describe, expect, it } from 'vitest'
import { paceOf } from './read-pace'

const progress = { kind: 'progress', layersDone: 0, layers: 2 } as const

describe('paceOf', () => {
  it.each([
    ['nothing while the total is unknown', { readBytes: 5, elapsedMs: 2000 }, {}],
    ['no time before the pace settles', { readBytes: 25, totalBytes: 100, elapsedMs: 100 }, { share: 0.25 }],
    ['no time before the first byte', { readBytes: 0, totalBytes: 100, elapsedMs: 9000 }, { share: 0 }],
    [
      'the time left at the pace so far',
      { readBytes: 25, totalBytes: 100, elapsedMs: 2000 },
      { share: 0.25, secondsLeft: 6 },
    ],
    [
      'the end when an estimate was too low',
      { readBytes: 120, totalBytes: 100, elapsedMs: 2000 },
      { share: 1, secondsLeft: 0 },
    ],
  ])('gives %s', (_, read, expected) => expect(paceOf({ ...progress, ...read })).toEqual(expected))
})
