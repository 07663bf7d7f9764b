'use client'

import { Copy } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { notify } from './notices'

/** A command to run in a terminal, with a button that copies it. */
export function CommandLine({ text }: { readonly text: string }) {
  const t = useTranslations('palette')
  async function copy() {
    try {
      await navigator.clipboard.writeText(text)
      notify({ tone: 'good', text: t('copied') })
    } catch {
      notify({ tone: 'bad', text: t('copyFailed') })
    }
  }
  return (
    <span className="flex items-center gap-1 rounded-md bg-sunken py-0.5 pr-0.5 pl-2.5 text-left text-ink">
      <code className="min-w-0 flex-1 text-xs [overflow-wrap:anywhere]">{text}</code>
      <button
        type="button"
        onClick={() => void copy()}
        aria-label={t('copy', { text })}
        className="grid size-7 shrink-0 cursor-pointer place-items-center rounded text-muted hover:text-ink"
      >
        <Copy className="size-3.5" aria-hidden="true" />
      </button>
    </span>
  )
}
