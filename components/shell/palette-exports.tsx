import { Archive, FileSpreadsheet, Link as LinkIcon, Image as Picture, Table2 } from 'lucide-react'
import { usePathname, useSearchParams } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useTheme } from 'next-themes'
import { saveFile } from '@/components/exports/deliver'
import { notify } from '@/components/ui/notices'
import type { OfferedCard } from '@/lib/document/cards'
import { exportHref } from '@/lib/link/exports'
import { shortLink } from '@/lib/link/link'
import { EXPORT_PAGES, type ExportPage, pageOf, parsersOf } from '@/lib/link/pages'
import { type Line, PaletteGroup, type Run } from './palette-group'

const FORMATS = [
  { format: 'png', icon: Picture },
  { format: 'md', icon: Table2 },
  { format: 'csv', icon: FileSpreadsheet },
] as const

interface Props {
  readonly cards: readonly OfferedCard[]
  readonly run: Run
}

/** Takes away what the page shows: its link, a snapshot, each card as picture or table. */
export function PaletteExports({ cards, run }: Props) {
  const t = useTranslations('palette')
  const words = useTranslations()
  const lang = useLocale()
  const { resolvedTheme } = useTheme()
  const path = usePathname()
  const page = EXPORT_PAGES.find((one) => one === pageOf(path))
  const params = useSearchParams()
  const save = (href: string) => () =>
    void saveFile(href).then(
      (file) => notify({ tone: 'good', text: t('saved', { file }) }),
      (error: Error) => notify({ tone: 'bad', text: t('failed', { detail: error.message }) }),
    )
  const copyLink = () =>
    // Asked for within the click: a clipboard is refused without one, and on pages that are not secure.
    void Promise.resolve()
      .then(() => shortLink(window.location.href))
      .then((link) => navigator.clipboard.writeText(link))
      .then(
        () => notify({ tone: 'good', text: t('linkCopied') }),
        () => notify({ tone: 'bad', text: t('linkFailed') }),
      )
  const lines: Line[] = [{ value: 'export link', text: t('copyLink'), icon: LinkIcon, act: copyLink }]
  if (page !== undefined) {
    const search = params.toString()
    const view = new URLSearchParams({ view: `${path}?${search}` })
    const picture = { theme: resolvedTheme === 'dark' ? 'dark' : 'light', dpr: 2 } as const
    const snapshot = save(`/api/snapshot?${view}`)
    lines.push({ value: 'export snapshot', text: t('snapshot'), icon: Archive, act: snapshot })
    for (const { id: card, title } of cards.filter((card) => isOffered(card, page, params))) {
      for (const { format, icon } of FORMATS) {
        const text = t('export', { card: words(title), format: t(`formats.${format}`) })
        const options = { card, lang, ...(format === 'png' && picture) }
        const act = save(exportHref(page, format, search, options))
        lines.push({ value: `export ${card} ${format}`, text, icon, act })
      }
    }
  }
  return <PaletteGroup heading={t('groups.exports')} lines={lines} run={run} />
}

/** Whether the link shows a card: of its page, and on its tab. */
function isOffered({ pages, offered }: OfferedCard, page: ExportPage, params: URLSearchParams): boolean {
  if (!pages.includes(page)) return false
  if (!offered) return true
  const { name, value } = offered
  const shown = params.get(name) ?? parsersOf(page)[name]?.defaultValue ?? ''
  return value === undefined ? shown !== '' : shown === value
}
