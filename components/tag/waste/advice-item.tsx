import { useTranslations } from 'next-intl'
import type { Advice } from '@/lib/analysis/chain-report'
import { adviceText } from '@/lib/document/words/advice-words'
import { formatBytes, formatExactBytes } from '@/lib/i18n/format'
import { LayerButton } from './layer-button'
import { mergedRun } from './merged-run'
import type { WasteProps } from './waste-props'

interface Props extends Omit<WasteProps, 'waste'> {
  readonly advice: Advice
}

/** One piece of advice: the sentence, the steps that it is about, and for two commands what they become. */
export function AdviceItem({ advice, units, ...chain }: Props) {
  const t = useTranslations('waste')
  const { code, layers: steps, savedBytes, example } = advice
  const from = steps[0] ?? 0
  const by = steps.at(-1) ?? from
  const between = Math.max(0, by - from - 1)
  const [first = '', last = ''] = [from, by].map((step) => chain.layers[step]?.instruction)
  const isPair = code !== 'drop-repeated' && from !== by
  const merged = isPair ? mergedRun(first, last, between) : undefined
  return (
    <li className="flex min-w-0 flex-col gap-1.5 py-3 last:pb-0">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
        <p className="min-w-0 flex-1 basis-64 break-keep text-sm">{adviceText(t, advice)}</p>
        <strong
          title={formatExactBytes(savedBytes)}
          className="whitespace-nowrap rounded-md bg-good-soft px-2 py-0.5 font-medium text-good text-sm tabular-nums"
        >
          {t('saves', { bytes: formatBytes(savedBytes, units) })}
        </strong>
      </div>
      <ul className="flex min-w-0 flex-col text-sm">
        {[...new Set(steps)].map((step) => (
          <li key={step} className="min-w-0">
            <LayerButton position={step} long {...chain} />
          </li>
        ))}
      </ul>
      <p className="text-muted text-xs [overflow-wrap:anywhere]">
        {t.rich('example', { path: () => <code className="text-ink">/{example}</code> })}
      </p>
      {merged && (
        <div className="mt-1 grid max-w-4xl gap-2 md:grid-cols-2">
          <Snippet title={t('before')} text={merged.before} />
          <Snippet title={t('after')} text={merged.after} />
        </div>
      )}
      {merged && between > 0 && <p className="text-muted text-xs">{t('between', { count: between })}</p>}
      {code === 'delete-where-created' && /^(?:COPY|ADD)\s/i.test(first) && (
        <p className="break-keep text-muted text-xs">{t('copied')}</p>
      )}
    </li>
  )
}

function Snippet({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <figure className="min-w-0 rounded-md bg-sunken px-3 py-2">
      <figcaption className="text-muted text-xs">{title}</figcaption>
      <pre className="whitespace-pre-wrap font-mono text-xs leading-5 [overflow-wrap:anywhere]">{text}</pre>
    </figure>
  )
}
