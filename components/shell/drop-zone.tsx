import dynamic from 'next/dynamic'
import { useEffect, useEffectEvent, useState } from 'react'

/** Comes with the first file that is held over the page. */
const DropTarget = dynamic(() => import('./drop-target'), { ssr: false })

const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false

/** Takes a file that is dropped anywhere on the page, and says so while one is held over it. */
export function DropZone() {
  const [held, setHeld] = useState<boolean>()
  const [files, setFiles] = useState<readonly File[]>([])

  const drop = useEffectEvent((event: DragEvent) => {
    if (!hasFiles(event)) return
    event.preventDefault()
    setHeld(false)
    setFiles([...(event.dataTransfer?.files ?? [])])
  })
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!hasFiles(event)) return
      // Otherwise the browser would leave the page for the file.
      event.preventDefault()
      setHeld(true)
    }
    const leave = (event: DragEvent) => {
      // From one element to another it is still over the page.
      if (event.relatedTarget === null) setHeld((before) => before && false)
    }
    const listening = new AbortController()
    const { signal } = listening
    window.addEventListener('dragenter', over, { signal })
    window.addEventListener('dragover', over, { signal })
    window.addEventListener('dragleave', leave, { signal })
    window.addEventListener('drop', (event) => drop(event), { signal })
    return () => listening.abort()
  }, [])
  return held !== undefined && <DropTarget held={held} files={files} />
}
