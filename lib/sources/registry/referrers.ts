import { kindOfType, type ReferrerFacts } from '../../oci/artifact'
import type { Digest } from '../../oci/digest'
import type { ImageFacts } from '../../oci/facts'
import type { SourceFailure } from '../../oci/failure'
import { attestedBy } from '../../oci/platform'
import type { Repository } from '../../oci/reference'
import type { Descriptor } from '../../oci/types'
import { Budget } from '../budget'
import { checked, jsonOf, malformed } from '../json'
import { failureIn } from '../source'
import type { RegistryClient } from './client'
import { type Asker, type Document, type Documents, pullScope } from './documents'
import { nextPage } from './lists'
import { entriesWithin } from './nested'
import { indexSchema } from './schemas'

const PAGE_LIMIT_BYTES = 4 << 20
const MOST_PAGES = 20
const MOST_REFERRERS = 1000
/** Referrers whose manifest is read for their bytes; each is a question. */
const MOST_READ = 100
/** A list of many pages may take so many times the time of one question. */
const PATIENCE = 3
/** What cosign puts behind the digest in a tag. */
const COSIGN = ['sig', 'att', 'sbom']

interface Found {
  readonly digest: Digest
  /** The image or index that it hangs on. */
  readonly subject: Digest
  readonly entry?: Descriptor | undefined
  readonly tag?: string | undefined
}

/**
 * What hangs on an image, and on the index that it is in, each once: by the referrers API or, where a registry has
 * none, by its fallback tag; by cosign's tags; and as attestations among the entries of the index.
 *
 * @throws SourceError for a failure of the registry as a whole, and `malformed` for more than anyone hangs on an image
 * @see the distribution-spec, "Listing Referrers" and "Referrers Tag Schema"; https://github.com/sigstore/cosign/blob/main/specs/SIGNATURE_SPEC.md
 */
export async function readReferrers(
  client: RegistryClient,
  documents: Documents,
  repository: Repository,
  image: ImageFacts,
  signal: AbortSignal,
): Promise<readonly ReferrerFacts[]> {
  const asker = (patience = 1) => ({ signal, budget: new Budget(client.timeoutMs * patience) })
  const { manifestDigest, indexDigest } = image
  const subjects = [manifestDigest, indexDigest].flatMap((digest) =>
    digest === undefined ? [] : [digest as string as Digest],
  )
  const read = (name: { readonly tag: string } | { readonly digest: Digest }) =>
    orNothing(() => documents.manifest({ ...repository, ...name }, asker()), UNREADABLE)

  async function ofSubject(subject: Digest): Promise<readonly Found[]> {
    const stem = subject.replace(':', '-')
    const byTag = async (tag: string): Promise<readonly Found[]> => {
      const document = await read({ tag })
      if (document?.kind !== 'index') return document ? [{ digest: document.digest, subject, tag }] : []
      return document.index.manifests.map((entry) => ({ digest: entry.digest, subject, entry, tag }))
    }
    const listed = orNothing(() => pagesOf(client, repository, subject, asker(PATIENCE))).then(
      (entries) => entries?.map((entry) => ({ digest: entry.digest, subject, entry })) ?? byTag(stem),
    )
    return (await Promise.all([listed, ...COSIGN.map((suffix) => byTag(`${stem}.${suffix}`))])).flat()
  }

  async function besideInIndex(): Promise<readonly Found[]> {
    const top = indexDigest && (await read({ digest: indexDigest as string as Digest }))
    if (top?.kind !== 'index') return []
    const inner = (digest: Digest) => documents.manifest({ ...repository, digest }, asker())
    const entries = await orNothing(() => entriesWithin(top.index, inner, client.host), UNREADABLE)
    return (entries ?? []).flatMap((entry) => {
      const of = attestedBy(entry)
      if (of === undefined || (of !== true && of !== manifestDigest)) return []
      return [{ digest: entry.digest, subject: (manifestDigest ?? indexDigest) as string as Digest, entry }]
    })
  }

  const all = (await Promise.all([...subjects.map(ofSubject), besideInIndex()])).flat()
  const found = new Map<Digest, Found>()
  for (const one of all)
    found.set(one.digest, { ...one, ...found.get(one.digest), ...(one.tag && { tag: one.tag }) })
  if (found.size > MOST_REFERRERS) throw malformed(client.host, `referrers: more than ${MOST_REFERRERS}`)
  return Promise.all(
    [...found.values()].map(async (one, position) =>
      described(one, position < MOST_READ ? await read({ digest: one.digest }) : undefined),
    ),
  )
}

/** As its manifest describes it, else as it was listed. */
function described({ digest, subject, entry, tag }: Found, document: Document | undefined): ReferrerFacts {
  const mediaType = (entry?.artifactType || entry?.mediaType || '').slice(0, 200)
  const attests = entry && attestedBy(entry) !== undefined
  const kind = kindOfType(entry?.artifactType) ?? (attests ? 'attestation' : 'artifact')
  const known = document?.kind === 'artifact' ? document.artifact : { kind, mediaType }
  return { ...known, subject: known.subject ?? subject, digest, tag }
}

const UNREADABLE: readonly SourceFailure['code'][] = [
  'malformed',
  'unsupported',
  'too-large',
  'digest-mismatch',
]

/** What is asked for; undefined when it is not there, when the registry does not know such a question, and `also`. */
async function orNothing<T>(
  work: () => Promise<T>,
  also: readonly SourceFailure['code'][] = [],
): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    const failure = failureIn(error)
    const unknown = failure.code === 'server-error' && (failure.status < 500 || failure.status === 501)
    if (unknown || failure.code === 'not-found' || also.includes(failure.code)) return undefined
    throw error
  }
}

/** The pages of the referrers API for one digest. */
async function pagesOf(
  client: RegistryClient,
  repository: Repository,
  subject: Digest,
  { signal, budget }: Asker,
): Promise<readonly Descriptor[]> {
  const first = `/v2/${repository.repository}/referrers/${subject}`
  const ask = {
    accept: 'application/vnd.oci.image.index.v1+json',
    scope: pullScope(repository),
    what: `${repository.host}/${repository.repository}@${subject}`,
    limitBytes: PAGE_LIMIT_BYTES,
    budget,
  }
  const entries = new Map<Digest, Descriptor>()
  const seen = new Set<string>()
  for (let path: string | undefined = first; path !== undefined && !seen.has(path); ) {
    if (seen.size === MOST_PAGES || entries.size > MOST_REFERRERS)
      throw malformed(client.host, 'referrers: too many')
    seen.add(path)
    const answer = await client.ask(path, ask, signal)
    const page = checked(jsonOf(answer.body, client.host), indexSchema, client.host)
    for (const entry of page.manifests) entries.set(entry.digest, entry)
    path = nextPage(answer, first)
  }
  return [...entries.values()]
}
