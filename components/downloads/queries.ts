import { packedQuery } from '@/components/data/queries'
import type { DownloadsReport } from '@/lib/analysis/downloads-report'
import type { DownloadsInput } from '@/lib/analysis/question'
import { downloadsSearch } from '@/lib/link/downloads-state'

export const downloadsQuery = (input: DownloadsInput) =>
  packedQuery<DownloadsReport>('downloads', downloadsSearch(input))
