import { ChevronDown, ChevronRight, File, Folder, Link2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { FileRow } from '@/lib/analysis/chain-report'
import { formatBytes, formatExactBytes, formatMode, formatTime, type Units } from '@/lib/i18n/format'
import type { Change, Shadow } from '@/lib/layerfs/tree'

export const GRID =
  'grid grid-cols-[minmax(0,1fr)_88px] items-center gap-x-3 px-2 md:grid-cols-[minmax(0,1fr)_96px_88px_92px_84px] xl:grid-cols-[minmax(0,1fr)_96px_88px_92px_84px_150px]'

const INDENT = 16
const MARKS: Readonly<Record<Change, string>> = { added: '+', changed: '~', same: '=', deleted: '−' }
const MARK_TONES: Readonly<Record<Change, string>> = {
  added: 'text-good',
  changed: 'text-warn',
  same: 'text-muted',
  deleted: 'text-bad',
}

interface Props {
  readonly row: FileRow
  readonly depth: number
  readonly open: boolean
  /** Shows whole paths in place of a tree. */
  readonly flat: boolean
  readonly units: Units
  /** CSS colour of the layer that it comes from. */
  readonly colour: string | undefined
  readonly layer: { readonly number: number; readonly text: string } | undefined
  readonly onToggle: () => void
}

/** One path: what became of it, where it comes from, its name, and what it takes. */
export function FileLine({ row, depth, open, flat, units, colour, layer, onToggle }: Props) {
  const t = useTranslations('files')
  const { change, mode, uid, gid, modified, hiddenBytes, bytes } = row
  return (
    <>
      <span className="flex min-w-0 items-center gap-1.5" style={{ paddingLeft: flat ? 0 : depth * INDENT }}>
        <Toggle row={row} open={open} flat={flat} onToggle={onToggle} />
        <span
          className="h-3 w-3 shrink-0 rounded-[2px]"
          style={{ background: colour ?? 'transparent' }}
          aria-hidden="true"
        />
        {layer && (
          <span className="min-w-3 shrink-0 text-muted text-xs tabular-nums" title={layer.text}>
            <span aria-hidden="true">{layer.number}</span>
            <span className="sr-only">{layer.text}</span>
          </span>
        )}
        {change && (
          <abbr
            title={t(`changes.${change}`)}
            className={`w-3 shrink-0 text-center font-mono no-underline ${MARK_TONES[change]}`}
          >
            {MARKS[change]}
          </abbr>
        )}
        <KindIcon kind={row.kind} />
        <span
          className={`truncate font-mono text-xs ${change === 'deleted' ? 'text-muted line-through' : ''}`}
          title={`/${row.path}`}
        >
          {flat ? `/${row.path}` : row.name}
          {row.kind === 'directory' && '/'}
          {row.target !== undefined && <span className="text-muted"> → {row.target}</span>}
        </span>
      </span>
      <span className="text-right tabular-nums" title={formatExactBytes(bytes)}>
        {formatBytes(bytes, units)}
      </span>
      <span
        className="hidden text-right text-muted tabular-nums md:inline"
        title={formatExactBytes(hiddenBytes)}
      >
        {hiddenBytes > 0 ? formatBytes(hiddenBytes, units) : ''}
      </span>
      <span className="hidden font-mono text-muted text-xs md:inline">
        {mode === undefined ? '' : formatMode(mode)}
      </span>
      <span className="hidden font-mono text-muted text-xs md:inline">
        {uid === undefined ? '' : `${uid}:${gid}`}
      </span>
      <span className="hidden text-muted text-xs tabular-nums xl:inline">
        {modified === undefined ? '' : formatTime(new Date(modified * 1000).toISOString())}
      </span>
    </>
  )
}

interface ToggleProps {
  readonly row: FileRow
  readonly open: boolean
  readonly flat: boolean
  readonly onToggle: () => void
}

function Toggle({ row, open, flat, onToggle }: ToggleProps) {
  const t = useTranslations('files')
  if (flat) return null
  if (row.children === 0) return <span className="w-5 shrink-0" />
  const Chevron = open ? ChevronDown : ChevronRight
  return (
    <button
      type="button"
      aria-expanded={open}
      aria-label={t(open ? 'close' : 'open', { name: row.name })}
      onClick={onToggle}
      className="flex h-6 w-5 shrink-0 cursor-pointer items-center justify-center rounded text-muted hover:text-ink"
    >
      <Chevron className="size-4" aria-hidden="true" />
    </button>
  )
}

function KindIcon({ kind }: { readonly kind: FileRow['kind'] }) {
  const Icon = kind === 'directory' ? Folder : kind === 'symlink' || kind === 'hardlink' ? Link2 : File
  return <Icon className="size-3.5 shrink-0 text-muted" aria-hidden="true" />
}

interface ShadowProps {
  readonly shadow: Shadow
  readonly depth: number
  readonly units: Units
  readonly colour: string | undefined
}

/** A version that something above took out of sight. */
export function ShadowLine({ shadow, depth, units, colour }: ShadowProps) {
  const t = useTranslations('files')
  return (
    <>
      <span
        className="flex min-w-0 items-center gap-1.5 text-muted"
        style={{ paddingLeft: depth * INDENT + 26 }}
      >
        <span
          className="h-3 w-3 shrink-0 rounded-[2px] opacity-60"
          style={{ background: colour ?? 'transparent' }}
          aria-hidden="true"
        />
        <span className="truncate text-xs italic">
          {t(`shadow.${shadow.how}`, { layer: shadow.layer + 1, by: shadow.by + 1 })}
        </span>
      </span>
      <span className="text-right text-muted tabular-nums">
        <span className="md:hidden">{formatBytes(shadow.bytes, units)}</span>
      </span>
      <span className="hidden text-right text-muted tabular-nums md:inline">
        {formatBytes(shadow.bytes, units)}
      </span>
    </>
  )
}
