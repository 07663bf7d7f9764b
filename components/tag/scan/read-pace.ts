import type { ScanEvent } from '@/lib/analysis/chain-report'

type Progress = Extract<ScanEvent, { kind: 'progress' }>

/** A pace that is judged earlier is noise. */
const SETTLED_MS = 800

/** How far a reading is, from 0 to 1, and how long it still takes; absent while that is not known. */
export function paceOf({ readBytes, totalBytes, elapsedMs }: Progress): {
  readonly share?: number
  readonly secondsLeft?: number
} {
  if (!totalBytes) return {}
  // An engine's total is an estimate: what is read may exceed it.
  const share = Math.min(1, readBytes / totalBytes)
  if (share === 0 || elapsedMs < SETTLED_MS) return { share }
  return { share, secondsLeft: Math.ceil((elapsedMs / 1000) * (1 / share - 1)) }
}
