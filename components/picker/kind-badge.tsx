import { useTranslations } from 'next-intl'
import { Hint } from '@/components/ui/hint'
import type { KindReport } from '@/lib/analysis/report'

/** The kind that was found, with the evidence for it. */
export function KindBadge({ kind, name }: { readonly kind: KindReport; readonly name: string }) {
  const t = useTranslations('kind')
  if (kind.kind === 'empty') return null
  const why = t(`${kind.kind}Why`, {
    chained: kind.chainedPairs,
    pairs: kind.pairs,
    shared: kind.sharedLayers,
    tags: kind.changesAt.join(', '),
  })
  const text = kind.base === undefined ? why : `${why} ${t('base', { base: kind.base })}`
  return (
    <Hint text={text}>
      <span className="whitespace-nowrap rounded-full border border-line bg-sunken px-2 py-0.5 text-xs">
        {name === t(kind.kind) ? t('evidence') : t(kind.kind)}
      </span>
    </Hint>
  )
}
