import { type ComponentType, lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { useNear } from './use-near'

/**
 * A part of a page far below its top. The server draws it like any other; what it needs to listen is loaded when it
 * comes near the view, or as soon as somebody uses the page. Until then it stays as it was drawn first.
 */
export function whenNear<Props extends object>(
  load: () => Promise<{ readonly default: ComponentType<Props> }>,
): ComponentType<Props> {
  let come = () => {}
  const near = new Promise<void>((resolve) => {
    come = resolve
  })
  const Part = lazy(async () => {
    if (typeof window !== 'undefined') await near
    return await load()
  })
  return function Near(props: Props) {
    const box = useRef<HTMLDivElement>(null)
    const [first] = useState(props)
    const [listens, setListens] = useState(false)
    const isNear = useNear(box, { acted: true })
    useEffect(() => {
      if (isNear) come()
    }, [isNear])
    // A change would have what the server drew thrown away before it listens.
    const shown = listens ? props : first
    const part = useMemo(
      () => (
        <Suspense fallback={<div className="h-96 rounded-xl border border-line bg-surface" />}>
          <Part {...shown} />
          <Mounted onMount={setListens} />
        </Suspense>
      ),
      [shown],
    )
    return (
      <div ref={box} className="min-w-0">
        {part}
      </div>
    )
  }
}

/** Says when what it stands beside listens. */
function Mounted({ onMount }: { readonly onMount: (listens: boolean) => void }) {
  useEffect(() => onMount(true), [onMount])
  return null
}
