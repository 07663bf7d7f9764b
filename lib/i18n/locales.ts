/** Languages by name alone: what the browser needs without the words of all of them. */
export type Locale = 'en' | 'ko'

export const LOCALES: readonly Locale[] = ['en', 'ko']
/** Remembers the language beyond the link that chose it. */
export const LOCALE_COOKIE = 'strata-lang'
