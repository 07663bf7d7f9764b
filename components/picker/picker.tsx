import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import {
  arrayMove,
  rectSortingStrategy,
  SortableContext,
  sortableKeyboardCoordinates,
} from '@dnd-kit/sortable'
import { useTranslations } from 'next-intl'
import type { CompareInput, StrategyInput } from '@/lib/analysis/question'
import type { StrategyReport } from '@/lib/analysis/report'
import type { Units } from '@/lib/i18n/format'
import { MAX_STRATEGIES } from '@/lib/link/strategy-param'
import { AddRepository } from './add-repository'
import { StrategyCard } from './strategy-card'

interface Props {
  readonly strategies: readonly StrategyReport[]
  readonly source: CompareInput['source']
  readonly basis: CompareInput['basis']
  readonly units: Units
  readonly onChange: (strategies: readonly StrategyInput[]) => void
}

/** The strategies that are compared, in their order; drag or use the keyboard to reorder. */
export function Picker({ strategies, source, basis, units, onChange }: Props) {
  const t = useTranslations('picker')
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 6 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  )
  const inputs = strategies.map(({ input }) => input)
  // Colours stay with their strategies: they are written down before the positions change.
  const coloured = strategies.map(({ input, colour }) => ({ ...input, colour }))
  const ids = strategies.map((_, index) => String(index + 1))

  function reorder({ active, over }: DragEndEvent) {
    if (!over || active.id === over.id) return
    onChange(arrayMove(coloured, ids.indexOf(String(active.id)), ids.indexOf(String(over.id))))
  }

  return (
    <section aria-label={t('heading')} className="flex flex-wrap items-stretch gap-2">
      <DndContext id="strategies" sensors={sensors} collisionDetection={closestCenter} onDragEnd={reorder}>
        <SortableContext items={ids} strategy={rectSortingStrategy}>
          {strategies.map((strategy, index) => (
            <StrategyCard
              key={ids[index]}
              id={ids[index]!}
              strategy={strategy}
              basis={basis}
              units={units}
              onChange={(next) => onChange(inputs.with(index, next))}
              onRemove={() => onChange(coloured.toSpliced(index, 1))}
            />
          ))}
        </SortableContext>
      </DndContext>
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
