import { cookies, headers } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'
import { chooseLocale, LOCALE_COOKIE, messagesOf } from './locale'
import { LOCALE_HEADER } from './locale-header'

/** The language of one request; the proxy passes on what the link says, which is not known here. */
export default getRequestConfig(async () => {
  const [jar, head] = await Promise.all([cookies(), headers()])
  const locale = chooseLocale(
    head.get(LOCALE_HEADER) ?? undefined,
    jar.get(LOCALE_COOKIE)?.value,
    head.get('accept-language'),
  )
  return { locale, messages: messagesOf(locale), timeZone: 'UTC' }
})
