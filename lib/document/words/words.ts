import { createTranslator, type Messages } from 'use-intl/core'
import { type Locale, messagesOf } from '../../i18n/locale'
import type { Translate } from './translate'

type Tag = (inner: string) => string

/** A `Translate` that can also fill in the tags of a sentence: `<figures></figures>`. */
export interface MarkupTranslate extends Translate {
  readonly markup: (key: string, values: Record<string, string | number | Tag>) => string
}

/** Gives the sentences of one namespace of the messages: `cards`, `rollout.duration`. */
export type Words = (namespace: string) => MarkupTranslate

const made = new Map<string, MarkupTranslate>()

/** The sentences of a language where there is no React: in a route or a command. Numbers and times are UTC's. */
export function wordsOf(locale: Locale): Words {
  const messages: Messages = messagesOf(locale)
  return (namespace) => {
    const key = `${locale} ${namespace}`
    const known = made.get(key)
    if (known) return known
    const words = createTranslator({ locale, messages, namespace, timeZone: 'UTC' })
    made.set(key, words)
    return words
  }
}
