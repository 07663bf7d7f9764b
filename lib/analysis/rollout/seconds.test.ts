import { describe, expect, it } from 'vitest'
import { secondsUntil } from './seconds'

describe('secondsUntil', () => {
  it('shares the registry evenly and gives the rest to those that still download', () => {
    const downloads = [
      { hosts: 9, bytes: 10 },
      { hosts: 1, bytes: 100 },
    ]
    expect(secondsUntil(downloads, 100, 10)).toBe(10)
    // 10 hosts at 2 bytes a second for 5 seconds, then one at its own 10.
    expect(secondsUntil(downloads, 100, 10, 20)).toBe(14)
    expect(secondsUntil(downloads, 10, 10, 20)).toBe(5)
  })
})
