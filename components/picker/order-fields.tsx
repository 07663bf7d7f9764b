import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { Select } from '@/components/ui/select'
import type { TagOrder } from '@/lib/analysis/question'
import { parsePattern } from '@/lib/analysis/series/pattern'
import { TAG_ORDERS } from '@/lib/link/strategy-param'
import { TextField } from './text-field'

interface Props {
  readonly order: TagOrder | undefined
  readonly onChange: (order: TagOrder) => void
  /** What was found. */
  readonly children: ReactNode
}

/** How the rows are ordered, with the pattern whose groups are compared where that is chosen. */
export function OrderFields({ order = 'version', onChange, children }: Props) {
  const t = useTranslations('picker')
  const reading = useTranslations('reading')
  const named = TAG_ORDERS.find((value) => value === order)
  const [groups, setGroups] = useState(named === undefined)

  function problemOf(pattern: string): string | undefined {
    const read = parsePattern(`/${pattern}/`)
    if (!read.ok) return reading('badPattern', { detail: read.detail })
    // With an empty alternative it matches, which tells how many groups it has.
    const [, ...groups] = new RegExp(`${read.pattern.source}|`).exec('') ?? []
    return groups.length > 0 ? undefined : reading('noGroup')
  }

  return (
    <>
      <Select
        label={t('order')}
        value={groups || named === undefined ? 'groups' : named}
        options={[
          ...TAG_ORDERS.map((value) => ({ value, text: t(value === 'name' ? 'byName' : value) })),
          { value: 'groups' as const, text: reading('groups') },
        ]}
        onChange={(next) => {
          setGroups(next === 'groups')
          if (next !== 'groups') onChange(next)
        }}
      />
      {groups && (
        <TextField
          label={reading('pattern')}
          value={named === undefined ? order.slice(1, -1) : ''}
          placeholder="^v(\d+)\.(\d+)$"
          hint={reading('patternHint')}
          problemOf={problemOf}
          onCommit={(pattern) => onChange(`/${pattern}/`)}
        />
      )}
      {children && <p className="text-muted text-xs [overflow-wrap:anywhere]">{children}</p>}
    </>
  )
}
