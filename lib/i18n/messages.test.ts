import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser'
import { describe, expect, it } from 'vitest'
import { chooseLocale } from './locale'
import en from './messages/en.json'
import ko from './messages/ko.json'

type Tree = { readonly [key: string]: string | Tree }

const flat = (tree: Tree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[`${path}${key}`, value] as [string, string]]
      : flat(value, `${path}${key}.`),
  )
/** Names of the arguments of an ICU message, tags included. */
function argumentsOf(message: string): string[] {
  const names = new Set<string>()
  const visit = (elements: readonly MessageFormatElement[]) => {
    for (const element of elements) {
      if (element.type !== TYPE.literal && element.type !== TYPE.pound) names.add(element.value)
      if ('children' in element) visit(element.children)
      if ('options' in element) for (const option of Object.values(element.options)) visit(option.value)
    }
  }
  visit(parse(message))
  return [...names].sort()
}

describe('messages', () => {
  it('are the same keys in both languages', () => {
    expect(flat(ko).map(([key]) => key)).toEqual(flat(en).map(([key]) => key))
  })

  it('take the same arguments in both languages', () => {
    const english = new Map(flat(en))
    for (const [key, message] of flat(ko)) {
      expect([key, argumentsOf(message)]).toEqual([key, argumentsOf(english.get(key) ?? '')])
    }
  })
})

/** Names and paths, before which a Korean particle cannot be chosen; counts and bytes end in a known syllable. */
const AFTER_NAME =
  /\{(?:at|name|names|tag|tags|text|image|reference|strategy|from|to|low|high|a|b|title|what|digest|term|file|path)\}”?(?:이|가|은|는|을|를|와|과|로|으로)(?=[ .,?)]|$)/

describe('the Korean messages', () => {
  it('have no particle in two forms, and none after a name', () => {
    const wrong = flat(ko).filter(
      ([, message]) =>
        /[이은을와과]\([가-힣]+\)|\((?:으|이)\)[가-힣]/.test(message) || AFTER_NAME.test(message),
    )
    expect(wrong).toEqual([])
  })

  it('call a repository, a store, a sample and a strategy one thing each', () => {
    const other = /저장소|샘플|버전 (?:관리 )?방식|블롭|베이스/
    expect(flat(ko).filter(([, message]) => other.test(message))).toEqual([])
  })
})

describe('chooseLocale', () => {
  it.each([
    ['ko', undefined, 'en', 'ko'],
    ['xx', 'ko', 'en', 'ko'],
    [undefined, undefined, 'fr;q=0.9, ko-KR;q=0.8, en;q=0.7', 'ko'],
    [undefined, undefined, 'de', 'en'],
    [undefined, undefined, null, 'en'],
  ])('takes the link %s, then the cookie %s, then the browser %s: %s', (param, cookie, accept, expected) => {
    expect(chooseLocale(param, cookie, accept)).toBe(expected)
  })
})
