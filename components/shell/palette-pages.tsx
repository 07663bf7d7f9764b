'use client'

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

const ICONS: Record<(typeof NAVIGATION)[number]['key'], LucideIcon> = {
  compare: Layers,
  downloads: Download,
  planner: PencilRuler,
  report: FileText,
  present: Presentation,
}

/** Pages to go to; strategies and switches come along. */
export function PalettePages({ run }: { readonly run: Run }) {
  const t = useTranslations('palette')
  const nav = useTranslations('nav')
  const goTo = useGoTo()
  return (
    <PaletteGroup heading={t('groups.pages')}>
      {NAVIGATION.map(({ key, path }) => (
        <PaletteItem
          key={key}
          value={`page ${key}`}
          keywords={[nav(key), t('groups.pages')]}
          icon={ICONS[key]}
          onRun={run(() => goTo(path))}
        >
          {nav(key)}
        </PaletteItem>
      ))}
      <PaletteItem
        value="page method"
        keywords={[nav('method'), t('groups.pages')]}
        icon={BookOpen}
        onRun={run(() => goTo('/method'))}
      >
        {nav('method')}
      </PaletteItem>
    </PaletteGroup>
  )
}

/** What explains Strata itself. */
export function PaletteHelp({ run }: { readonly run: Run }) {
  const t = useTranslations('palette')
  return (
    <PaletteGroup heading={t('groups.help')}>
      <PaletteItem
        value="help shortcuts"
        keywords={[t('shortcuts')]}
        icon={Keyboard}
        note="?"
        onRun={run(() => showOverlay('shortcuts'))}
      >
        {t('shortcuts')}
      </PaletteItem>
      <PaletteItem
        value="help tour"
        keywords={[t('tour')]}
        icon={CircleHelp}
        onRun={run(() => showOverlay('tour'))}
      >
        {t('tour')}
      </PaletteItem>
    </PaletteGroup>
  )
}
