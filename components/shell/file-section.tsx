import type { LucideIcon } from 'lucide-react'
import { type ReactNode, useRef } from 'react'
import { Button } from '@/components/ui/button'

interface Props {
  readonly heading: string
  /** The lines of what can be opened already. */
  readonly children: ReactNode
  readonly listClass?: string
  /** Of the files that the dialog offers. */
  readonly accept: string
  readonly fileLabel: string
  readonly icon: LucideIcon
  readonly buttonText: string
  readonly busy: boolean
  readonly onFile: (file: File) => void
  readonly error?: string | undefined
  readonly note: string
}

/** What can be opened, and a button for one more from this computer. */
export function FileSection({ heading, children, listClass = '', accept, fileLabel, ...props }: Props) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <section aria-label={heading} className="mt-3 border-line border-t pt-3">
      <h3 className="font-medium text-sm">{heading}</h3>
      <ul className={`my-1.5 flex flex-col ${listClass}`}>{children}</ul>
      <input
        ref={input}
        type="file"
        accept={accept}
        aria-label={fileLabel}
        className="sr-only"
        tabIndex={-1}
        onChange={({ target }) => {
          const [file] = target.files ?? []
          if (file) props.onFile(file)
          target.value = ''
        }}
      />
      <Button onClick={() => input.current?.click()} disabled={props.busy} icon={props.icon}>
        {props.buttonText}
      </Button>
      {props.error !== undefined && (
        <p role="alert" className="mt-2 text-bad text-xs [overflow-wrap:anywhere]">
          {props.error}
        </p>
      )}
      <p className="mt-1.5 text-muted text-xs">{props.note}</p>
    </section>
  )
}
