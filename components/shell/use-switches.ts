import { usePathname } from 'next/navigation'
import { useQueryStates } from 'nuqs'
import type { Units } from '@/lib/i18n/format'
import { pageOf, parsersOf } from '@/lib/link/pages'
import { plannerParsers } from '@/lib/link/planner-state'
import { viewParsers } from '@/lib/link/view-state'
import type { Basis } from '@/lib/oci/bytes'

/** Basis and units of the page that is open, wherever on it they are switched. */
export function useSwitches() {
  const path = usePathname()
  const page = pageOf(path)
  const [{ basis, units }, set] = useQueryStates(
    {
      basis: page === 'planner' ? plannerParsers.basis : viewParsers.basis,
      units: viewParsers.units,
    },
    { history: path === '/' ? 'push' : 'replace' },
  )
  return {
    /** Absent where the page has no such switch: a tag's page shows both. */
    basis: page !== undefined && 'basis' in parsersOf(page) ? basis : undefined,
    units: path === '/method' ? undefined : units,
    setBasis: (next: Basis) => void set({ basis: next }),
    setUnits: (next: Units) => void set({ units: next }),
  }
}
