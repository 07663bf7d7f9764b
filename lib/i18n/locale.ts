import { LOCALE_COOKIE, LOCALES, type Locale } from './locales'
import en from './messages/en.json'
import ko from './messages/ko.json'
import { preferredOf } from './preferred.mjs'

export { LOCALE_COOKIE, type Locale }

const MESSAGES = { en, ko } as const

export function messagesOf(locale: Locale) {
  return MESSAGES[locale]
}

/** A language by its code; undefined for any other text. */
export function parseLocale(text: string | undefined): Locale | undefined {
  return LOCALES.find((locale) => locale === text)
}

/**
 * The language of a visit: the link's, else the one chosen before, else the browser's preference.
 *
 * @param accept  the `Accept-Language` header
 */
export function chooseLocale(param?: string, cookie?: string, accept?: string | null): Locale {
  return parseLocale(param) ?? parseLocale(cookie) ?? preferredOf(accept ?? '', LOCALES) ?? 'en'
}
