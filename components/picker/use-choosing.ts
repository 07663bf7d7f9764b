import { useState } from 'react'
import type { StrategyInput } from '@/lib/analysis/question'
import type { CompareReport } from '@/lib/analysis/report'

/**
 * Whether a person chooses repositories: where none is shown, and on a live engine also after the last one was removed or
 * others were asked for. With none in the link, live sources would be looked through again, and the same come back.
 */
export function useChoosing(
  report: CompareReport | undefined,
  onPick: (strategies: StrategyInput[]) => void,
) {
  const [choosing, setChoosing] = useState(false)
  return {
    isChoosing: choosing || (report?.strategies ?? []).length === 0,
    setChoosing,
    pick(strategies: readonly StrategyInput[]) {
      setChoosing(strategies.length === 0 && report?.source === 'live')
      onPick([...strategies])
    },
  }
}
