import { ImageResponse } from 'next/og'
import type { NextRequest } from 'next/server'
import { parseLocale } from '@/lib/i18n/locale'
import { isPage } from '@/lib/link/pages'
import { THEMES } from '@/lib/render/svg/theme'
import { type Preview, plainPreview, readPreview } from '@/lib/server/open-graph'
import { previewFonts } from '@/lib/server/open-graph-fonts'
import { unpackedLink } from '@/lib/server/packed-link'
import { PREVIEW } from '@/lib/server/view-metadata'
import { LayersCard } from './layers-card'
import { PlainCard } from './plain-card'
import { StrategiesCard } from './strategies-card'

/** `GET /api/og?page=compare&…`: the picture of a page's link, 1200 × 630, from the figures that the page shows. */
export async function GET(request: NextRequest): Promise<Response> {
  const given = request.nextUrl.searchParams
  const search = unpackedLink(given) ?? given
  const name = search.get('page') ?? ''
  const page = isPage(name) ? name : 'compare'
  const locale = parseLocale(search.get('lang') ?? undefined) ?? 'en'
  const theme = search.get('theme') === 'dark' ? 'dark' : 'light'
  try {
    return await draw(await readPreview(page, search, locale), theme)
  } catch (error) {
    // Whoever unfurls a link shows no error: a picture without figures is better than none.
    console.error(error)
    return await draw(plainPreview(page, locale), theme)
  }
}

/** @throws Error when satori meets something that it cannot lay out */
async function draw(preview: Preview, theme: keyof typeof THEMES): Promise<Response> {
  const { fonts, family, drawable } = await previewFonts(JSON.stringify(preview))
  const picture = new ImageResponse(
    <div style={{ display: 'flex', width: '100%', height: '100%', fontFamily: family }}>
      {cardOf(withTexts(preview, drawable), theme)}
    </div>,
    { ...PREVIEW, fonts: [...fonts] },
  )
  // Drawn before the answer begins: a failure is still one then.
  return new Response(await picture.arrayBuffer(), {
    headers: { 'content-type': 'image/png', 'cache-control': 'no-store' },
  })
}

function cardOf(preview: Preview, name: keyof typeof THEMES) {
  const theme = THEMES[name]
  switch (preview.kind) {
    case 'strategies':
      return <StrategiesCard preview={preview} theme={theme} />
    case 'layers':
      return <LayersCard preview={preview} theme={theme} />
    case 'plain':
      return <PlainCard preview={preview} theme={theme} />
  }
}

/** The same with each of its texts changed; numbers stay. */
function withTexts<T>(value: T, change: (text: string) => string): T {
  return JSON.parse(JSON.stringify(value), (key, one: unknown) =>
    typeof one === 'string' && key !== 'kind' ? change(one) : one,
  ) as T
}
