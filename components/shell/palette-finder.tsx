import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { Container, Plus, Tag } from 'lucide-react'
import { usePathname, useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { createSerializer, useQueryStates } from 'nuqs'
import { compareQuery, repositoriesQuery, tagsQuery } from '@/components/data/queries'
import { notify } from '@/components/ui/notices'
import type { CompareReport } from '@/lib/analysis/report'
import { unpackText } from '@/lib/analysis/wire'
import { NAVIGATION } from '@/lib/link/pages'
import { MAX_STRATEGIES } from '@/lib/link/strategy-param'
import { tagLink } from '@/lib/link/tag-state'
import { toCompareInput, viewParsers } from '@/lib/link/view-state'
import { parseReference } from '@/lib/oci/reference'
import { type Line, PaletteGroup, type Run } from './palette-group'

interface Props {
  readonly text: string
  readonly run: Run
}

/** Lines beyond this number are found by typing more. */
const MOST = 60

/** Repositories to compare and, once one is typed, its tags to open. */
export function PaletteFinder({ text, run }: Props) {
  const t = useTranslations('palette')
  const [view] = useQueryStates(viewParsers)
  const { data, isPending } = useQuery(repositoriesQuery(view.source))
  const add = useAddStrategy()
  const typed = text.trim()
  const found = (data?.repositories ?? []).filter(({ repository, familiar }) =>
    [repository, familiar].some((name) => name.includes(nameOf(typed).toLowerCase())),
  )
  const compared = view.s.map(({ reference }) => reference)
  const hasTag = nameOf(typed) !== typed
  const tags = typed !== '' && <Tags typed={typed} known={found.map(({ familiar }) => familiar)} run={run} />
  const lines = found.slice(0, MOST).map(({ familiar, tags }): Line => {
    const isCompared = compared.includes(familiar)
    return {
      value: `add ${familiar}`,
      text: familiar,
      keywords: [typed],
      icon: isCompared ? Container : Plus,
      note: tags === undefined ? undefined : t('tagCount', { count: tags }),
      chosen: isCompared ? t('compared') : undefined,
      act: () => void add(familiar),
    }
  })
  return (
    <>
      {hasTag && tags}
      <PaletteGroup heading={t('groups.repositories')} lines={lines} run={run}>
        {isPending && <p className="px-2.5 py-1.5 text-muted text-sm">{t('loading')}</p>}
      </PaletteGroup>
      {!hasTag && tags}
    </>
  )
}

/** What is typed before a tag: `localhost:5000/app` of `localhost:5000/app:0.0`. */
function nameOf(typed: string): string {
  const colon = typed.lastIndexOf(':')
  return colon > typed.lastIndexOf('/') && colon > 0 ? typed.slice(0, colon) : typed
}

interface TagsProps {
  readonly typed: string
  /** Repositories that the text may mean. */
  readonly known: readonly string[]
  readonly run: Run
}

/** Repositories that are asked for their tags at once. */
const MOST_ASKED = 4

/** Tags of the repository that is typed, or of those that its part may mean. */
function Tags({ typed, known, run }: TagsProps) {
  const t = useTranslations('palette')
  const router = useRouter()
  const [{ source, units, lang, platform }] = useQueryStates(viewParsers)
  const name = nameOf(typed)
  const begun = typed.slice(name.length + 1)
  const hasTag = name !== typed
  const isReference = parseReference(typed) !== undefined
  const meant = known.includes(name) ? [name] : known.length > 0 ? known : isReference ? [name] : []
  const asks = hasTag ? meant.length <= MOST_ASKED : typed !== '' && known.length === 1
  const tags = useQueries({
    queries: (asks ? meant : []).map((repository) => tagsQuery(repository, source)),
    combine: (answers) =>
      answers.flatMap(({ data }, index) =>
        (data?.tags ?? []).map(({ tag }) => ({ tag, reference: `${meant[index]}:${tag}` })),
      ),
  }).filter(({ tag }) => tag.includes(begun))
  const lineOf = (ref: string, value: string, text: string): Line => {
    const act = () => router.push(tagLink({ ref, source, units, lang, platform }))
    return { value, text, keywords: [typed], icon: Tag, act }
  }
  const lines = tags.slice(-MOST).map(({ reference }) => lineOf(reference, `tag ${reference}`, reference))
  if (hasTag && isReference && begun !== '' && tags.length === 0) {
    lines.push(lineOf(typed, `open ${typed}`, t('openTag', { reference: typed })))
  }
  return <PaletteGroup heading={t('groups.tags')} lines={lines} run={run} />
}

const serialize = createSerializer(viewParsers)

/** Adds a repository to what is compared, on this page or, where nothing is compared, on the Compare page. */
function useAddStrategy() {
  const t = useTranslations('palette')
  const client = useQueryClient()
  const router = useRouter()
  const path = usePathname()
  const [view, setView] = useQueryStates(viewParsers)
  return async (reference: string) => {
    const stays = NAVIGATION.some((page) => page.path === path)
    // The sample's strategies are not in the link until one of them changes.
    const shown =
      view.s.length > 0 || path === '/planner' || !stays
        ? view.s
        : await client
            .ensureQueryData(compareQuery(toCompareInput(view)))
            .then((text) => unpackText<CompareReport>(text).strategies.map(({ input }) => input))
            .catch(() => [])
    if (shown.length >= MAX_STRATEGIES) return notify({ tone: 'bad', text: t('full') })
    const s = [...shown, { reference }]
    if (stays) await setView({ s }, { history: 'push' })
    else router.push(serialize('/', { s, source: view.source, units: view.units, lang: view.lang }))
    notify({ tone: 'good', text: t('added', { reference }) })
  }
}
