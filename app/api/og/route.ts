import type { NextRequest } from 'next/server'
import type { Preview } from '@/lib/document/preview'
import { parseLocale } from '@/lib/i18n/locale'
import { isPage } from '@/lib/link/pages'
import { previewPicture } from '@/lib/render/svg/preview'
import type { ThemeName } from '@/lib/render/svg/theme'
import { drawable } from '@/lib/server/fonts'
import { plainPreview, readPreview } from '@/lib/server/open-graph'
import { unpackedLink } from '@/lib/server/packed-link'
import { pngOf } from '@/lib/server/png'

/** `GET /api/og?page=compare&…`: the picture of a page's link, 1200 × 630, from the figures that the page shows. */
export async function GET(request: NextRequest): Promise<Response> {
  const given = request.nextUrl.searchParams
  const search = unpackedLink(given) ?? given
  const name = search.get('page') ?? ''
  const page = isPage(name) ? name : 'compare'
  const locale = parseLocale(search.get('lang') ?? undefined) ?? 'en'
  const theme = search.get('theme') === 'dark' ? 'dark' : 'light'
  const preview = await readPreview(page, search, locale, request.signal)
  const png = await draw(preview, theme).catch((error) => {
    // A program that shows a link shows no error: a picture without figures is better than none.
    console.error(error)
    return draw(plainPreview(page, locale), theme)
  })
  return new Response(Buffer.from(png), {
    headers: { 'content-type': 'image/png', 'cache-control': 'no-store' },
  })
}

/** @throws Error when the picture cannot be drawn */
async function draw(preview: Preview, theme: ThemeName): Promise<Uint8Array> {
  const drawn = JSON.parse(drawable(JSON.stringify(preview))) as Preview
  return await pngOf(previewPicture(drawn, theme), 1)
}
