'use client'

import {
  Archive,
  FileSpreadsheet,
  Link as LinkIcon,
  type LucideIcon,
  Image as Picture,
  Table2,
} from 'lucide-react'
import { usePathname, useSearchParams } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useTheme } from 'next-themes'
import { saveFile } from '@/components/exports/deliver'
import { notify } from '@/components/ui/toasts'
import type { OfferedCard } from '@/lib/document/cards'
import { exportHref } from '@/lib/link/exports'
import { shortLink } from '@/lib/link/link'
import { EXPORT_PAGES, type ExportPage, pageOf, parsersOf } from '@/lib/link/pages'
import type { FormatId } from '@/lib/render/formats'
import { PaletteGroup, PaletteItem, type Run } from './palette-item'

const FORMATS = [
  { format: 'png', icon: Picture },
  { format: 'md', icon: Table2 },
  { format: 'csv', icon: FileSpreadsheet },
] as const satisfies readonly { format: FormatId; icon: LucideIcon }[]

interface Props {
  readonly cards: readonly OfferedCard[]
  readonly run: Run
}

/** Takes away what the page shows: its link, a snapshot, each card as picture or table. */
export function PaletteExports({ cards, run }: Props) {
  const t = useTranslations('palette')
  const words = useTranslations()
  const locale = useLocale()
  const { resolvedTheme } = useTheme()
  const path = usePathname()
  const page = EXPORT_PAGES.find((one) => one === pageOf(path))
  const params = useSearchParams()
  const search = params.toString()
  const save = (href: string) =>
    run(() => {
      saveFile(href).then(
        (file) => notify({ tone: 'good', text: t('saved', { file }) }),
        (error: Error) => notify({ tone: 'bad', text: t('failed', { detail: error.message }) }),
      )
    })
  const copyLink = run(() => {
    // Asked for within the click: a clipboard is refused without one, and on pages that are not secure.
    Promise.resolve()
      .then(() => shortLink(window.location.href))
      .then((link) => navigator.clipboard.writeText(link))
      .then(
        () => notify({ tone: 'good', text: t('linkCopied') }),
        () => notify({ tone: 'bad', text: t('linkFailed') }),
      )
  })
  const picture = { theme: resolvedTheme === 'dark' ? 'dark' : 'light', dpr: 2 } as const
  return (
    <PaletteGroup heading={t('groups.exports')}>
      <PaletteItem value="export link" text={t('copyLink')} icon={LinkIcon} onRun={copyLink} />
      {page !== undefined && (
        <>
          <PaletteItem
            value="export snapshot"
            text={t('snapshot')}
            icon={Archive}
            onRun={save(`/api/snapshot?${new URLSearchParams({ view: `${path}?${search}` })}`)}
          />
          {cards
            .filter((card) => isOffered(card, page, params))
            .flatMap(({ id: card, title }) =>
              FORMATS.map(({ format, icon }) => (
                <PaletteItem
                  key={`${card} ${format}`}
                  value={`export ${card} ${format}`}
                  text={t('export', { card: words(title), format: t(`formats.${format}`) })}
                  icon={icon}
                  onRun={save(
                    exportHref(page, format, search, {
                      card,
                      lang: locale,
                      ...(format === 'png' && picture),
                    }),
                  )}
                />
              )),
            )}
        </>
      )}
    </PaletteGroup>
  )
}

/** Whether the link shows a card: of its page, and on its tab. */
function isOffered({ pages, offered }: OfferedCard, page: ExportPage, params: URLSearchParams): boolean {
  if (!pages.includes(page)) return false
  if (!offered) return true
  const { name, value } = offered
  const shown = params.get(name) ?? parsersOf(page)[name]?.defaultValue ?? ''
  return value === undefined ? shown !== '' : shown === value
}
