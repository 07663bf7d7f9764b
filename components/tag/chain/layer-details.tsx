import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Swatch } from '@/components/display/swatch'
import { useWords } from '@/components/document/use-words'
import { Button } from '@/components/ui/button'
import { CommandLine } from '@/components/ui/command-line'
import type { SharedReport } from '@/lib/analysis/chain-report'
import type { ChainRow, RowLayer } from '@/lib/document/tag/chain-rows'
import { layerTexts } from '@/lib/document/words/blob-words'
import { shortHashes } from '@/lib/document/words/shortened'
import { formatBytes, formatDifference, formatExactBytes, formatTime, formatTimes } from '@/lib/i18n/format'
import type { Basis } from '@/lib/oci/bytes'
import { useTag } from '../use-tag'

interface Props {
  readonly row: ChainRow
  readonly layer: RowLayer
  readonly shared?: SharedReport['layers'][number] | undefined
}

/** All that is known of one layer. */
export function LayerDetails({ row, layer, shared }: Props) {
  const t = useTranslations('chain')
  const words = useWords()
  const { report, chain, position } = layer
  const { report: page, chain: whole, state, change, colours } = useTag()
  const { stepsFrom = 'unpaired', ruler } = page.tag.image ?? {}
  const { instruction, image } = row
  const { tarBytes, storedBytes, contributionBytes, repeats = [] } = chain ?? {}
  const { unpackedBytes, transferBytes } = report
  const unpacked = tarBytes ?? unpackedBytes
  const bytes = (count: number | undefined, of: Basis = 'unpacked') => {
    if (count === undefined) return undefined
    const text = formatBytes(count, of, state.units)
    return count < 1000 ? text : `${text} (${formatExactBytes(count)})`
  }
  const names = (list: readonly string[] = []) => (shared ? list.join(', ') || t('noOther') : '…')
  return (
    <section aria-label={t('details')} className="flex min-w-0 flex-col gap-3 text-sm">
      <div className="flex items-start gap-2.5">
        <Swatch background={colours[position]} className="mt-1 h-4 w-4 shrink-0 rounded-[2px]" />
        <div className="min-w-0">
          <h3 className="font-semibold">{t('layer', { number: position + 1 })}</h3>
          <p className="font-mono text-xs leading-5 [overflow-wrap:anywhere]">
            {shortHashes(instruction?.text || row.comment || '') || t('unknownStep')}
          </p>
        </div>
      </div>
      {instruction && instruction.original !== instruction.text && (
        <details className="text-xs">
          <summary className="cursor-pointer text-muted">{t('original')}</summary>
          <p className="mt-1 font-mono leading-5 [overflow-wrap:anywhere] whitespace-pre-line">
            {instruction.original}
          </p>
        </details>
      )}
      <Button onClick={() => change({ layer: position, tab: 'files', view: 'layer' })} className="self-start">
        {t('showFiles')}
      </Button>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5">
        <Fact term={t('unpacked')} value={bytes(unpackedBytes ?? storedBytes)} note={sizeNote()} />
        <Fact term={t('tar')} value={bytes(tarBytes)} />
        <Fact term={t('transfer')} value={bytes(transferBytes, 'transfer')} />
        <Fact
          term={t('ratio')}
          value={unpacked && transferBytes ? formatTimes(unpacked / transferBytes) : undefined}
        />
        <Fact term={t('packing')} value={chain?.packing} note={report.mediaType} />
        <Fact
          term={t('contribution')}
          value={
            contributionBytes === undefined
              ? undefined
              : formatDifference(contributionBytes, 'unpacked', state.units)
          }
        />
        <Fact term={t('running')} value={bytes(chain?.runningBytes)} />
        <Fact term={t('hidden')} value={bytes(chain?.hiddenBytes)} />
        <Fact term={t('entries')} value={chain?.entries?.toLocaleString('en-US')} />
        <Fact term={t('created')} value={row.created ? formatTime(row.created) : undefined} />
        <Fact term={t('pairing')} value={t(`pairings.${stepsFrom}`)} />
        {repeats.length > 0 && (
          <Fact
            term={t('sameContent')}
            value={t('sameAs', { layers: repeats.map((other) => other + 1).join(', ') })}
          />
        )}
        <Fact term="diffID" value={report.diffId} mono />
        <Fact term="chainID" value={report.chainId} mono />
        <Fact term={t('blob')} value={report.blobDigest} mono />
        {image && <Fact term={t('image')} value={image.id} mono />}
        {image && <Fact term={t('parent')} value={image.parent ?? t('noParent')} mono />}
        <Fact term={t('inSeries')} value={names(shared?.series)} mono />
        <Fact
          term={t('folder')}
          value={chain ? chain.folder && <CommandLine text={chain.folder} /> : '…'}
          note={whole?.noFolders && t(`noFolders.${whole.noFolders}`)}
        />
        <Fact term={t('onHost')} value={names(shared?.host)} mono />
      </dl>
      {layerTexts(layer, page.tag, { words, units: state.units }).map((note) => (
        <p
          key={note}
          className="rounded-md bg-warn-soft px-2.5 py-1.5 text-warn text-xs [overflow-wrap:anywhere]"
        >
          {note}
        </p>
      ))}
    </section>
  )

  /** How the unpacked size was found out. */
  function sizeNote(): string | undefined {
    if (unpackedBytes === undefined) return storedBytes === undefined ? undefined : t('fromFiles')
    if (report.unpackedExactness === 'estimated') return t('inferred')
    return ruler && t('ruler', { ruler: words('cards')(`rulers.${ruler}`) })
  }
}

interface FactProps {
  readonly term: string
  /** A dash where it is absent or empty. */
  readonly value: ReactNode
  readonly note?: string | undefined
  readonly mono?: boolean
}

function Fact({ term, value, note, mono = false }: FactProps) {
  return (
    <>
      <dt className="text-muted">{term}</dt>
      <dd className={`[overflow-wrap:anywhere] ${mono ? 'font-mono text-xs leading-5' : 'tabular-nums'}`}>
        {value || '—'}
        {note && <span className="block text-muted text-xs">{note}</span>}
      </dd>
    </>
  )
}
