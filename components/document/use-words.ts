import { createTranslator, useLocale, useMessages } from 'next-intl'
import type { MarkupTranslate, Words } from '@/lib/document/words/words'

/** By the messages that they are made from: all parts of a page share them, and what they have read of each message. */
const made = new WeakMap<object, Words>()

/** The sentences of the page's language, as the documents of its cards want them. Numbers and times are UTC's. */
export function useWords(): Words {
  const locale = useLocale()
  const messages = useMessages()
  const known = made.get(messages)
  if (known) return known
  const words = wordsFrom(locale, messages)
  made.set(messages, words)
  return words
}

function wordsFrom(locale: string, messages: ReturnType<typeof useMessages>): Words {
  const translators = new Map<string, MarkupTranslate>()
  return (namespace) => {
    const translate =
      translators.get(namespace) ?? createTranslator({ locale, messages, namespace, timeZone: 'UTC' })
    translators.set(namespace, translate)
    return translate
  }
}
