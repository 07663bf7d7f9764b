import { useTranslations } from 'next-intl'
import { type ComponentType, useRef, useState } from 'react'
import type { CompareInput, StrategyInput } from '@/lib/analysis/question'
import type { StrategyReport } from '@/lib/analysis/report'
import type { Units } from '@/lib/i18n/format'
import { MAX_STRATEGIES } from '@/lib/link/strategy-param'
import { AddRepository } from './add-repository'
import type { SortableProps } from './sortable'
import { type Handle, StrategyCard } from './strategy-card'

interface Props {
  readonly strategies: readonly StrategyReport[]
  readonly source: CompareInput['source']
  readonly basis: CompareInput['basis']
  readonly units: Units
  readonly onChange: (strategies: readonly StrategyInput[]) => void
}

interface Moving {
  readonly Sortable: ComponentType<SortableProps>
  readonly focused: number
}

/** The strategies that are compared, in their order; drag or use the keyboard to reorder. */
export function Picker({ strategies, source, basis, units, onChange }: Props) {
  const t = useTranslations('picker')
  const section = useRef<HTMLElement>(null)
  // What moves cards is fetched when somebody comes near them, and takes over from cards that stand still.
  const [moving, setMoving] = useState<Moving>()
  const inputs = strategies.map(({ input }) => input)
  // Colours stay with their strategies: they are written down before the positions change.
  const coloured = strategies.map(({ input, colour }) => ({ ...input, colour }))

  async function come() {
    const { default: Sortable } = await import('./sortable')
    // The panel of a card would go with the card that stands still.
    if (section.current?.querySelector('[aria-expanded=true]')) return
    const grips: readonly unknown[] = [...(section.current?.querySelectorAll('[data-grip]') ?? [])]
    setMoving((before) => before ?? { Sortable, focused: grips.indexOf(document.activeElement) })
  }
  function move(from: number, to: number) {
    const others = coloured.toSpliced(from, 1)
    onChange(others.toSpliced(to, 0, ...coloured.slice(from, from + 1)))
  }
  const draw = (index: number, handle: Handle = {}) => {
    const strategy = strategies[index]
    return (
      strategy && (
        <StrategyCard
          key={String(index)}
          {...handle}
          strategy={strategy}
          basis={basis}
          units={units}
          onChange={(next) => onChange(inputs.with(index, next))}
          onRemove={() => onChange(coloured.toSpliced(index, 1))}
        />
      )
    )
  }

  return (
    <section
      ref={section}
      aria-label={t('heading')}
      className="flex flex-wrap items-stretch gap-2"
      onPointerOver={({ target }) => isGrip(target) && void come()}
      onFocus={({ target }) => isGrip(target) && void come()}
    >
      {moving ? (
        <moving.Sortable count={strategies.length} focused={moving.focused} draw={draw} onMove={move} />
      ) : (
        strategies.map((_, index) => draw(index))
      )}
      {strategies.length < MAX_STRATEGIES ? (
        <AddRepository
          source={source}
          onAdd={(reference, saved) => onChange([...inputs, { reference, ...saved }])}
        />
      ) : (
        <p className="self-center text-muted text-xs">{t('full')}</p>
      )}
    </section>
  )
}

const isGrip = (target: EventTarget) => target instanceof Element && target.closest('[data-grip]') !== null
