import { useTranslations } from 'next-intl'
import { useWords } from '@/components/document/use-words'
import type { DuplicateReport } from '@/lib/analysis/chain-report'
import type { ImageReport } from '@/lib/analysis/report'
import { duplicatesTable, hiddenTable, SHOWN_COPIES } from '@/lib/document/cards/tag/waste'
import { LayerButton } from './layer-button'
import { ListSection } from './list-section'
import type { LayersProps, WasteProps } from './waste-props'

interface Props extends WasteProps {
  readonly report: ImageReport
}

const LINE = { head: 'whitespace-nowrap', cell: 'whitespace-nowrap font-normal leading-6' }
const LOOK = {
  path: {
    head: 'w-full min-w-32',
    cell: 'font-mono font-normal text-xs leading-6 [overflow-wrap:anywhere]',
  },
  how: LINE,
  from: LINE,
  by: LINE,
  bytes: LINE,
  files: LINE,
  size: LINE,
  copies: { head: 'w-full', cell: '' },
}

/** The paths that a later layer took out of sight, the largest first. */
export function HiddenTable({ report, waste, units, ...chain }: Props) {
  const t = useTranslations('waste')
  const words = useWords()
  return (
    <ListSection
      title={t('hiddenPaths')}
      note={t('hiddenPathsNote')}
      empty={t('noHidden')}
      table={hiddenTable({ report, units, words }, waste)}
      look={LOOK}
      render={{
        from: (row) => <LayerButton position={waste.hidden[row]?.from ?? 0} {...chain} />,
        by: (row) => <LayerButton position={waste.hidden[row]?.by ?? 0} {...chain} />,
      }}
      shown={20}
      more={waste.moreHidden}
    />
  )
}

/** Content that several files hold, the most wasteful first. */
export function DuplicatesTable({ report, waste, units, ...chain }: Props) {
  const t = useTranslations('waste')
  const words = useWords()
  return (
    <ListSection
      title={t('duplicatePaths')}
      note={t('duplicatePathsNote')}
      empty={t('noDuplicates')}
      table={duplicatesTable({ report, units, words }, waste)}
      look={LOOK}
      render={{
        copies: (row) => waste.duplicates[row] && <Copies duplicate={waste.duplicates[row]} {...chain} />,
      }}
      shown={10}
      more={waste.moreDuplicates}
    />
  )
}

interface CopiesProps extends LayersProps {
  readonly duplicate: DuplicateReport
}

function Copies({ duplicate: { copies, more }, colours, onLayer }: CopiesProps) {
  const t = useTranslations('waste')
  const left = more + Math.max(0, copies.length - SHOWN_COPIES)
  return (
    <ul>
      {copies.slice(0, SHOWN_COPIES).map(({ path, layer, hidden }, index) => (
        <li key={String(index)} className="flex flex-wrap items-baseline gap-x-2">
          <code className="min-w-0 text-xs leading-6 [overflow-wrap:anywhere]">/{path}</code>
          <button
            type="button"
            onClick={() => onLayer(layer)}
            className="inline-flex min-h-6 cursor-pointer items-center gap-1 whitespace-nowrap rounded text-muted text-xs hover:underline"
          >
            <span aria-hidden="true" className="size-2.5 rounded-sm" style={{ background: colours[layer] }} />
            {t(hidden ? 'copyHidden' : 'copyIn', { n: layer + 1 })}
          </button>
        </li>
      ))}
      {left > 0 && <li className="text-muted text-xs leading-6">{t('more', { count: left })}</li>}
    </ul>
  )
}
