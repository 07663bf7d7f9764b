'use client'

import { Command } from 'cmdk'
import { Search } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Dialog } from '@/components/ui/dialog'
import type { OfferedCard } from '@/lib/document/cards'
import { PaletteExports } from './palette-exports'
import { PaletteFinder } from './palette-finder'
import type { Run } from './palette-item'
import { PaletteHelp, PalettePages } from './palette-pages'
import { PaletteSwitches } from './palette-switches'

interface Props {
  readonly cards: readonly OfferedCard[]
  readonly onClose: () => void
}

/** Everything that can be gone to, switched or taken away, by typing a part of its name. */
export default function Palette({ cards, onClose }: Props) {
  const t = useTranslations('palette')
  const [text, setText] = useState('')
  const run: Run = (action) => () => {
    onClose()
    action()
  }
  return (
    <Dialog title={t('title')} bare onClose={onClose}>
      <Command label={t('title')} loop filter={match} className="flex min-h-0 flex-col">
        <div className="flex items-center gap-2.5 border-line border-b px-4">
          <Search className="size-4 shrink-0 text-muted" aria-hidden="true" />
          <Command.Input
            value={text}
            onValueChange={setText}
            placeholder={t('search')}
            maxLength={300}
            className="min-h-12 w-full min-w-0 bg-transparent outline-none placeholder:text-muted"
          />
        </div>
        <Command.List label={t('results')} className="min-h-0 flex-1 overflow-y-auto scroll-py-2 p-2">
          <Command.Empty className="px-2.5 py-6 text-sm">
            <p className="[overflow-wrap:anywhere]">{t('nothing', { text })}</p>
            <p className="mt-1 text-muted">{t('nothingHint')}</p>
          </Command.Empty>
          <PalettePages run={run} />
          <PaletteFinder text={text} run={run} />
          <PaletteSwitches run={run} />
          <PaletteExports cards={cards} run={run} />
          <PaletteHelp run={run} />
        </Command.List>
        <p className="hidden border-line border-t px-4 py-2 text-muted text-xs sm:block">{t('keys')}</p>
      </Command>
    </Dialog>
  )
}

/** Every word that is typed has to stand in the line somewhere; a line that begins with them goes first. */
function match(value: string, search: string, keywords: readonly string[] = []): number {
  const texts = [value, ...keywords].map((text) => text.toLowerCase())
  const typed = search.trim().toLowerCase()
  if (texts.some((text) => text.startsWith(typed))) return 1
  const all = texts.join(' ')
  return typed.split(/\s+/).every((word) => all.includes(word)) ? 0.5 : 0
}
