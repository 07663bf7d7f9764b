import type { LucideIcon } from 'lucide-react'
import type { ComponentProps } from 'react'

interface Props extends ComponentProps<'button'> {
  readonly tone?: 'plain' | 'strong' | 'quiet'
  /** Before its words. */
  readonly icon?: LucideIcon
}

const TONES = {
  plain: 'border border-line bg-surface hover:border-line-strong',
  strong: 'bg-brand text-brand-ink hover:opacity-90',
  quiet: 'text-muted hover:bg-sunken hover:text-ink',
} as const

export function Button({ tone = 'plain', icon: Icon, className = '', children, ...rest }: Props) {
  return (
    <button
      type="button"
      className={`inline-flex min-h-8 cursor-pointer items-center justify-center gap-1.5 rounded-md px-2.5 text-sm disabled:cursor-not-allowed disabled:opacity-50 ${TONES[tone]} ${className}`}
      {...rest}
    >
      {Icon && <Icon className="size-4" aria-hidden="true" />}
      {children}
    </button>
  )
}

/** A button without words to see. @param label  for screen readers */
export function IconButton({ label, ...rest }: Props & { readonly label: string }) {
  return <Button tone="quiet" aria-label={label} className="px-1.5" {...rest} />
}
