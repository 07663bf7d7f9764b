import { afterEach, describe, expect, it, vi } from 'vitest'
import type { SourceEvent } from '../sources/source'
import { onChange } from './events'
import { localSource, TestRuntime } from './runtime.testing'

const shared = globalThis as { strataRuntime?: TestRuntime | undefined }
afterEach(() => {
  shared.strataRuntime = undefined
})

/** A daemon whose events are sent by hand, and its watches. */
function watched() {
  const watches: AbortSignal[] = []
  let tell: (event: SourceEvent) => void = () => {}
  async function* watch(signal: AbortSignal) {
    watches.push(signal)
    while (!signal.aborted) {
      const event = await new Promise<SourceEvent | undefined>((resolve) => {
        tell = resolve
        signal.addEventListener('abort', () => resolve(undefined))
      })
      if (event) yield event
    }
  }
  shared.strataRuntime = new TestRuntime('/nowhere', localSource({}, watch))
  return { watches, tell: (event: SourceEvent) => tell(event) }
}

describe('onChange', () => {
  it('tells all viewers from one watch, which ends when the last one leaves', async () => {
    const { watches, tell } = watched()
    const first = vi.fn()
    const second = vi.fn()
    const offFirst = onChange(first)
    const offSecond = onChange(second)
    await vi.waitFor(() => expect(watches).toHaveLength(1))
    tell({ repository: 'docker.io/library/app' })
    await vi.waitFor(() => expect(first).toHaveBeenCalledWith('docker.io/library/app'))
    expect(second).toHaveBeenCalledTimes(1)

    offFirst()
    tell({})
    await vi.waitFor(() => expect(second).toHaveBeenCalledTimes(2))
    expect(first).toHaveBeenCalledTimes(1)
    expect(watches.map(({ aborted }) => aborted)).toEqual([false])

    offSecond()
    expect(watches.map(({ aborted }) => aborted)).toEqual([true])
  })

  it('watches again for a viewer who comes later', async () => {
    const { watches } = watched()
    onChange(() => {})()
    const off = onChange(() => {})
    await vi.waitFor(() => expect(watches.at(-1)?.aborted).toBe(false))
    off()
    expect(watches.every(({ aborted }) => aborted)).toBe(true)
  })
})
