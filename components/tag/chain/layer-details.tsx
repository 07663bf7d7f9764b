import { useTranslations } from 'next-intl'
import { layerBackground } from '@/components/display/layer-colour'
import { Button } from '@/components/ui/button'
import type { SharedReport } from '@/lib/analysis/chain-report'
import type { ChainRow, RowLayer } from '@/lib/document/tag/chain-rows'
import {
  formatBytes,
  formatDifference,
  formatExactBytes,
  formatTime,
  formatTimes,
  type Units,
} from '@/lib/i18n/format'

interface Props {
  readonly row: ChainRow
  readonly layer: RowLayer
  readonly units: Units
  readonly stepsFrom: 'config' | 'inferred' | 'unpaired'
  readonly ruler?: string | undefined
  readonly shared?: SharedReport['layers'][number] | undefined
  readonly onFiles: () => void
}

/** All that is known of one layer. */
export function LayerDetails({ row, layer, units, stepsFrom, ruler, shared, onFiles }: Props) {
  const t = useTranslations('chain')
  const { report, chain, position, identity } = layer
  return (
    <section aria-label={t('details')} className="flex min-w-0 flex-col gap-3 text-sm">
      <div className="flex items-start gap-2.5">
        <span
          className="mt-1 h-4 w-4 shrink-0 rounded-[2px]"
          style={{ background: layerBackground(identity) }}
          aria-hidden="true"
        />
        <div className="min-w-0">
          <h3 className="font-semibold">{t('layer', { number: position + 1 })}</h3>
          <p className="font-mono text-xs leading-5 [overflow-wrap:anywhere]">
            {row.instruction?.text || row.comment || t('unknownStep')}
          </p>
        </div>
      </div>
      {row.instruction && row.instruction.original !== row.instruction.text && (
        <details className="text-xs">
          <summary className="cursor-pointer text-muted">{t('original')}</summary>
          <p className="mt-1 font-mono leading-5 [overflow-wrap:anywhere]">{row.instruction.original}</p>
        </details>
      )}
      <Button onClick={onFiles} className="self-start">
        {t('showFiles')}
      </Button>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5">
        <Fact
          term={t('unpacked')}
          value={bytesText(report.unpackedBytes ?? chain?.storedBytes, units)}
          note={rulerNote()}
        />
        <Fact term={t('tar')} value={bytesText(chain?.tarBytes, units)} />
        <Fact term={t('transfer')} value={bytesText(report.transferBytes, units)} />
        <Fact term={t('ratio')} value={ratioText()} />
        <Fact term={t('packing')} value={chain?.packing ?? '—'} note={report.mediaType} />
        <Fact
          term={t('contribution')}
          value={
            chain?.contributionBytes === undefined ? '—' : formatDifference(chain.contributionBytes, units)
          }
        />
        <Fact term={t('running')} value={bytesText(chain?.runningBytes, units)} />
        <Fact term={t('hidden')} value={bytesText(chain?.hiddenBytes, units)} />
        <Fact term={t('entries')} value={chain?.entries?.toLocaleString('en-US') ?? '—'} />
        <Fact term={t('created')} value={row.created ? formatTime(row.created) : '—'} />
        <Fact term={t('pairing')} value={t(`pairings.${stepsFrom}`)} />
        {chain && chain.repeats.length > 0 && (
          <Fact
            term={t('sameContent')}
            value={t('sameAs', { layers: chain.repeats.map((other) => other + 1).join(', ') })}
          />
        )}
        <Fact term="diffID" value={report.diffId} mono />
        <Fact term="chainID" value={report.chainId} mono />
        <Fact term={t('blob')} value={report.blobDigest ?? '—'} mono />
        {row.image && <Fact term={t('image')} value={row.image.id} mono />}
        {row.image && <Fact term={t('parent')} value={row.image.parent ?? t('noParent')} mono />}
        <Fact term={t('inSeries')} value={shared ? listText(shared.series) : '…'} mono />
        <Fact term={t('onHost')} value={shared ? listText(shared.host) : '…'} mono />
      </dl>
      {(chain?.notes ?? []).map(({ code, count, example }) => (
        <p
          key={code}
          className="rounded-md bg-warn-soft px-2.5 py-1.5 text-warn text-xs [overflow-wrap:anywhere]"
        >
          {t(`notes.${code}`, { count, example })}
        </p>
      ))}
    </section>
  )

  function rulerNote(): string | undefined {
    if (report.unpackedBytes === undefined)
      return chain?.storedBytes === undefined ? undefined : t('fromFiles')
    return report.unpackedExactness === 'estimated' ? t('inferred') : ruler && t('ruler', { ruler })
  }

  /** How many times smaller it travels. */
  function ratioText(): string {
    const unpacked = chain?.tarBytes ?? report.unpackedBytes
    if (!unpacked || !report.transferBytes) return '—'
    return formatTimes(unpacked / report.transferBytes)
  }
}

function bytesText(bytes: number | undefined, units: Units): string {
  return bytes === undefined ? '—' : `${formatBytes(bytes, units)} (${formatExactBytes(bytes)})`
}

function listText(names: readonly string[]): string {
  return names.length === 0 ? '—' : names.join(', ')
}

interface FactProps {
  readonly term: string
  readonly value: string
  readonly note?: string | undefined
  readonly mono?: boolean
}

function Fact({ term, value, note, mono = false }: FactProps) {
  return (
    <>
      <dt className="text-muted">{term}</dt>
      <dd
        className={
          mono
            ? 'font-mono text-xs leading-5 [overflow-wrap:anywhere]'
            : 'tabular-nums [overflow-wrap:anywhere]'
        }
      >
        {value}
        {note && <span className="block text-muted text-xs">{note}</span>}
      </dd>
    </>
  )
}
