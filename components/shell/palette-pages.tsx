import {
  BookOpen,
  CircleHelp,
  Download,
  FileText,
  Keyboard,
  Layers,
  type LucideIcon,
  PencilRuler,
  Presentation,
} from 'lucide-react'
import { useTranslations } from 'next-intl'
import { NAVIGATION } from '@/lib/link/pages'
import { showOverlay } from './overlay-store'
import { PaletteGroup, PaletteItem, type Run } from './palette-item'
import { useGoTo } from './use-go-to'

const PLACES = [...NAVIGATION, { key: 'method', path: '/method' }] as const

const ICONS: Record<(typeof PLACES)[number]['key'], LucideIcon> = {
  compare: Layers,
  downloads: Download,
  planner: PencilRuler,
  report: FileText,
  present: Presentation,
  method: BookOpen,
}

/** Pages to go to; strategies and switches come along. */
export function PalettePages({ run }: { readonly run: Run }) {
  const t = useTranslations('palette')
  const nav = useTranslations('nav')
  const goTo = useGoTo()
  return (
    <PaletteGroup heading={t('groups.pages')}>
      {PLACES.map(({ key, path }) => (
        <PaletteItem
          key={key}
          value={`page ${key}`}
          text={nav(key)}
          keywords={[t('groups.pages')]}
          icon={ICONS[key]}
          onRun={run(() => goTo(path))}
        />
      ))}
    </PaletteGroup>
  )
}

const HELP = [
  { id: 'shortcuts', icon: Keyboard, note: '?' },
  { id: 'tour', icon: CircleHelp, note: undefined },
] as const

/** What explains Strata itself. */
export function PaletteHelp({ run }: { readonly run: Run }) {
  const t = useTranslations('palette')
  return (
    <PaletteGroup heading={t('groups.help')}>
      {HELP.map(({ id, icon, note }) => (
        <PaletteItem
          key={id}
          value={`help ${id}`}
          text={t(id)}
          icon={icon}
          note={note}
          onRun={run(() => showOverlay(id))}
        />
      ))}
    </PaletteGroup>
  )
}
