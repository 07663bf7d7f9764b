import { createContext, type ReactNode, useContext, useState } from 'react'
import { DENSITY_COOKIE, type Density } from '@/components/ui/density-cookie'
import { remember } from './remember'

interface Value {
  readonly density: Density
  readonly setDensity: (density: Density) => void
}

const DensityContext = createContext<Value>({ density: 'comfortable', setDensity: () => {} })

interface Props {
  /** What the server drew. */
  readonly initial: Density
  readonly children: ReactNode
}

/** Knows how close things are. The page follows by `data-density` on <html>, the server by a cookie. */
export function DensityProvider({ initial, children }: Props) {
  const [density, set] = useState(initial)
  const setDensity = (next: Density) => {
    remember(DENSITY_COOKIE, next)
    document.documentElement.dataset.density = next
    set(next)
  }
  return <DensityContext value={{ density, setDensity }}>{children}</DensityContext>
}

export const useDensity = (): Value => useContext(DensityContext)
