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
  rectSortingStrategy,
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
} from '@dnd-kit/sortable'
import { CSS } from '@dnd-kit/utilities'
import { type ReactNode, useEffect, useRef } from 'react'
import type { Handle } from './strategy-card'

export interface SortableProps {
  readonly count: number
  /** Which grip had the keyboard when this took over; -1 for none. */
  readonly focused: number
  readonly draw: (place: number, handle: Handle) => ReactNode
  readonly onMove: (from: number, to: number) => void
}

/** Cards that can be dragged, or moved by the keyboard, into another order. */
export default function Sortable({ count, focused, draw, onMove }: SortableProps) {
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 6 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  )
  const ids = Array.from({ length: count }, (_, index) => String(index + 1))
  function move({ active, over }: DragEndEvent) {
    if (over && active.id !== over.id) onMove(ids.indexOf(String(active.id)), ids.indexOf(String(over.id)))
  }
  return (
    <DndContext id="strategies" sensors={sensors} collisionDetection={closestCenter} onDragEnd={move}>
      <SortableContext items={ids} strategy={rectSortingStrategy}>
        {ids.map((id, place) => (
          <Item key={id} id={id} focused={place === focused} draw={(handle) => draw(place, handle)} />
        ))}
      </SortableContext>
    </DndContext>
  )
}

interface ItemProps {
  readonly id: string
  readonly focused: boolean
  readonly draw: (handle: Handle) => ReactNode
}

function Item({ id, focused, draw }: ItemProps) {
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, ...drag } = useSortable({ id })
  const grip = useRef<HTMLElement>(null)
  useEffect(() => {
    if (focused) grip.current?.focus()
  }, [focused])
  return draw({
    card: setNodeRef,
    style: { transform: CSS.Translate.toString(drag.transform), transition: drag.transition },
    dragging: drag.isDragging,
    grip: {
      ...attributes,
      ...listeners,
      ref: (node) => {
        grip.current = node
        setActivatorNodeRef(node)
      },
    },
  })
}
