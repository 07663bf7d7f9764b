'use client'

import { useQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useQueryStates } from 'nuqs'
import { Tabs } from 'radix-ui'
import { useEffect, useState } from 'react'
import { tagsQuery } from '@/components/data/queries'
import { layerColour } from '@/components/display/layer-colour'
import { ExportScope } from '@/components/exports/export-scope'
import { Alert } from '@/components/states/alert'
import { Loading } from '@/components/states/loading'
import { useFailureText } from '@/components/states/use-failure-text'
import { chainQuery, type ImageKey, searchOf } from '@/components/tag/queries'
import type { ChainReport } from '@/lib/analysis/chain-report'
import type { ImageReport } from '@/lib/analysis/report'
import { TAG_TABS, type TagState, type TagTab, tagLink, tagParsers } from '@/lib/link/tag-state'
import { shortDigest } from '@/lib/oci/digest'
import { parseInstruction } from '@/lib/oci/instruction'
import { ChainPanel } from './chain/chain-panel'
import { DiffPanel } from './diff/diff-panel'
import { UnionFigureView } from './figure/union-figure'
import { FilesPanel } from './files/files-panel'
import { ScanBar } from './scan/scan-bar'
import { TagHeader } from './tag-header'

/** Of a tab that few open first. */
const WastePanel = dynamic(() => import('./waste/waste-panel'), { loading: Loading })

/** One tag's page: its layer chain, its files, what it wastes, and what another tag does otherwise. */
export function TagView({ report }: { readonly report: ImageReport }) {
  const t = useTranslations('tag')
  const { failureText } = useFailureText()
  const [state, setState] = useQueryStates(tagParsers, { history: 'replace' })
  const { tag } = report
  const { image } = tag
  const [searches, setSearches] = useState(0)
  const change = (next: Partial<TagState>) => void setState(next)
  const key: ImageKey = {
    reference: tag.reference,
    platform: state.platform ?? undefined,
    source: state.source,
  }
  const { data: chain, error, refetch } = useQuery({ ...chainQuery(key), enabled: image !== undefined })
  const top = Math.max(0, (image?.layers.length ?? 1) - 1)
  const chosen = Math.min(top, Math.max(0, state.layer ?? top))
  const colours = image?.layers.map(layerColour) ?? []
  const instructions = image?.layers.map((position) => textOf(report, position)) ?? []

  const drawn = {
    layers: instructions.map((instruction) => ({ instruction })),
    colours,
    units: state.units,
  }
  const showLayer = (layer: number) => change({ layer, tab: 'layers' })

  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const isTyping =
        event.target instanceof HTMLElement && /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping) return
      event.preventDefault()
      void setState({ tab: 'files' })
      setSearches((count) => count + 1)
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [setState])

  return (
    <main id="figures" className="mx-auto flex max-w-[1440px] flex-col gap-4 px-4 py-4">
      <TagHeader report={report} units={state.units} onUnits={(units) => change({ units })} />
      {tag.failures.map((failure) => (
        <Alert key={`${failure.at} ${failure.code}`}> {failureText(failure)}</Alert>
      ))}
      {error && (
        <Alert onRetry={() => void refetch()}>
          {t('chainFailed')} {error.message}
        </Alert>
      )}
      {image && (
        <ExportScope page="tag">
          <Tabs.Root
            value={state.tab}
            onValueChange={(tab) => change({ tab: tab as TagTab })}
            className="flex flex-col gap-4"
          >
            <Tabs.List aria-label={t('tabs')} className="flex flex-wrap gap-1 border-line border-b">
              {TAG_TABS.map((tab) => (
                <Tabs.Trigger
                  key={tab}
                  value={tab}
                  className="-mb-px min-h-9 cursor-pointer border-transparent border-b-2 px-3 text-muted hover:text-ink data-[state=active]:border-brand data-[state=active]:font-medium data-[state=active]:text-ink"
                >
                  {t(`tab.${tab}`)}
                </Tabs.Trigger>
              ))}
            </Tabs.List>
            {chain && state.tab !== 'compare' && (
              <ScanBar
                search={searchOf({ ...key })}
                files={chain.files}
                problems={chain.problems}
                units={state.units}
              />
            )}
            <Tabs.Content value="layers">
              <ChainPanel
                image={key}
                report={report}
                chain={chain}
                scale={state.scale}
                units={state.units}
                chosen={chosen}
                onScale={(scale) => change({ scale })}
                onChoose={(layer) => change({ layer })}
                onFiles={(layer) => change({ layer, tab: 'files', view: 'layer' })}
              />
            </Tabs.Content>
            <Tabs.Content value="files">
              {chain?.figure ? (
                <div className="flex flex-col gap-4">
                  <FilesPanel
                    image={key}
                    state={state}
                    onChange={change}
                    chosen={chosen}
                    instructions={instructions}
                    colours={colours}
                    searches={searches}
                  />
                  <UnionFigureView figure={chain.figure} {...drawn} onLayer={showLayer} />
                </div>
              ) : (
                <Unread chain={chain} inSample={image.presentIn.includes('snapshot')} />
              )}
            </Tabs.Content>
            <Tabs.Content value="waste">
              {chain?.waste ? (
                <WastePanel report={report} waste={chain.waste} {...drawn} onLayer={showLayer} />
              ) : (
                <Unread chain={chain} inSample={image.presentIn.includes('snapshot')} />
              )}
            </Tabs.Content>
            <Tabs.Content value="compare">
              <Comparison image={key} state={state} onChange={change} />
            </Tabs.Content>
          </Tabs.Root>
        </ExportScope>
      )}
    </main>
  )
}

interface ComparisonProps {
  readonly image: ImageKey
  readonly state: TagState
  readonly onChange: (next: Partial<TagState>) => void
}

/** The tag beside another one, with the tags of its repository on offer. */
function Comparison({ image, state, onChange }: ComparisonProps) {
  const repository = image.reference.slice(0, image.reference.lastIndexOf(':'))
  const { data } = useQuery(tagsQuery(repository, image.source))
  const others = (data?.tags ?? []).map(({ tag }) => `${repository}:${tag}`)
  return (
    <DiffPanel
      image={image}
      other={state.with}
      tags={others.filter((reference) => reference !== image.reference)}
      state={state}
      onChange={onChange}
      onPick={(other) => onChange({ with: other, pair: null, find: '' })}
    />
  )
}

interface UnreadProps {
  readonly chain: ChainReport | undefined
  readonly inSample: boolean
}

/** In place of what files would tell. */
function Unread({ chain, inSample }: UnreadProps) {
  const t = useTranslations('tag')
  if (!chain) return <Loading />
  return (
    <div className="rounded-xl border border-line border-dashed p-6 text-muted">
      <p>{t('unread')}</p>
      {inSample && <p className="mt-2">{t.rich('sampleFiles', { link: () => <SampleLink /> })}</p>}
    </div>
  )
}

/** The series of the sample that holds files. */
const SMALL = 'localhost:5000/small/docker-layer-linked:0.0.4'

function SampleLink() {
  return (
    <Link href={tagLink({ ref: SMALL, source: 'sample', tab: 'files' })} className="text-brand underline">
      {SMALL}
    </Link>
  )
}

function textOf({ layers }: ImageReport, position: number): string {
  const { createdBy, diffId = '' } = layers[position] ?? {}
  return (createdBy && parseInstruction(createdBy).text) || shortDigest(diffId)
}
