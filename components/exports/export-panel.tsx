import { useMutation } from '@tanstack/react-query'
import { Check, ClipboardCopy, Download, Image as Picture, TriangleAlert } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useTheme } from 'next-themes'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import CopyFallback from '@/components/ui/copy-fallback'
import { Segmented } from '@/components/ui/segmented'
import { withBase } from '@/lib/link/base-path'
import {
  type ExportOptions,
  exportHref,
  PICTURE_SCALES,
  PICTURE_SIZES,
  PICTURE_THEMES,
} from '@/lib/link/exports'
import { FACES, type Face } from '@/lib/link/view-state'
import type { FormatId } from '@/lib/render/formats'
import { ClipboardError, copyPicture, copyTable, saveFile } from './deliver'
import type { Scope } from './export-scope'

interface Props extends Scope {
  readonly card: string
  readonly chart: boolean
  readonly show?: Face | undefined
}

/** What a card can be taken away as: copied, or saved as picture, chart or table. */
export default function ExportPanel({ page, search, card, chart, show }: Props) {
  const t = useTranslations('exportMenu')
  const lang = useLocale()
  const { resolvedTheme } = useTheme()
  const [size, setSize] = useState<(typeof PICTURE_SIZES)[number]>('natural')
  // The chart says most at a glance; a page that shows the table alone is taken at its word.
  const [face, setFace] = useState<Face>(show === 'table' ? show : 'chart')
  const [scale, setScale] = useState<(typeof PICTURE_SCALES)[number]>('2')
  const [chosenTheme, setTheme] = useState<(typeof PICTURE_THEMES)[number]>()
  const [dismissed, setDismissed] = useState(false)
  const theme = chosenTheme ?? (resolvedTheme === 'dark' ? 'dark' : 'light')
  const hrefOf = (format: FormatId, options: ExportOptions = {}) =>
    exportHref(page, format, search, { card, lang, ...options })
  const natural = size === 'natural'
  const looks: ExportOptions = { theme, ...(chart && { show: face }), ...(!natural && { size }) }
  const picture = hrefOf('png', { ...looks, ...(natural && { dpr: Number(scale) }) })
  const markdown = hrefOf('md')

  const work = useMutation({
    mutationFn: (task: () => Promise<string>) => task(),
    onMutate: () => setDismissed(false),
  })
  const { error } = work
  const saveButton = (text: string, href: string) => (
    <Button
      key={text}
      icon={Download}
      onClick={() => work.mutate(async () => t('saved', { file: await saveFile(href) }))}
    >
      {text}
    </Button>
  )
  const refused = error instanceof ClipboardError ? error : undefined

  return (
    <div className="flex flex-col gap-3">
      <div className="grid grid-cols-2 gap-2">
        <Button
          tone="strong"
          title={t('copyHint')}
          onClick={() =>
            work.mutate(() => copyTable({ markdown, html: hrefOf('html') }).then(() => t('copied')))
          }
          icon={ClipboardCopy}
        >
          {t('copy')}
        </Button>
        <Button
          icon={Picture}
          onClick={() => work.mutate(() => copyPicture(picture).then(() => t('pictureCopied')))}
        >
          {t('copyPicture')}
        </Button>
      </div>
      <fieldset className="flex flex-col gap-2 border-line border-t pt-3">
        <legend className="sr-only">{t('picture')}</legend>
        <div className="flex flex-wrap items-center gap-2">
          {chart && (
            <Segmented
              label={t('show')}
              value={face}
              options={FACES.map((value) => ({ value, text: t(`faces.${value}`) }))}
              onChange={setFace}
            />
          )}
          <Segmented
            label={t('size')}
            value={size}
            options={PICTURE_SIZES.map((value) => ({
              value,
              text: value === 'natural' ? t('natural') : value.replace('x', '×'),
            }))}
            onChange={setSize}
          />
          {natural && (
            <Segmented
              label={t('scale')}
              value={scale}
              options={PICTURE_SCALES.map((value) => ({ value, text: `${value}×` }))}
              onChange={setScale}
            />
          )}
          <Segmented
            label={t('theme')}
            value={theme}
            options={PICTURE_THEMES.map((value) => ({ value, text: t(value) }))}
            onChange={setTheme}
          />
        </div>
        <div className="flex flex-wrap gap-2">
          {saveButton('PNG', picture)}
          {chart && saveButton('SVG', hrefOf('svg', looks))}
        </div>
      </fieldset>
      <fieldset className="flex flex-wrap gap-2 border-line border-t pt-3">
        <legend className="sr-only">{t('table')}</legend>
        {(['md', 'csv', 'json'] as const).map((format) => saveButton(t(format), hrefOf(format)))}
      </fieldset>
      <p role="status" className="min-h-5 text-sm [overflow-wrap:anywhere]">
        {work.isPending && <span className="text-muted">{t('working')}</span>}
        {work.isSuccess && (
          <span className="inline-flex items-center gap-1.5 text-good">
            <Check className="size-4 shrink-0" aria-hidden="true" />
            {work.data}
          </span>
        )}
        {error && (
          <span className="text-bad">
            <TriangleAlert className="mr-1 inline size-4" aria-hidden="true" />
            {t(refused ? 'refused' : 'failed', { detail: error.message })}{' '}
            <a
              href={withBase(refused?.text === undefined ? picture : markdown)}
              target="_blank"
              className="underline"
              rel="noopener"
            >
              {t('openInstead')}
            </a>
          </span>
        )}
      </p>
      {refused?.text !== undefined && !dismissed && (
        <CopyFallback text={refused.text} onClose={() => setDismissed(true)} />
      )}
    </div>
  )
}
