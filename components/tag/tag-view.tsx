'use client'

import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { useQueryStates } from 'nuqs'
import { Tabs } from 'radix-ui'
import { useEffect, useState } from 'react'
import { slotBackground } from '@/components/display/layer-colour'
import { useWords } from '@/components/document/use-words'
import { ExportScope } from '@/components/exports/export-scope'
import { Alert } from '@/components/states/alert'
import { Loading } from '@/components/states/loading'
import { useFailureText } from '@/components/states/use-failure-text'
import type { ImageReport } from '@/lib/analysis/report'
import { marksOfImage } from '@/lib/document/compare/layer-colours'
import { shortHashes } from '@/lib/document/words/shortened'
import { tagTitle } from '@/lib/document/words/view-title'
import { TAG_TABS, type TagState, type TagTab, tagParsers } from '@/lib/link/tag-state'
import { shortDigest } from '@/lib/oci/digest'
import { parseInstruction } from '@/lib/oci/instruction'
import { ChainPanel } from './chain/chain-panel'
import { Overview } from './overview/overview'
import { ScanBar } from './scan/scan-bar'
import { useReading } from './scan/use-reading'
import { TagHeader } from './tag-header'
import { useShownTag } from './use-shown-tag'
import { TagContext, useTag } from './use-tag'

/** Of tabs that few open first. */
const DiffPanel = dynamic(() => import('./diff/diff-panel').then((file) => file.DiffPanel), {
  loading: Loading,
})
const FilesPanel = dynamic(() => import('./files/files-panel').then((file) => file.FilesPanel), {
  loading: Loading,
})
const UnionFigureView = dynamic(() => import('./figure/union-figure').then((file) => file.UnionFigureView))
const WastePanel = dynamic(() => import('./waste/waste-panel'), { loading: Loading })

function coloursOf({ tag, layers }: ImageReport): readonly string[] {
  const own = (tag.image?.layers ?? []).flatMap((position) => layers[position] ?? [])
  const marks = marksOfImage(own)
  return own.map((layer) => slotBackground(marks.slotOf(layer)))
}

/** One tag's page: its layer chain, its files, what it wastes, and what another tag does otherwise. */
export function TagView({ report: first }: { readonly report: ImageReport }) {
  const t = useTranslations('tag')
  const words = useWords()
  const { failureText } = useFailureText()
  const [state, setState] = useQueryStates(tagParsers, { history: 'replace' })
  const [searches, setSearches] = useState(0)
  const change = (next: Partial<TagState>) => void setState(next)
  const { report, chain, image: key, error, refetch } = useShownTag(first, state)
  const { image, failures } = report.tag
  // Comparing two tags reads those two.
  const reading = useReading(key, chain, image !== undefined && state.tab !== 'compare')
  const layers = image?.layers ?? []
  const top = Math.max(0, layers.length - 1)

  const title = tagTitle(words('links'), report, state.units)
  useEffect(() => {
    document.title = `${title} · Strata`
  }, [title])

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
    <TagContext
      value={{
        report,
        image: key,
        chain,
        reading,
        state,
        change,
        chosen: Math.min(top, Math.max(0, state.layer ?? top)),
        instructions: layers.map((position) => textOf(report, position)),
        colours: coloursOf(report),
      }}
    >
      <main id="figures" className="mx-auto flex max-w-[1440px] flex-col gap-4 px-4 py-4">
        <TagHeader />
        {failures.map((failure) => (
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
              <Tabs.Content value="layers">
                <div className="flex flex-col gap-4">
                  <Overview />
                  <ChainPanel />
                </div>
              </Tabs.Content>
              <Tabs.Content value="files">
                {chain?.figure ? (
                  <div className="flex flex-col gap-4">
                    <FilesPanel searches={searches} />
                    <UnionFigureView figure={chain.figure} />
                  </div>
                ) : (
                  <Unread />
                )}
              </Tabs.Content>
              <Tabs.Content value="waste">
                {chain?.waste ? <WastePanel waste={chain.waste} /> : <Unread />}
              </Tabs.Content>
              <Tabs.Content value="compare">
                <DiffPanel />
              </Tabs.Content>
            </Tabs.Root>
          </ExportScope>
        )}
      </main>
    </TagContext>
  )
}

/** In place of what is computed from files. */
function Unread() {
  const { chain, reading } = useTag()
  if (!chain || !reading) return <Loading />
  return (
    <div className="rounded-xl border border-line bg-surface p-4 sm:p-5">
      <ScanBar reading={reading} />
    </div>
  )
}

function textOf({ layers }: ImageReport, position: number): string {
  const { createdBy, diffId = '' } = layers[position] ?? {}
  return shortHashes((createdBy && parseInstruction(createdBy).text) || shortDigest(diffId))
}
