import { useQuery } from '@tanstack/react-query'
import type { ImageReport } from '@/lib/analysis/report'
import type { TagState } from '@/lib/link/tag-state'
import { formatRepository, parseReference } from '@/lib/oci/reference'
import { type ImageKey, shownQuery } from './queries'

/**
 * The tag that the link names with what its layers are; the one that was shown until all of it is there, so that the
 * parts of the page go from one tag to another together.
 *
 * @param first  the tag that the page came with
 */
export function useShownTag(first: ImageReport, { ref, platform, source }: TagState) {
  const named = parseReference(ref)
  const reference = named ? `${formatRepository(named)}:${named.tag ?? 'latest'}` : first.tag.reference
  const isFirst = reference === first.tag.reference
  const key: ImageKey = { reference, platform: platform ?? undefined, source }
  const { data, isPlaceholderData, error, refetch } = useQuery({
    ...shownQuery(key, isFirst ? first : undefined),
    enabled: first.tag.image !== undefined,
  })
  const isThere = data !== undefined && !isPlaceholderData
  const report = isFirst ? first : (data?.report ?? first)
  const chain = isThere || !isFirst ? data?.chain : undefined
  return { report, chain, image: { ...key, reference: report.tag.reference }, error, refetch }
}
