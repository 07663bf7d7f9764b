import { FileSearch, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { Alert } from '@/components/states/alert'
import { type PairKey, scanSearch } from '@/components/tag/queries'
import { Button } from '@/components/ui/button'
import type { DiffSide } from '@/lib/analysis/diff-report'
import { formatBytes } from '@/lib/i18n/format'
import { ReadProblems, ReadProgress } from '../scan/reading'
import { useScan } from '../scan/use-scan'
import { useTag } from '../use-tag'
import { SideMark } from './marks'

interface Props {
  readonly pair: PairKey
  readonly a: DiffSide
  readonly b: DiffSide
}

/** Reads the files of both tags: at once when they are small, else when a person says so. */
export function FilesReader({ pair, a, b }: Props) {
  const t = useTranslations('diff')
  const states = useTranslations('states')
  const { scan, start, cancel } = useScan(scanSearch([pair.a, pair.b], pair))
  const readable = a.files.readable && b.files.readable
  const small = a.files.small && b.files.small
  useEffect(() => {
    if (readable && small) start()
  }, [readable, small, start])

  if (scan.state === 'running') {
    return (
      <div className="flex flex-wrap items-end gap-3">
        <ReadProgress progress={scan.progress} />
        <Button onClick={cancel}>
          <X className="size-4" aria-hidden="true" />
          {t('cancel')}
        </Button>
      </div>
    )
  }
  return (
    <div className="flex flex-col items-start gap-3">
      {scan.state === 'done' && <ReadProblems problems={scan.problems} />}
      {scan.state === 'failed' && (
        <Alert>
          {states('failed')} {scan.problem?.detail}
        </Alert>
      )}
      <p className="text-sm">{t(readable ? 'unread' : 'unreadable')}</p>
      <ul className="flex flex-col gap-1 text-muted text-sm">
        <Missing side="a" of={a} />
        <Missing side="b" of={b} />
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

interface MissingProps {
  readonly side: 'a' | 'b'
  readonly of: DiffSide
}

function Missing({ side, of: { files } }: MissingProps) {
  const t = useTranslations('diff')
  const { units } = useTag().state
  const { known, layers, missingBytes } = files
  return (
    <li className="flex items-start gap-2 leading-6">
      <SideMark side={side} />
      {t('knownOf', { known, layers })}
      {known < layers &&
        missingBytes !== undefined &&
        ` · ${t('missing', { bytes: formatBytes(missingBytes, 'transfer', units) })}`}
    </li>
  )
}
