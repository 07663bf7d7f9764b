import type { CSSProperties } from 'react'
import { type Move, moveOf, type Place } from '@/lib/document/downloads/cells'
import { type Scale, stepOf } from '@/lib/document/downloads/scale'
import styles from './heat.module.css'

/** Colours and marks of a cell. */
export function cellStyle(scale: Scale | undefined, place: Place, bytes: number | null) {
  const move = moveOf(place)
  return { className: classOf(move, bytes), style: colourOf(scale, move, bytes) }
}

function classOf(move: Move, bytes: number | null): string {
  const names = [styles.cell]
  if (bytes === null) names.push(styles.unknown)
  else if (move === 'same') names.push(styles.same)
  else {
    if (bytes === 0) names.push(styles.zero)
    if (move === 'rollback') names.push(styles.rollback)
  }
  if (move === 'next') names.push(styles.next)
  return names.join(' ')
}

function colourOf(scale: Scale | undefined, move: Move, bytes: number | null): CSSProperties | undefined {
  if (bytes === null || move === 'same') return undefined
  const step = stepOf(scale, bytes)
  return step < 0 ? undefined : stepStyle(step)
}

export const stepStyle = (step: number): CSSProperties => ({
  backgroundColor: `var(--heat-${step})`,
  color: `var(--heat-ink-${step})`,
})
