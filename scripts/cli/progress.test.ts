import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Progress } from './progress'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function terminal(isTTY: boolean) {
  const written: string[] = []
  return { isTTY, columns: 40, write: (text: string) => written.push(text), written }
}

describe('Progress', () => {
  it('says on a terminal what is being done once that takes a while, and leaves no trace', () => {
    const stream = terminal(true)
    const progress = new Progress(stream, false, () => 'Reading tags: 1 of 2')
    vi.advanceTimersByTime(300)
    expect(stream.written).toEqual([])
    vi.advanceTimersByTime(1000)
    expect(stream.written.at(-1)).toBe('\r\u001b[K- Reading tags: 1 of 2 (1 s)')
    progress.end()
    expect(stream.written.at(-1)).toBe('\r\u001b[K')
    const { length } = stream.written
    vi.advanceTimersByTime(1000)
    expect(stream.written).toHaveLength(length)
  })

  it('stays within one line', () => {
    const stream = terminal(true)
    const progress = new Progress(stream, false, () => 'x'.repeat(100))
    vi.advanceTimersByTime(1000)
    expect(stream.written.at(-1)).toHaveLength('\r\u001b[K'.length + 39)
    progress.end()
  })

  it.each([
    ['in a pipe', false, false],
    ['when asked to be quiet', true, true],
  ])('shows nothing %s, but reports what went wrong', (_, isTTY, quiet) => {
    const stream = terminal(isTTY)
    const progress = new Progress(stream, quiet, () => 'Reading')
    vi.advanceTimersByTime(5000)
    progress.say('a:1: gone')
    progress.end()
    expect(stream.written).toEqual(['strata: a:1: gone\n'])
  })

  it('hands no control characters to the terminal', () => {
    const stream = terminal(false)
    new Progress(stream, false).say('a\u001b[31m\nb')
    expect(stream.written).toEqual(['strata: a [31m b\n'])
  })
})
