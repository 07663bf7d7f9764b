'use client'

import { Binary, Languages, Scale } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { PaletteGroup, PaletteItem, type Run } from './palette-item'
import { type Choice, useChoices } from './use-choices'

/** Of options without a picture of their own. */
const ICONS = { basis: Scale, units: Binary, theme: Scale, language: Languages, density: Scale } as const

/** Basis, units and looks; what is chosen has a mark. */
export function PaletteSwitches({ run }: { readonly run: Run }) {
  const t = useTranslations('palette')
  const { basis, units, theme, language, density } = useChoices()
  const itemsOf = (id: keyof typeof ICONS, choice: Choice | undefined) =>
    choice?.options.map(({ value, title, sign }) => (
      <PaletteItem
        key={`${id} ${value}`}
        value={`${id} ${value}`}
        text={t(id, { value: title })}
        icon={typeof sign === 'string' ? ICONS[id] : sign}
        chosen={choice.value === value ? t('current') : undefined}
        onRun={run(() => choice.choose(value))}
      />
    ))
  return (
    <>
      {units !== undefined && (
        <PaletteGroup heading={t('groups.switches')}>
          {itemsOf('basis', basis)}
          {itemsOf('units', units)}
        </PaletteGroup>
      )}
      <PaletteGroup heading={t('groups.appearance')}>
        {itemsOf('theme', theme)}
        {itemsOf('language', language)}
        {itemsOf('density', density)}
      </PaletteGroup>
    </>
  )
}
