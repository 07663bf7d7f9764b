import type { NextRequest } from 'next/server'
import type { Preview } from '@/lib/document/preview'
import { parseLocale } from '@/lib/i18n/locale'
import { isPage } from '@/lib/link/pages'
import { previewPicture } from '@/lib/render/svg/preview'
import type { ThemeName } from '@/lib/render/svg/theme'
import { answer } from '@/lib/server/answer'
import { drawable } from '@/lib/server/fonts'
import { plainPreview, readPreview } from '@/lib/server/open-graph'
import { unpackedLink } from '@/lib/server/packed-link'
import { pictures } from '@/lib/server/pictures'
import { pngOf } from '@/lib/server/png'

/** `GET /api/og?page=compare&…`: the picture of a page's link, 1200 × 630, from the figures that the page shows. */
export function GET({ nextUrl, signal }: NextRequest) {
  return answer(signal, async () => {
    const search = nextUrl.searchParams
    const png = await pictures.make(search.getAll('s').join(), signal, () => pictureOf(search, signal))
    return new Response(Buffer.from(png), {
      headers: { 'content-type': 'image/png', 'cache-control': 'no-store' },
    })
  })
}

/** @throws the signal's reason */
async function pictureOf(given: URLSearchParams, signal: AbortSignal): Promise<Uint8Array> {
  const search = unpackedLink(given) ?? given
  const name = search.get('page') ?? ''
  const page = isPage(name) ? name : 'compare'
  const locale = parseLocale(search.get('lang') ?? undefined) ?? 'en'
  const theme = search.get('theme') === 'dark' ? 'dark' : 'light'
  const preview = await readPreview(page, search, locale, signal)
  return await draw(preview, theme, signal).catch((error) => {
    if (signal.aborted) throw error
    // A program that shows a link shows no error: a picture without figures is better than none.
    console.error(error)
    return draw(plainPreview(page, locale), theme, signal)
  })
}

/** @throws Error when the picture cannot be drawn */
async function draw(preview: Preview, theme: ThemeName, signal: AbortSignal): Promise<Uint8Array> {
  const drawn = JSON.parse(drawable(JSON.stringify(preview))) as Preview
  return await pngOf(() => previewPicture(drawn, theme), 1, signal)
}
