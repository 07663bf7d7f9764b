import { expect, it } from 'vitest'
import { awaitNotices, hadNotices, notify, showNotices } from './notices'

it('keeps notices until somebody shows them, and then in their order', () => {
  const shown: string[] = []
  const calls: boolean[] = []
  const endCalls = awaitNotices(() => calls.push(hadNotices()))
  expect(hadNotices()).toBe(false)
  notify({ tone: 'good', text: 'first' })
  expect(calls).toEqual([true])
  endCalls()
  notify({ tone: 'bad', text: 'second' })
  const end = showNotices(({ text }) => shown.push(text))
  notify({ tone: 'good', text: 'third' })
  expect(shown).toEqual(['first', 'second', 'third'])
  end()
  notify({ tone: 'good', text: 'fourth' })
  expect(shown).toHaveLength(3)
  showNotices(({ text }) => shown.push(text))()
  expect(shown.at(-1)).toBe('fourth')
})
