'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { NumberField } from '@/components/ui/number-field'
import { Select } from '@/components/ui/select'
import { profileMeant, UNPACK_ORDERS } from '@/lib/analysis/pull/profiles'
import { RULE_IDS, type RuleId } from '@/lib/analysis/pull/rules'
import { linkProblem, type SettledLink } from '@/lib/document/downloads/pull-timeline'
import { ruleFacts } from '@/lib/document/method/profile-facts'
import { AS_PROFILED, type DownloadsState } from '@/lib/link/downloads-state'

interface Props {
  readonly state: DownloadsState
  /** The state with what the host's profile sets. */
  readonly link: SettledLink
  /** The store's rule in use. */
  readonly rule: RuleId
  readonly onLink: (next: Partial<DownloadsState>) => void
}

const NETWORK = [
  { name: 'bw', unit: 'MB/s', of: 'bandwidth', min: 1, max: 1250, step: 1 },
  { name: 'lat', unit: 'ms', of: 'latency', min: 0, max: 500, step: 5 },
  { name: 'disk', unit: 'MB/s', of: 'unpack', min: 10, max: 2000, step: 10 },
] as const

const HOST = [
  { name: 'conc', sets: 'downloads', unit: '', of: 'concurrency', min: 1, max: 32, step: 1 },
  { name: 'part', sets: 'partMib', unit: 'MiB', of: 'parts', min: 0, max: 64, step: 1 },
  { name: 'lanes', sets: 'lanes', unit: '', of: 'lanes', min: 1, max: 16, step: 1 },
] as const

/** The network and the host that a pull is played on: a slider and an exact field for each figure. */
export function LinkForm({ state, link, rule, onLink }: Props) {
  const t = useTranslations('pull')
  const words = useTranslations('profiles')
  const topics = useTranslations('help.topics')
  const host = profileMeant(state, rule)
  const profile = words(`name.${host.id}`)
  const isAsProfiled =
    rule === host.rule &&
    link.unpack === host.order &&
    HOST.every(({ name, sets }) => link[name] === host[sets])
  // What is as the profile has it is not written in the link.
  const set = <K extends keyof SettledLink>(name: K, value: SettledLink[K], own: SettledLink[K]) =>
    onLink({ [name]: value === own ? null : value })
  const field = (
    { name, unit, of, ...range }: Omit<(typeof NETWORK)[number] | (typeof HOST)[number], 'sets'>,
    label: string,
    onValue: (value: number) => void,
  ) => (
    <NumberField
      key={name}
      label={label}
      unit={name === 'part' && link.part === 0 ? words('wholeLayer') : unit}
      value={link[name]}
      problemOf={(value) =>
        linkProblem({ ...link, [name]: value ?? Number.NaN }) === of ? t('absurd') : undefined
      }
      onValue={(value) => value !== null && onValue(value)}
    >
      <input
        type="range"
        aria-label={label}
        {...range}
        value={link[name]}
        onChange={(event) => onValue(Number(event.target.value))}
        className="w-32 accent-brand"
      />
    </NumberField>
  )
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-start gap-x-6 gap-y-3">
        {NETWORK.map((one) => field(one, t(`link.${one.name}`), (value) => onLink({ [one.name]: value })))}
      </div>
      <fieldset className="flex min-w-0 flex-col gap-2 rounded-lg border border-line p-3">
        <legend className="px-1 text-muted text-sm">{words('label')}</legend>
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
          {words(isAsProfiled ? 'as' : 'changedFrom', { profile })}
          {!isAsProfiled && <Button onClick={() => onLink(AS_PROFILED)}>{words('reset')}</Button>}
        </p>
        <div className="flex flex-wrap items-start gap-x-6 gap-y-3">
          {HOST.map(({ sets, ...one }) =>
            field(one, words(`setting.${sets}`), (value) => set(one.name, value, host[sets])),
          )}
        </div>
        <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
          <Select
            label={words('setting.order')}
            value={link.unpack}
            options={UNPACK_ORDERS.map((value) => ({ value, text: words(`order.${value}`) }))}
            onChange={(value) => set('unpack', value, host.order)}
          />
          <Select
            wide
            label={words('setting.rule')}
            value={rule}
            options={RULE_IDS.map((value) => ({ value, text: topics(`${value}.title`) }))}
            onChange={(value) => onLink({ profile: host.id, rule: value === host.rule ? 'auto' : value })}
          />
          <p className="text-muted text-sm">
            {ruleFacts(words, { ...host, rule })
              .map(({ term, text }) => `${term}: ${text}`)
              .join(' · ')}
          </p>
        </div>
      </fieldset>
    </div>
  )
}
