import { useTranslations } from 'next-intl'
import { FIELD, Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import type { StrategyInput, TagOrder } from '@/lib/analysis/question'
import { COLOURS, TAG_ORDERS } from '@/lib/link/strategy-param'

interface Props {
  readonly input: StrategyInput
  readonly name: string
  readonly colour: number
  readonly onChange: (input: StrategyInput) => void
}

const SLOTS = Array.from({ length: COLOURS }, (_, slot) => slot)

/** How a repository is read as a series: name, colour, tag filter, order, first or last n. */
export function StrategyEditor({ input, name, colour, onChange }: Props) {
  const t = useTranslations('picker')
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
      <Select<TagOrder>
        label={t('order')}
        value={input.order ?? 'version'}
        options={TAG_ORDERS.map((value) => ({ value, text: t(value === 'name' ? 'byName' : value) }))}
        onChange={(order) => onChange({ ...input, order })}
      />
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

interface FieldProps {
  readonly label: string
  readonly value: string
  readonly placeholder: string
  readonly hint?: string
  readonly onCommit: (text: string) => void
}

/** A text that takes effect with Enter or when it is left, not at each key. */
function TextField({ label, value, placeholder, hint, onCommit }: FieldProps) {
  const commit = (text: string) => text !== value && onCommit(text.trim())
  return (
    <Field label={label}>
      {(id) => (
        <>
          <input
            id={id}
            defaultValue={value}
            placeholder={placeholder}
            maxLength={200}
            onBlur={(event) => commit(event.target.value)}
            onKeyDown={(event) => event.key === 'Enter' && commit(event.currentTarget.value)}
            className={FIELD}
          />
          {hint && <span className="text-muted text-xs">{hint}</span>}
        </>
      )}
    </Field>
  )
}
