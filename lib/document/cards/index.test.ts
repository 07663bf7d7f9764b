import { describe, expect, it } from 'vitest'
import { LOCALES } from '../../i18n/locales'
import { PAGES } from '../../link/pages'
import { wordsOf } from '../words/words'
import { CARDS, cardsOf, OFFERED_CARDS } from './index'

describe('CARDS', () => {
  it('names each card once', () => {
    const ids = CARDS.map(({ id }) => id)
    expect(ids).toEqual([...new Set(ids)])
  })

  it.each(LOCALES)('has titles in the messages of %s', (locale) => {
    for (const { title } of CARDS) {
      const [namespace = '', key = '', ...more] = title.split('.')
      expect(more).toEqual([])
      expect(wordsOf(locale)(namespace)(key)).not.toContain(title)
    }
  })

  it('has cards for every page that leaves as exports, and none that no page shows', () => {
    for (const { key, hasExports } of PAGES) {
      if (hasExports) expect(cardsOf(key).length).toBeGreaterThan(0)
    }
    for (const { pages } of CARDS) expect(pages.length).toBeGreaterThan(0)
  })

  it('gives the browser names alone', () => {
    expect(JSON.parse(JSON.stringify(OFFERED_CARDS))).toEqual(OFFERED_CARDS)
  })
})
