import { useEffect, useState } from 'react'

/** Whether the page has been there for a while: what is not part of its first paint comes then. @param ms  how long */
export function useSettled(ms: number): boolean {
  const [settled, setSettled] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(true), ms)
    return () => clearTimeout(timer)
  }, [ms])
  return settled
}
