import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Check } from '@/components/ui/check'
import { FIELD } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import type { StrategyInput } from '@/lib/analysis/question'
import type { StrategyReport } from '@/lib/analysis/report'
import { schemeText, variantOption, variantText } from '@/lib/document/words/reading-words'
import { COLOURS } from '@/lib/link/strategy-param'
import { OrderFields } from './order-fields'
import { TextField } from './text-field'

interface Props {
  readonly strategy: StrategyReport
  readonly onChange: (input: StrategyInput) => void
}

const SLOTS = Array.from({ length: COLOURS }, (_, slot) => slot)

/** How a repository is read as a series: name, tag filter, variant, pre-releases, order, first or last n, colour. */
export default function StrategyEditor({ strategy, onChange: onAsk }: Props) {
  const { name, colour, reading } = strategy
  // What is chosen shows at once, and is what the next choice adds to: the answer that has it comes later.
  const [asked, setAsked] = useState({ after: strategy.input, input: strategy.input })
  const input = asked.after === strategy.input ? asked.input : strategy.input
  const isAnswered = input === strategy.input
  function onChange(next: StrategyInput) {
    setAsked({ after: strategy.input, input: next })
    onAsk(next)
  }
  const t = useTranslations('picker')
  const found = useTranslations('reading')
  const { take = 0 } = input
  const count = Math.abs(take) || 5
  return (
    <div className="flex flex-col gap-3">
      <TextField
        label={t('name')}
        value={input.name ?? ''}
        placeholder={name}
        onCommit={(text) => onChange({ ...input, name: text || undefined })}
      />
      <TextField
        label={t('filter')}
        value={input.filter ?? ''}
        placeholder="*"
        hint={t('filterHint')}
        onCommit={(text) => onChange({ ...input, filter: text || undefined })}
      />
      {reading && reading.variants.length > 1 && (
        <Select
          label={found('variant')}
          value={isAnswered ? reading.variant : (input.variant ?? '')}
          options={[
            ...reading.variants.map((one) => ({ value: one.name, text: variantOption(found, one) })),
            { value: '*', text: variantText(found, '*') },
          ]}
          onChange={(variant) => onChange({ ...input, variant: variant || undefined })}
        />
      )}
      {reading && reading.preReleases.tags > 0 && (
        <Check
          checked={isAnswered ? reading.preReleases.shown : (input.preReleases ?? reading.preReleases.shown)}
          onChange={(preReleases) => onChange({ ...input, preReleases })}
        >
          {found('preReleases', { tags: reading.preReleases.tags })}
        </Check>
      )}
      <Check
        checked={input.fold !== false}
        onChange={(on) => onChange({ ...input, fold: on ? undefined : false })}
      >
        {found('fold')}
      </Check>
      <OrderFields order={input.order} onChange={(order) => onChange({ ...input, order })}>
        {reading && schemeText(found, reading)}
      </OrderFields>
      <div className="flex items-center gap-2">
        <Select
          label={t('take')}
          value={take === 0 ? 'all' : take > 0 ? 'first' : 'last'}
          options={[
            { value: 'all', text: t('takeAll') },
            { value: 'first', text: t('takeFirst') },
            { value: 'last', text: t('takeLast') },
          ]}
          onChange={(end) =>
            onChange({ ...input, take: { all: undefined, first: count, last: -count }[end] })
          }
        />
        {take !== 0 && (
          <input
            type="number"
            min={1}
            max={2000}
            aria-label={t('takeCount')}
            value={count}
            onChange={(event) => {
              const next = Number.parseInt(event.target.value, 10)
              if (next > 0) onChange({ ...input, take: Math.sign(take) * next })
            }}
            className={`${FIELD} w-20 tabular-nums`}
          />
        )}
      </div>
      <fieldset className="flex items-center gap-2">
        <legend className="float-left mr-2 text-muted">{t('colour')}</legend>
        {SLOTS.map((slot) => (
          <button
            key={slot}
            type="button"
            aria-label={t('colourN', { n: slot + 1 })}
            aria-pressed={slot === colour}
            onClick={() => onChange({ ...input, colour: slot })}
            style={{ background: `var(--accent-${slot})` }}
            className="size-6 cursor-pointer rounded-full aria-pressed:ring-2 aria-pressed:ring-ink aria-pressed:ring-offset-2 aria-pressed:ring-offset-surface"
          />
        ))}
      </fieldset>
    </div>
  )
}
