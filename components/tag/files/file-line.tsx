import { ChevronDown, ChevronRight, File, Folder, Link2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Swatch } from '@/components/display/swatch'
import type { FileRow } from '@/lib/analysis/chain-report'
import { sinceText } from '@/lib/document/words/figure-text'
import { formatBytes, formatExactBytes, formatMode, formatTime } from '@/lib/i18n/format'
import type { Change, Shadow } from '@/lib/layerfs/tree'
import { marked } from '@/lib/oci/plain'
import { useTag } from '../use-tag'

export const GRID =
  'grid grid-cols-[minmax(0,1fr)_88px] items-center gap-x-3 px-2 md:grid-cols-[minmax(0,1fr)_96px_88px_92px_84px] xl:grid-cols-[minmax(0,1fr)_96px_88px_92px_84px_150px]'

const INDENT = 16
const SWATCH = 'h-3 w-3 shrink-0 rounded-[2px]'
const MARKS: Readonly<Record<Change, { readonly sign: string; readonly tone: string }>> = {
  added: { sign: '+', tone: 'text-good' },
  changed: { sign: '~', tone: 'text-warn' },
  same: { sign: '=', tone: 'text-muted' },
  deleted: { sign: '−', tone: 'text-bad' },
}

interface Props {
  readonly row: FileRow
  readonly depth: number
  readonly open: boolean
  /** Shows whole paths in place of a tree. */
  readonly flat: boolean
  readonly onToggle: (path: string) => void
}

/** One path: what became of it, where it comes from, its name, and what it takes. */
export function FileLine({ row, depth, open, flat, onToggle }: Props) {
  const t = useTranslations('files')
  const { colours, state } = useTag()
  const { name, kind, change, layer, mode, uid, gid, modified, hiddenBytes, bytes } = row
  const Icon = kind === 'directory' ? Folder : kind === 'symlink' || kind === 'hardlink' ? Link2 : File
  const Chevron = open ? ChevronDown : ChevronRight
  const origin = layer === undefined ? undefined : t('fromLayer', { layer: layer + 1 })
  return (
    <>
      <span className="flex min-w-0 items-center gap-1.5" style={{ paddingLeft: flat ? 0 : depth * INDENT }}>
        {!flat && row.children === 0 && <span className="w-5 shrink-0" />}
        {!flat && row.children > 0 && (
          <button
            type="button"
            aria-expanded={open}
            aria-label={t(open ? 'close' : 'open', { name })}
            onClick={() => onToggle(row.path)}
            className="flex h-6 w-5 shrink-0 cursor-pointer items-center justify-center rounded text-muted hover:text-ink"
          >
            <Chevron className="size-4" aria-hidden="true" />
          </button>
        )}
        <Swatch background={colours[layer ?? -1] ?? 'transparent'} className={SWATCH} />
        {layer !== undefined && (
          <span className="min-w-3 shrink-0 text-muted text-xs tabular-nums" title={origin}>
            <span aria-hidden="true">{layer + 1}</span>
            <span className="sr-only">{origin}</span>
          </span>
        )}
        {change && (
          <abbr
            title={t(`changes.${change}`)}
            className={`w-3 shrink-0 text-center font-mono no-underline ${MARKS[change].tone}`}
          >
            {MARKS[change].sign}
          </abbr>
        )}
        <Icon className="size-3.5 shrink-0 text-muted" aria-hidden="true" />
        <span
          className={`truncate font-mono text-xs ${change === 'deleted' ? 'text-muted line-through' : row.absent ? 'text-muted' : ''}`}
          title={`/${marked(row.path)}`}
        >
          {marked(flat ? `/${row.path}` : name)}
          {kind === 'directory' && '/'}
          {row.target !== undefined && <span className="text-muted"> → {marked(row.target)}</span>}
        </span>
        {row.absent && <span className="shrink-0 text-muted text-xs">{t('absent')}</span>}
        {row.since && <Since {...row.since} />}
      </span>
      <span className="text-right tabular-nums" title={formatExactBytes(bytes)}>
        {row.absent ? '' : formatBytes(bytes, 'unpacked', state.units)}
      </span>
      <span
        className="hidden text-right text-muted tabular-nums md:inline"
        title={formatExactBytes(hiddenBytes)}
      >
        {hiddenBytes > 0 && formatBytes(hiddenBytes, 'unpacked', state.units)}
      </span>
      <span className="hidden font-mono text-muted text-xs md:inline">
        {mode !== undefined && formatMode(mode)}
      </span>
      <span className="hidden font-mono text-muted text-xs md:inline">
        {uid !== undefined && `${uid}:${gid}`}
      </span>
      <span className="hidden text-muted text-xs tabular-nums xl:inline">
        {modified !== undefined && formatTime(new Date(modified * 1000).toISOString())}
      </span>
    </>
  )
}

const SINCE = { new: ['+', 'text-good'], grew: ['▲', 'text-warn'], shrank: ['▼', 'text-good'] } as const

/** What became of a path since the tag before: a sign and the bytes. */
function Since(since: NonNullable<FileRow['since']>) {
  const t = useTranslations('files')
  const { units } = useTag().state
  const { how } = since
  const [sign, tone] = SINCE[how]
  return (
    <span className={`shrink-0 text-xs tabular-nums ${tone}`}>
      <span aria-hidden="true">{sign} </span>
      {sinceText(t, since, units)}
      {how !== 'new' && <span className="sr-only"> {t(`since.${how}`)}</span>}
    </span>
  )
}

/** A version that something above took out of sight. */
export function ShadowLine({ shadow, depth }: { readonly shadow: Shadow; readonly depth: number }) {
  const t = useTranslations('files')
  const { colours, state } = useTag()
  const bytes = formatBytes(shadow.bytes, 'unpacked', state.units)
  return (
    <>
      <span
        className="flex min-w-0 items-center gap-1.5 text-muted"
        style={{ paddingLeft: depth * INDENT + 26 }}
      >
        <Swatch background={colours[shadow.layer] ?? 'transparent'} className={`${SWATCH} opacity-60`} />
        <span className="truncate text-xs italic">
          {t(`shadow.${shadow.how}`, { layer: shadow.layer + 1, by: shadow.by + 1 })}
        </span>
      </span>
      <span className="text-right text-muted tabular-nums">
        <span className="md:hidden">{bytes}</span>
      </span>
      <span className="hidden text-right text-muted tabular-nums md:inline">{bytes}</span>
    </>
  )
}
