'use client'

import { Rows3, Rows4 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useDensity } from '@/components/ui/density'
import { DENSITIES } from '@/components/ui/density-cookie'
import { Segmented } from '@/components/ui/segmented'

const ICONS = { comfortable: Rows3, compact: Rows4 } as const

/** How close rows and cards stand. */
export function DensitySwitch() {
  const t = useTranslations('density')
  const { density, setDensity } = useDensity()
  return (
    <Segmented
      label={t('label')}
      value={density}
      options={DENSITIES.map((value) => {
        const Icon = ICONS[value]
        return { value, text: <Icon className="size-4" aria-hidden="true" />, title: t(value) }
      })}
      onChange={setDensity}
    />
  )
}
