'use client'

import { Check, Pencil } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'

/** A heading, not a text. */
const MOST_TITLE = 200

interface Props {
  readonly value: string
  /** What the field is called. */
  readonly label: string
  /** What the button that opens it says. */
  readonly edit: string
  readonly multiline?: boolean
  readonly placeholder?: string
  /** Below the field. */
  readonly hint?: string
  readonly onChange: (value: string) => void
  /** The text as it is read: what is printed and saved, also while it is edited. */
  readonly children: ReactNode
}

/** A text of the sheet that is edited where it stands; its controls are neither printed nor saved. */
export function Editable({
  value,
  label,
  edit,
  multiline = false,
  placeholder,
  hint,
  onChange,
  children,
}: Props) {
  const t = useTranslations('report')
  const [before, setBefore] = useState<string>()
  const opener = useRef<HTMLButtonElement>(null)
  const editing = before !== undefined

  function close() {
    setBefore(undefined)
    // The button comes back after this.
    requestAnimationFrame(() => opener.current?.focus())
  }
  return (
    <div className={editing ? '' : 'group relative'}>
      <div className={editing ? 'hidden print:block' : ''}>{children}</div>
      {editing ? (
        <div data-export="no" className="my-2 print:hidden">
          <textarea
            ref={focusAtEnd}
            aria-label={label}
            value={value}
            rows={multiline ? 6 : 1}
            maxLength={multiline ? undefined : MOST_TITLE}
            placeholder={placeholder}
            onChange={({ target }) => onChange(multiline ? target.value : target.value.replace(/\n/g, ' '))}
            onKeyDown={(event) => {
              if (event.nativeEvent.isComposing) return
              if (event.key === 'Escape') {
                onChange(before)
                close()
              } else if (event.key === 'Enter' && (!multiline || event.ctrlKey || event.metaKey)) {
                event.preventDefault()
                close()
              }
            }}
            className={`block w-full resize-y rounded-md border border-line-strong bg-surface px-3 py-2 text-ink [field-sizing:content] ${multiline ? 'text-base' : 'font-semibold text-2xl leading-tight'}`}
          />
          <div className="mt-1.5 flex flex-wrap items-center gap-3">
            <Button onClick={close}>
              <Check className="size-4" aria-hidden="true" />
              {t('done')}
            </Button>
            {hint && <span className="text-muted text-xs">{hint}</span>}
          </div>
        </div>
      ) : (
        <button
          ref={opener}
          type="button"
          data-export="no"
          onClick={() => setBefore(value)}
          className="mt-1.5 inline-flex min-h-7 cursor-pointer items-center gap-1.5 rounded-md px-2 text-muted text-sm hover:bg-sunken hover:text-ink print:hidden -ml-2"
        >
          <Pencil className="size-3.5" aria-hidden="true" />
          {edit}
        </button>
      )}
    </div>
  )
}

/** A field that a person has asked for takes what is typed next. */
function focusAtEnd(field: HTMLTextAreaElement | null): void {
  field?.focus()
  field?.setSelectionRange(field.value.length, field.value.length)
}
