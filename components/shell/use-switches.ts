import { usePathname } from 'next/navigation'
import { useQueryStates } from 'nuqs'
import { viewParsers } from '@/lib/link/view-state'

type Basis = 'transfer' | 'unpacked'
type Units = 'decimal' | 'binary'

/** Pages whose figures follow the basis; a tag's page shows both. */
const WITH_BASIS = ['/', '/downloads', '/planner', '/report', '/present']

/** Basis and units of the page that is open, wherever on it they are switched. */
export function useSwitches() {
  const path = usePathname()
  const [{ basis, units }, set] = useQueryStates(
    {
      // The planner's tables are the articles'.
      basis: viewParsers.basis.withDefault(path === '/planner' ? 'unpacked' : 'transfer'),
      units: viewParsers.units,
    },
    { history: path === '/' ? 'push' : 'replace' },
  )
  return {
    /** Absent where the page has no such switch. */
    basis: WITH_BASIS.includes(path) ? basis : undefined,
    units: path === '/method' ? undefined : units,
    setBasis: (next: Basis) => void set({ basis: next }),
    setUnits: (next: Units) => void set({ units: next }),
  }
}
