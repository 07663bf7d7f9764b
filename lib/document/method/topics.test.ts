import { describe, expect, it } from 'vitest'
import { messagesOf } from '../../i18n/locale'
import { linesOf } from '../recorded.testing'
import { formulaOf } from './formulas'
import { TERMS, TOPIC_GROUPS, TOPICS } from './topics'

describe.each(['en', 'ko'] as const)('words of the method, %s', (locale) => {
  const { help, method } = messagesOf(locale)

  it('explain every topic in the bubble and on the page, and nothing else', () => {
    const ids = TOPICS.map(({ id }) => id)
    expect(Object.keys(help.topics).sort()).toEqual([...ids].sort())
    expect(Object.keys(method.more).sort()).toEqual([...ids].sort())
    for (const id of ids) {
      expect(help.topics[id].title.length, id).toBeGreaterThan(1)
      expect(help.topics[id].what.length, id).toBeGreaterThan(10)
      expect(method.more[id].length, id).toBeGreaterThan(10)
    }
  })

  it('explain every term, and head every group', () => {
    expect(Object.keys(method.terms).sort()).toEqual(TERMS.map(({ id }) => id as string).sort())
    for (const { id } of TERMS) expect(method.terms[id].meaning.length, id).toBeGreaterThan(10)
    for (const group of TOPIC_GROUPS) expect(method.groups[group].length).toBeGreaterThan(1)
  })
})

describe('anchors', () => {
  const ids = [...TOPICS, ...TERMS].map(({ id }) => id as string)

  it('are each their own, and need no encoding', () => {
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids) expect(id).toMatch(/^[a-z][a-z-]*$/)
  })
})

describe('the method', () => {
  it('is as recorded', async () => {
    const formulas = TOPICS.map(({ id }) => [id, formulaOf(id) ?? ''])
    await expect(linesOf({ TOPICS, TERMS, formulas })).toMatchFileSnapshot('testdata/method.json')
  })
})

describe('sources', () => {
  it('are addresses of specifications and engines', () => {
    for (const { sources } of [...TOPICS, ...TERMS]) {
      for (const { href } of sources) expect(new URL(href).host).toBe('github.com')
    }
  })
})
