import { useTranslations } from 'next-intl'
import { useEffect, useEffectEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Check } from '@/components/ui/check'
import type { PlaceTag } from '@/lib/analysis/place-report'
import { isRead } from '@/lib/document/tag/along'
import { formatBytes } from '@/lib/i18n/format'
import { scanSearch } from '../queries'
import { ReadProblems, ReadProgress } from '../scan/reading'
import { useScan } from '../scan/use-scan'
import { useTag } from '../use-tag'

interface Props {
  /** First to last release, at least two. */
  readonly tags: readonly PlaceTag[]
  /** The one that is shown. */
  readonly at: number | undefined
}

/** What tags can be laid beside one another: all that a container sees of them. */
const MERGED = { layer: null, view: 'union', hidden: false } as const
/** Beyond so many, a mark per tag says nothing more. */
const MOST_MARKS = 60

/** Goes through the tags of the series: at once where files are read, else by an offer to read them. */
export function TagSlider({ tags, at = 0 }: Props) {
  const t = useTranslations('files.slider')
  const { image, state, change } = useTag()
  const repository = image.reference.slice(0, image.reference.lastIndexOf(':'))
  // Where the handle stands while what it stands at is not shown yet.
  const [aim, setAim] = useState({ from: at, to: at })
  const to = aim.from === at ? aim.to : at
  const aimed = tags[to]
  const name = aimed?.tag ?? ''
  const isKnown = aimed !== undefined && isRead(aimed)
  const goTo = (tag: string) => change({ ...MERGED, ref: `${repository}:${tag}`, along: true, pair: null })

  function move(next: number) {
    setAim({ from: at, to: next })
    const tag = tags[next]
    if (tag && isRead(tag)) goTo(tag.tag)
  }
  return (
    <div className="mb-3 rounded-lg bg-sunken px-3 py-2">
      <div className="flex items-baseline justify-between gap-x-4 text-muted text-xs">
        <span className="min-w-0 truncate">{tags[0]?.tag}</span>
        <output className="min-w-0 truncate font-mono font-semibold text-ink text-sm">{name}</output>
        <span className="min-w-0 truncate">{tags.at(-1)?.tag}</span>
      </div>
      <input
        type="range"
        min={0}
        max={tags.length - 1}
        value={to}
        aria-label={t('label')}
        aria-valuetext={isKnown ? name : t('unread', { tag: name })}
        onChange={(event) => move(Number(event.target.value))}
        className="my-1 block w-full cursor-pointer accent-brand"
      />
      {tags.length <= MOST_MARKS && (
        <div aria-hidden="true" className="flex justify-between px-1.5">
          {tags.map((tag) => (
            <span
              key={tag.tag}
              title={isRead(tag) ? tag.tag : t('unread', { tag: tag.tag })}
              className={`size-1.5 rounded-full ${isRead(tag) ? 'bg-brand' : 'border border-line-strong'}`}
            />
          ))}
        </div>
      )}
      {isKnown || !aimed ? (
        <div className="mt-1 flex flex-wrap items-center gap-x-3">
          <Check checked={state.along} onChange={(along) => change(along ? { ...MERGED, along } : { along })}>
            {t('along')}
          </Check>
          <span className="text-muted text-xs">{t('note')}</span>
        </div>
      ) : (
        <Offer key={name} tag={aimed} reference={`${repository}:${name}`} onRead={() => goTo(name)} />
      )}
    </div>
  )
}

interface OfferProps {
  readonly tag: PlaceTag
  readonly reference: string
  readonly onRead: () => void
}

/** Reads the files of a tag that the handle stands at, and goes there. */
function Offer({ tag: { tag, files }, reference, onRead }: OfferProps) {
  const t = useTranslations('files.slider')
  const scans = useTranslations('scan')
  const { image, state } = useTag()
  const { scan, start, cancel } = useScan(scanSearch([reference], image))
  const read = useEffectEvent(onRead)
  useEffect(() => {
    if (scan.state === 'done' && scan.problems.length === 0) read()
  }, [scan])
  if (scan.state === 'running') {
    return (
      <div className="mt-2 flex flex-wrap items-end gap-3">
        <ReadProgress progress={scan.progress} />
        <Button onClick={cancel}>{scans('cancel')}</Button>
      </div>
    )
  }
  const cost = files?.missingBytes
  return (
    <div role="status" className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-2 text-sm">
      <p className="min-w-0 flex-1">
        {files?.readable
          ? t('offer', {
              tag,
              bytes: cost === undefined ? 'none' : formatBytes(cost, 'transfer', state.units),
            })
          : t('unreadable', { tag })}
      </p>
      {files?.readable && (
        <Button tone="strong" onClick={start}>
          {scan.state === 'idle' ? scans('start') : scans('again')}
        </Button>
      )}
      {scan.state === 'done' && <ReadProblems problems={scan.problems} />}
      {scan.state === 'failed' && (
        <p role="alert" className="w-full text-bad">
          {scans('failed', { detail: scan.problem?.detail ?? '' })}
        </p>
      )}
    </div>
  )
}
