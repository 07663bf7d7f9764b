import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { ChainReport, FilesProblem, FilesState } from '@/lib/analysis/chain-report'
import { parseReference } from '@/lib/oci/reference'
import { type ImageKey, placeQuery, scanSearch } from '../queries'
import { useScan } from './use-scan'

/** Files that are not known yet, and how far the reading of them is. */
export interface Reading extends ReturnType<typeof useScan> {
  readonly files: FilesState
  readonly missing: number
  /** The tag before, where its files are read along. */
  readonly other: string | undefined
  readonly problems: readonly FilesProblem[]
}

/**
 * Reads the tag's files with those of the tag before, with which they are compared: small ones at once, else when a
 * person says so. It belongs to the page, so that going from tab to tab does not end it.
 *
 * @returns  undefined once all are known, and until it is known whether they are
 */
export function useReading(
  image: ImageKey,
  chain: ChainReport | undefined,
  isEnabled: boolean,
): Reading | undefined {
  const { data: place, isPending } = useQuery({ ...placeQuery(image), enabled: isEnabled })
  // What a source cannot give together is offered by itself.
  const other = place?.files.readable ? place.previous : undefined
  const files = other === undefined ? chain?.files : place?.files
  const scan = useScan(scanSearch([image.reference, ...(other === undefined ? [] : [other])], image))
  const missing = files ? files.layers - files.known : 0
  const { start } = scan
  const isAuto = isEnabled && !isPending && missing > 0 && canStart(files, chain)

  useEffect(() => {
    if (isAuto) start()
  }, [isAuto, start])

  if (!files || !chain || isPending || missing === 0) return undefined
  const problems = scan.scan.state === 'done' ? scan.scan.problems : chain.problems
  return { ...scan, files, missing, other: other && parseReference(other)?.tag, problems }
}

const canStart = (files: FilesState | undefined, chain: ChainReport | undefined) =>
  files?.small === true && files.readable && chain?.problems.length === 0
