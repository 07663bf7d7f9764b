import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import type { MarkupTranslate, Words } from '@/lib/document/words/words'

/** The sentences of the page's language, as the documents of its cards want them. */
export function useWords(): Words {
  const t = useTranslations()
  return useMemo(() => {
    const made = new Map<string, MarkupTranslate>()
    return (namespace) => {
      const known = made.get(namespace)
      if (known) return known
      const of = (key: string) => `${namespace}.${key}`
      const words: MarkupTranslate = Object.assign(
        (...[key, values]: Parameters<MarkupTranslate>) => t(of(key), values),
        {
          markup: (...[key, values]: Parameters<MarkupTranslate['markup']>) =>
            t.markup(of(key), values as Parameters<typeof t.markup>[1]),
        },
      )
      made.set(namespace, words)
      return words
    }
  }, [t])
}
