import { useEffect, useEffectEvent, useState } from 'react'

/** How long after the last key a search begins. */
const TYPING_MS = 200

/**
 * The text of a search field, and what sets it.
 *
 * @param value     the text that is searched for
 * @param onSearch  gets another text, once typing pauses
 */
export function useTyped(value: string, onSearch: (text: string) => void) {
  const [text, setText] = useState(value)
  const search = useEffectEvent(onSearch)
  useEffect(() => {
    if (text === value) return
    const timer = setTimeout(() => search(text), TYPING_MS)
    return () => clearTimeout(timer)
  }, [text, value])
  return [text, setText] as const
}
