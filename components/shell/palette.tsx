import { Command } from 'cmdk'
import {
  Binary,
  BookOpen,
  CircleHelp,
  Download,
  FileText,
  Keyboard,
  Languages,
  Layers,
  PencilRuler,
  Presentation,
  Scale,
  Search,
} from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Dialog } from '@/components/ui/dialog'
import type { OfferedCard } from '@/lib/document/cards'
import { NAVIGATION } from '@/lib/link/pages'
import { showOverlay } from './overlay-store'
import { PaletteExports } from './palette-exports'
import { PaletteFinder } from './palette-finder'
import { type Line, PaletteGroup, type Run } from './palette-group'
import { useChoices } from './use-choices'
import { useGoTo } from './use-go-to'

interface Props {
  readonly cards: readonly OfferedCard[]
  readonly onClose: () => void
}

const PLACES = [...NAVIGATION, { key: 'method', path: '/method' }] as const

const ICONS = {
  compare: Layers,
  downloads: Download,
  planner: PencilRuler,
  report: FileText,
  present: Presentation,
  method: BookOpen,
  shortcuts: Keyboard,
  tour: CircleHelp,
  // Of choices without a picture of their own.
  basis: Scale,
  units: Binary,
  theme: Scale,
  language: Languages,
  density: Scale,
} as const

/** Everything that can be gone to, switched or taken away, by typing a part of its name. */
export default function Palette({ cards, onClose }: Props) {
  const t = useTranslations('palette')
  const nav = useTranslations('nav')
  const goTo = useGoTo()
  const choices = useChoices()
  const [text, setText] = useState('')
  const run: Run = (act) => {
    onClose()
    act()
  }
  const pages = PLACES.map(({ key, path }): Line => {
    const keywords = [t('groups.pages')]
    return { value: `page ${key}`, text: nav(key), keywords, icon: ICONS[key], act: () => goTo(path) }
  })
  const linesOf = (id: keyof typeof choices): readonly Line[] => {
    const { options = [], value: current, choose } = choices[id] ?? {}
    return options.map(({ value, title, sign }) => ({
      value: `${id} ${value}`,
      text: t(id, { value: title }),
      icon: typeof sign === 'string' ? ICONS[id] : sign,
      chosen: value === current ? t('current') : undefined,
      act: () => choose?.(value),
    }))
  }
  const help = (['shortcuts', 'tour'] as const).map((id): Line => {
    const note = id === 'shortcuts' ? '?' : undefined
    return { value: `help ${id}`, text: t(id), icon: ICONS[id], note, act: () => showOverlay(id) }
  })
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
          <PaletteGroup heading={t('groups.pages')} lines={pages} run={run} />
          <PaletteFinder text={text} run={run} />
          {choices.units && (
            <PaletteGroup
              heading={t('groups.switches')}
              lines={[...linesOf('basis'), ...linesOf('units')]}
              run={run}
            />
          )}
          <PaletteGroup
            heading={t('groups.appearance')}
            lines={[...linesOf('theme'), ...linesOf('language'), ...linesOf('density')]}
            run={run}
          />
          <PaletteExports cards={cards} run={run} />
          <PaletteGroup heading={t('groups.help')} lines={help} run={run} />
        </Command.List>
        <p className="hidden border-line border-t px-4 py-2 text-muted text-xs sm:block">{t('keys')}</p>
      </Command>
    </Dialog>
  )
}

/** Every word that is typed has to be in the line somewhere; a line that begins with them goes first. */
function match(value: string, search: string, keywords: readonly string[] = []): number {
  const texts = [value, ...keywords].map((text) => text.toLowerCase())
  const typed = search.trim().toLowerCase()
  if (texts.some((text) => text.startsWith(typed))) return 1
  const all = texts.join(' ')
  return typed.split(/\s+/).every((word) => all.includes(word)) ? 0.5 : 0
}
