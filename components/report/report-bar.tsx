'use client'

import { useMutation } from '@tanstack/react-query'
import { Download, Layers, ListChecks, type LucideIcon, Presentation, Printer } from 'lucide-react'
import { useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useQueryState } from 'nuqs'
import { type ReactNode, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { Check } from '@/components/ui/check'
import { Link } from '@/components/ui/link'
import { Popover } from '@/components/ui/popover'
import { sheetParsers } from '@/lib/link/report-state'

/** The tags of a strategy that a chain can be shown of. */
export interface TagGroup {
  readonly name: string
  readonly tags: readonly { readonly tag: string; readonly reference: string }[]
}

interface Props {
  readonly sections: readonly { readonly id: string; readonly title: string }[]
  /** Sections that are left out. */
  readonly hide: readonly string[]
  readonly onHide: (hide: readonly string[]) => void
  readonly tags: readonly TagGroup[]
  readonly shownTags: readonly string[]
  /** Saves the file. @returns its name */
  readonly onSave: () => Promise<string>
}

/** Above the sheet, not printed: what the report shows, and how it leaves the browser. */
export function ReportBar({ sections, hide, onHide, tags, shownTags, onSave }: Props) {
  const t = useTranslations('report')
  const search = useSearchParams()
  const ids = sections.map(({ id }) => id)
  const save = useMutation({ mutationFn: onSave })
  return (
    <section
      aria-label={t('tools')}
      className="sticky top-0 z-20 border-line border-b bg-canvas/95 print:hidden"
    >
      <div className="mx-auto flex max-w-[60rem] flex-wrap items-center gap-2 px-4 py-2">
        <Chooser label={t('sectionsLabel')} text={t('sections')} icon={ListChecks}>
          {sections.map(({ id, title }) => (
            <Check
              key={id}
              checked={!hide.includes(id)}
              onChange={(chosen) => onHide(ids.filter((one) => (one === id ? !chosen : hide.includes(one))))}
            >
              {title}
            </Check>
          ))}
        </Chooser>
        {tags.length > 0 && <TagChooser tags={tags} shownTags={shownTags} />}
        <div className="ml-auto flex flex-wrap items-center gap-2">
          <Link
            href={`/present${search.size > 0 ? `?${search}` : ''}`}
            title={t('presentHelp')}
            className="inline-flex min-h-8 items-center gap-1.5 rounded-md border border-line bg-surface px-2.5 text-sm hover:border-line-strong"
          >
            <Presentation className="size-4" aria-hidden="true" />
            {t('present')}
          </Link>
          <Button title={t('printHelp')} onClick={() => window.print()}>
            <Printer className="size-4" aria-hidden="true" />
            {t('print')}
          </Button>
          <Button tone="strong" title={t('saveHelp')} onClick={() => save.mutate()}>
            <Download className="size-4" aria-hidden="true" />
            {t('save')}
          </Button>
        </div>
        <p role="status" className="w-full text-right text-sm empty:hidden">
          {save.isSuccess && <span className="text-good">{t('saved', { file: save.data })}</span>}
          {save.error && <span className="text-bad">{t('saveFailed', { detail: save.error.message })}</span>}
        </p>
      </div>
    </section>
  )
}

function TagChooser({ tags, shownTags }: Pick<Props, 'tags' | 'shownTags'>) {
  const t = useTranslations('report')
  const [isReading, startTransition] = useTransition()
  // The server draws the chains.
  const [chosen, setChosen] = useQueryState(
    'tags',
    sheetParsers.tags.withOptions({ shallow: false, history: 'replace', startTransition }),
  )
  const all = tags.flatMap((group) => group.tags.map(({ reference }) => reference))
  const now = chosen.length > 0 ? chosen : shownTags
  return (
    <Chooser label={t('tagsLabel')} text={t('tags')} icon={Layers} busy={isReading}>
      <Check checked={chosen.length === 0} onChange={(last) => void setChosen(last ? null : [...shownTags])}>
        {t('tagsLast')}
      </Check>
      {tags.map((group, place) => (
        <fieldset key={String(place)} className="flex flex-col gap-1.5 border-line border-t pt-2">
          <legend className="float-left w-full pb-1 font-medium">{group.name}</legend>
          {group.tags.map(({ tag, reference }) => (
            <Check
              key={reference}
              checked={now.includes(reference)}
              onChange={(show) =>
                void setChosen(all.filter((one) => (one === reference ? show : now.includes(one))))
              }
            >
              {tag}
            </Check>
          ))}
        </fieldset>
      ))}
    </Chooser>
  )
}

interface ChooserProps {
  readonly label: string
  readonly text: string
  readonly icon: LucideIcon
  /** Whether what was chosen is on its way. */
  readonly busy?: boolean
  readonly children: ReactNode
}

function Chooser({ label, text, icon: Icon, busy, children }: ChooserProps) {
  return (
    <Popover
      label={label}
      trigger={
        <Button aria-busy={busy}>
          <Icon className={`size-4 ${busy ? 'animate-pulse' : ''}`} aria-hidden="true" />
          {text}
        </Button>
      }
    >
      <fieldset className="flex max-h-[60vh] flex-col gap-2 overflow-y-auto">
        <legend className="mb-2 text-muted">{label}</legend>
        {children}
      </fieldset>
    </Popover>
  )
}
