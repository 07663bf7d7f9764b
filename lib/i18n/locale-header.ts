/** Request header in which the proxy passes on the `lang` parameter of the link. */
export const LOCALE_HEADER = 'x-strata-lang'
