import { describe, expect, it } from 'vitest'
import type { WasteReport } from '@/lib/analysis/chain-report'
import { hiddenParts } from './hidden-parts'
import { mergedRun } from './merged-run'

describe('mergedRun', () => {
  it('joins two shell commands', () => {
    expect(mergedRun('RUN sh /app/make.sh', 'RUN rm -r $HOME/.cache', 0)).toEqual({
      before: 'RUN sh /app/make.sh\nRUN rm -r $HOME/.cache',
      after: 'RUN sh /app/make.sh && \\\n    rm -r $HOME/.cache',
    })
  })

  it('marks what lies between', () => {
    expect(mergedRun('RUN a', 'RUN b', 2)).toEqual({
      before: 'RUN a\n# …\nRUN b',
      after: 'RUN a && \\\n    b\n# …',
    })
  })

  it.each([
    'COPY . .',
    'RUN ["a"]',
    'RUN --mount=type=cache a',
    'RUN a <<EOF',
    'RUN a # b',
    'RUN a;',
    '',
    'RUN',
  ])('leaves %j alone', (instruction) => {
    expect(mergedRun(instruction, 'RUN b', 0)).toBeUndefined()
    expect(mergedRun('RUN b', instruction, 0)).toBeUndefined()
  })

  it('cuts what is long', () => {
    expect(mergedRun(`RUN ${'a'.repeat(5000)}`, 'RUN b', 0)?.before.length).toBeLessThan(300)
  })
})

describe('hiddenParts', () => {
  const hidden = [
    [3, 50],
    [1, 9],
    [3, 5],
    [2, 7],
  ].map(([from, bytes]) => ({
    path: 'x',
    how: 'deleted' as const,
    from: from!,
    by: 4,
    bytes: bytes!,
    files: 1,
  }))

  it('adds up by layer, base first; the rest holds what is not listed', () => {
    expect(hiddenParts({ hidden, hiddenBytes: 75 } as unknown as WasteReport, 2)).toEqual({
      parts: [
        { position: 1, bytes: 9 },
        { position: 3, bytes: 55 },
      ],
      rest: 11,
    })
  })
})
