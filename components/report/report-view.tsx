'use client'

import { useLocale, useTranslations } from 'next-intl'
import { debounce, useQueryStates } from 'nuqs'
import { type ReactNode, useRef, useSyncExternalStore } from 'react'
import { withBase } from '@/lib/link/base-path'
import { sheetParsers } from '@/lib/link/report-state'
import { pageCss } from '@/lib/render/report/page-css'
import { SHEET_CSS } from '@/lib/render/report/sheet-css'
import { Editable } from './editable'
import { ReportBar, type TagGroup } from './report-bar'
import { useNotes } from './use-notes'
import { useRedrawn } from './use-redrawn'

/** One section: drawn on the server, shown unless it is left out. */
export interface SheetPart {
  readonly id: string
  readonly title: string
  readonly content: ReactNode
}

interface Props {
  readonly parts: readonly SheetPart[]
  /** What could not be read; it cannot be left out. */
  readonly problems: readonly string[]
  readonly tags: readonly TagGroup[]
  /** References whose chains are shown. */
  readonly shownTags: readonly string[]
  /** The title unless a person gives one. */
  readonly defaultTitle: string
  readonly source: string
  /** What is asked, as a query string. */
  readonly question: string
  /** What the sheet answers, see `drawnFor`. */
  readonly drawn: string
}

/** As fast as a person types, the link need not change. */
const PAUSE_MS = 400
const noChange = () => () => {}

/** The report: its bar, and the sheet that is read, printed and saved. */
export function ReportView({
  parts,
  problems,
  tags,
  shownTags,
  defaultTitle,
  source,
  question,
  drawn,
}: Props) {
  const t = useTranslations('report')
  const lang = useLocale()
  const sheet = useRef<HTMLElement>(null)
  const [{ title: given, hide, notes: linked }, setState] = useQueryStates(
    { title: sheetParsers.title, hide: sheetParsers.hide, notes: sheetParsers.notes },
    { history: 'replace', limitUrlUpdates: debounce(PAUSE_MS) },
  )
  const notes = useNotes(question, linked, (next) => void setState({ notes: next }))
  const pending = useRedrawn(drawn)
  const origin = useSyncExternalStore(
    noChange,
    () => location.origin,
    () => '',
  )
  const title = given.trim() || defaultTitle
  // Basis and time are the last parts of the source line; there is no room for the references.
  const foot = source.split(' · ').slice(-2).join(' · ')
  const live = /^https?:/.test(origin) ? `${origin}${withBase('/report')}${question}` : undefined
  return (
    <>
      <ReportBar
        sections={parts}
        hide={hide}
        onHide={(next) => void setState({ hide: [...next] })}
        tags={tags}
        shownTags={shownTags}
        onSave={async () => {
          const { saveHtml } = await import('./save-html')
          return saveHtml({ sheet: sheet.current!, title, lang, foot })
        }}
      />
      <style>{SHEET_CSS}</style>
      <style>{pageCss({ title, foot })}</style>
      <main id="figures" className="px-0 py-4 sm:px-4 print:p-0">
        <article
          ref={sheet}
          aria-busy={pending}
          lang={lang}
          className="sheet sm:rounded-xl sm:border sm:border-line sm:shadow-sm"
        >
          <header>
            <p className="quiet">{t('kicker')}</p>
            <Editable
              value={given}
              label={t('title')}
              edit={t('editTitle')}
              placeholder={defaultTitle}
              onChange={(next) => void setState({ title: next === '' ? null : next })}
            >
              <h1>{title}</h1>
            </Editable>
            <p className="quiet byline">{source}</p>
            <Editable
              value={notes.text}
              label={t('notes')}
              edit={t(notes.text === '' ? 'addNotes' : 'editNotes')}
              hint={t('notesHint')}
              multiline
              onChange={notes.change}
            >
              {notes.text.trim() !== '' && <div className="notes">{notes.text}</div>}
            </Editable>
            {notes.kept !== 'link' && (
              <p role="status" data-export="no" className="quiet print:hidden">
                {t(notes.kept === 'browser' ? 'notesKept' : 'notesLost')}
              </p>
            )}
          </header>
          {parts
            .filter(({ id }) => !hide.includes(id))
            .map(({ id, title: heading, content }) => (
              <Part key={id} id={id} heading={heading}>
                {content}
              </Part>
            ))}
          {problems.length > 0 && (
            <Part id="problems" heading={t('section.problems')}>
              <ul className="list">
                {problems.map((problem) => (
                  <li key={problem} className="bad">
                    {problem}
                  </li>
                ))}
              </ul>
            </Part>
          )}
          {live && (
            <p className="quiet foot">
              {t('live')}: <a href={live}>{live}</a>
            </p>
          )}
        </article>
      </main>
    </>
  )
}

interface PartProps {
  readonly id: string
  readonly heading: string
  readonly children: ReactNode
}

function Part({ id, heading, children }: PartProps) {
  return (
    <section id={id} className="part" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{heading}</h2>
      {children}
    </section>
  )
}
