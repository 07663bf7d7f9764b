import type { ButtonHTMLAttributes, Ref } from 'react'

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly tone?: 'plain' | 'strong' | 'quiet'
  readonly ref?: Ref<HTMLButtonElement>
}

const TONES = {
  plain: 'border border-line bg-surface hover:border-line-strong',
  strong: 'bg-brand text-brand-ink hover:opacity-90',
  quiet: 'text-muted hover:bg-sunken hover:text-ink',
} as const

export function Button({ tone = 'plain', className = '', ref, ...rest }: Props) {
  return (
    <button
      type="button"
      ref={ref}
      className={`inline-flex min-h-8 cursor-pointer items-center justify-center gap-1.5 rounded-md px-2.5 text-sm disabled:cursor-not-allowed disabled:opacity-50 ${TONES[tone]} ${className}`}
      {...rest}
    />
  )
}
