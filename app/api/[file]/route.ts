import type { NextRequest } from 'next/server'
import { chooseLocale, LOCALE_COOKIE } from '@/lib/i18n/locale'
import { answer } from '@/lib/server/answer'
import { exportFile } from '@/lib/server/exports/file'

interface Context {
  readonly params: Promise<{ readonly file: string }>
}

/**
 * `GET /api/compare.md?s=localhost:5000/app&card=cached`: what a page's cards say, as a file. Beside the page's own
 * parameters: `card`, `lang`, `download`, and for pictures `show`, `theme`, `dpr`.
 */
export function GET({ nextUrl, cookies, headers, signal }: NextRequest, { params }: Context) {
  const { searchParams: search } = nextUrl
  return answer(signal, async () => {
    const { file } = await params
    const locale = chooseLocale(
      search.get('lang') ?? undefined,
      cookies.get(LOCALE_COOKIE)?.value,
      headers.get('accept-language'),
    )
    return await exportFile(file, search, locale, signal)
  })
}
