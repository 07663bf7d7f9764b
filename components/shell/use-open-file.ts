import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { ApiError } from '@/components/data/get-json'
import { archivesQuery, snapshotsQuery } from '@/components/data/queries'
import { uploadArchive, uploadSnapshot } from '@/components/data/uploads'
import { useFailureText } from '@/components/states/use-failure-text'
import { notify } from '@/components/ui/notices'
import { archiveHref } from '@/lib/link/source-choice'
import { useQueue } from './use-queue'

/** What the dialog for choosing a file offers. */
export const OPENABLE = '.json,.gz,.tar,application/json,application/gzip,application/x-tar'

/** Up to this length a file is sent without asking for the limit first. */
const SENT_WHOLE = 1 << 20

/** Opens a file of this computer: a snapshot, or an image archive, whichever its name says. Failures are shown as notices. */
export function useOpenFile() {
  const t = useTranslations('snapshots')
  const { failureText } = useFailureText()
  const client = useQueryClient()
  const router = useRouter()
  const mutation = useMutation({
    mutationFn: async (file: File) => {
      if (/\.tar$/i.test(file.name)) {
        const { name } = await uploadArchive(file)
        return { title: name, href: archiveHref(name) }
      }
      // The answer to a file that is sent whole is read; one that is cut off while it is sent has no answer.
      if (file.size <= SENT_WHOLE) return uploadSnapshot(file)
      const { limitBytes } = await client.ensureQueryData(snapshotsQuery())
      return uploadSnapshot(file, limitBytes)
    },
    onSuccess: ({ title, href }) => {
      void client.invalidateQueries(snapshotsQuery())
      void client.invalidateQueries(archivesQuery())
      notify({ tone: 'good', text: t('opened', { title }) })
      router.push(href)
    },
    onError: (error, { name }) => {
      const failure = error instanceof ApiError ? error.problem.failure : undefined
      const reason = failure ? failureText(failure) : error.message
      // The sentence of a snapshot's failure names the file itself.
      const named = failure?.code === 'bad-snapshot'
      notify({ tone: 'bad', text: named ? reason : t('failed', { name, reason }) })
    },
  })
  const queue = useQueue(mutation.isPending)
  return { open: mutation.mutate, opening: mutation.isPending ? mutation.variables.name : undefined, queue }
}
