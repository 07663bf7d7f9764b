import { createTranslator, useLocale, useMessages } from 'next-intl'
import { useMemo } from 'react'
import type { MarkupTranslate, Words } from '@/lib/document/words/words'

/** The sentences of the page's language, as the documents of its cards want them. Numbers and times are UTC's. */
export function useWords(): Words {
  const locale = useLocale()
  const messages = useMessages()
  return useMemo(() => {
    const made = new Map<string, MarkupTranslate>()
    return (namespace) => {
      const words = made.get(namespace) ?? createTranslator({ locale, messages, namespace, timeZone: 'UTC' })
      made.set(namespace, words)
      return words
    }
  }, [locale, messages])
}
