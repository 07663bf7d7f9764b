import { describe, expect, it } from 'vitest'
import { beginsShortcut, SHORTCUTS, shortcutOf } from './shortcut-list'

describe('shortcutOf', () => {
  it('finds every shortcut by its keys, and no other', () => {
    for (const { id, keys } of SHORTCUTS) {
      expect(shortcutOf(keys.length > 1 ? keys[0] : undefined, keys.at(-1)!)).toBe(id)
    }
    expect(shortcutOf(undefined, 'c')).toBeUndefined()
    expect(shortcutOf('g', 'x')).toBeUndefined()
  })

  it('takes the second key of two before the same key alone', () => {
    expect(shortcutOf('g', 'd')).toBe('downloads')
    expect(shortcutOf(undefined, 'd')).toBe('density')
  })
})

describe('beginsShortcut', () => {
  it('knows the first of two keys', () => {
    expect(beginsShortcut('g')).toBe(true)
    expect(beginsShortcut('b')).toBe(false)
  })
})
