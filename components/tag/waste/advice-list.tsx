import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Card } from '@/components/document/card'
import { Button } from '@/components/ui/button'
import type { Advice } from '@/lib/analysis/chain-report'
import { type AdviceGroup, groupedAdvice } from '@/lib/analysis/grouped-advice'
import type { PlaceTag } from '@/lib/analysis/place-report'
import { adviceText } from '@/lib/document/words/advice-words'
import { formatBytes, formatExactBytes } from '@/lib/i18n/format'
import { marked } from '@/lib/oci/plain'
import { useTag } from '../use-tag'
import { LayerButton } from './layer-button'
import { mergedRun } from './merged-run'

const SHOWN = 5
/** Layers of one cause that are named. */
const MOST_LAYERS = 6

interface Props {
  readonly advice: readonly Advice[]
  /** The series of the image. */
  readonly tags: readonly PlaceTag[]
}

/** What the Dockerfile could do, a cause each, the largest saving first. */
export function AdviceList({ advice: found, tags }: Props) {
  const t = useTranslations('waste')
  const advice = groupedAdvice(found, tags)
  const [unfolded, setUnfolded] = useState(false)
  const shown = unfolded ? advice : advice.slice(0, SHOWN)
  return (
    <Card title={t('advice')} note={t(advice.length === 0 ? 'noAdvice' : 'adviceNote')}>
      <ul className="divide-y divide-line">
        {shown.map((one) => (
          <AdviceItem key={`${one.code} ${one.layers.join(' ')}`} advice={one} tags={tags} />
        ))}
      </ul>
      {shown.length < advice.length && (
        <Button className="mt-3 print:hidden" onClick={() => setUnfolded(true)}>
          {t('showAll', { count: advice.length })}
        </Button>
      )}
    </Card>
  )
}

/** One piece of advice: the sentence, the steps that it is about, and for two commands what they become. */
function AdviceItem({ advice, tags }: Pick<Props, 'tags'> & { readonly advice: AdviceGroup }) {
  const t = useTranslations('waste')
  const { instructions, state } = useTag()
  const { code, layers, savedBytes, example } = advice
  const from = layers[0] ?? 0
  const by = layers.at(-1) ?? from
  const between = Math.max(0, by - from - 1)
  const [first = '', last = ''] = [instructions[from], instructions[by]]
  const isPair = code !== 'drop-repeated' && code !== 'between-releases' && layers.length === 2
  const merged = isPair ? mergedRun(first, last, between) : undefined
  return (
    <li className="flex min-w-0 flex-col gap-1.5 py-3 last:pb-0">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
        <p className="min-w-0 flex-1 basis-64 break-keep text-sm">{adviceText(t, advice, tags)}</p>
        <strong
          title={formatExactBytes(savedBytes)}
          className="whitespace-nowrap rounded-md bg-good-soft px-2 py-0.5 font-medium text-good text-sm tabular-nums"
        >
          {t('saves', { bytes: formatBytes(savedBytes, 'unpacked', state.units) })}
        </strong>
      </div>
      <ul className="flex min-w-0 flex-col text-sm">
        {layers.slice(0, MOST_LAYERS).map((position) => (
          <li key={position} className="min-w-0">
            <LayerButton position={position} long />
          </li>
        ))}
        {layers.length > MOST_LAYERS && (
          <li className="text-muted text-xs">{t('more', { count: layers.length - MOST_LAYERS })}</li>
        )}
      </ul>
      <p className="text-muted text-xs [overflow-wrap:anywhere]">
        {t.rich('example', { path: () => <code className="text-ink">/{marked(example)}</code> })}
      </p>
      {merged && (
        <div className="mt-1 grid max-w-4xl gap-2 md:grid-cols-2">
          {(['before', 'after'] as const).map((when) => (
            <figure key={when} className="min-w-0 rounded-md bg-sunken px-3 py-2">
              <figcaption className="text-muted text-xs">{t(when)}</figcaption>
              <pre className="whitespace-pre-wrap font-mono text-xs leading-5 [overflow-wrap:anywhere]">
                {merged[when]}
              </pre>
            </figure>
          ))}
        </div>
      )}
      {merged && between > 0 && <p className="text-muted text-xs">{t('between', { count: between })}</p>}
      {code === 'delete-where-created' && /^(?:COPY|ADD)\s/i.test(first) && (
        <p className="break-keep text-muted text-xs">{t('copied')}</p>
      )}
    </li>
  )
}
