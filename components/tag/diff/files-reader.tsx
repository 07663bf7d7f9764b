import { FileSearch, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { Alert } from '@/components/states/alert'
import type { PairKey } from '@/components/tag/queries'
import { Button } from '@/components/ui/button'
import type { DiffSide } from '@/lib/analysis/diff-report'
import { formatBytes, type Units } from '@/lib/i18n/format'
import { ReadProblems } from '../scan/read-problems'
import { ReadProgress } from '../scan/read-progress'
import { type Scan, useScan } from '../scan/use-scan'
import { SideMark } from './side-mark'

interface Props {
  readonly pair: PairKey
  readonly a: DiffSide
  readonly b: DiffSide
  readonly units: Units
}

/** Reads the files of both tags: at once when they are small, else when a person says so. */
export function FilesReader({ pair, a, b, units }: Props) {
  const t = useTranslations('diff')
  const { scan, start, cancel } = useScan(scanSearch(pair))
  const readable = a.files.readable && b.files.readable
  const small = a.files.small && b.files.small
  useEffect(() => {
    if (readable && small) start()
  }, [readable, small, start])

  if (scan.state === 'running') {
    return (
      <div className="flex flex-wrap items-end gap-3">
        <ReadProgress progress={scan.progress} units={units} />
        <Button onClick={cancel}>
          <X className="size-4" aria-hidden="true" />
          {t('cancel')}
        </Button>
      </div>
    )
  }
  return (
    <div className="flex flex-col items-start gap-3">
      <Problems scan={scan} />
      <p className="text-sm">{t(readable ? 'unread' : 'unreadable')}</p>
      <ul className="flex flex-col gap-1 text-muted text-sm">
        <Missing side="a" of={a} units={units} />
        <Missing side="b" of={b} units={units} />
      </ul>
      {readable && (
        <Button tone="strong" onClick={start}>
          <FileSearch className="size-4" aria-hidden="true" />
          {t(scan.state === 'idle' ? 'read' : 'readAgain')}
        </Button>
      )}
    </div>
  )
}

function scanSearch({ a, b, platform, source }: PairKey): string {
  const search = new URLSearchParams([
    ['reference', a],
    ['reference', b],
    ['source', source],
  ])
  if (platform !== undefined) search.set('platform', platform)
  return `?${search}`
}

function Problems({ scan }: { readonly scan: Scan }) {
  const states = useTranslations('states')
  if (scan.state === 'done') return <ReadProblems problems={scan.problems} />
  if (scan.state !== 'failed') return null
  return (
    <Alert>
      {states('failed')} {scan.problem?.detail}
    </Alert>
  )
}

interface MissingProps {
  readonly side: 'a' | 'b'
  readonly of: DiffSide
  readonly units: Units
}

function Missing({ side, of: { files }, units }: MissingProps) {
  const t = useTranslations('diff')
  const { known, layers, missingBytes } = files
  return (
    <li className="flex items-start gap-2 leading-6">
      <SideMark side={side} />
      {t('knownOf', { known, layers })}
      {known < layers &&
        missingBytes !== undefined &&
        ` · ${t('missing', { bytes: formatBytes(missingBytes, units) })}`}
    </li>
  )
}
