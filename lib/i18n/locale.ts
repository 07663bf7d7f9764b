import { LOCALE_COOKIE, LOCALES, type Locale } from './locales'
import en from './messages/en.json'
import ko from './messages/ko.json'

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
  return parseLocale(param) ?? parseLocale(cookie) ?? preferred(accept ?? '') ?? 'en'
}

/** The first language of the header that Strata speaks, by its quality (RFC 9110 section 12.5.4). */
function preferred(accept: string): Locale | undefined {
  const ranked = accept
    .split(',')
    .map((item) => {
      const [tag = '', ...parameters] = item.trim().split(';')
      const quality = parameters.map((one) => /^\s*q=([\d.]+)/.exec(one)?.[1]).find((q) => q !== undefined)
      return { language: tag.split('-')[0]!.toLowerCase(), quality: Number(quality ?? 1) }
    })
    .sort((a, b) => b.quality - a.quality)
  return ranked.map(({ language }) => parseLocale(language)).find((locale) => locale !== undefined)
}
