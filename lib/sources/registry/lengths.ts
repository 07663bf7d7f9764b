import { z } from 'zod'
import type { TransferBytes } from '../../oci/bytes'
import { type BlobDigest, EMPTY_BLOB } from '../../oci/digest'
import type { BlobFacts } from '../../oci/facts'
import { isPossible } from '../../oci/packing'
import type { Repository } from '../../oci/reference'
import { Budget } from '../budget'
import type { FactsStore } from '../facts-store'
import { cacheOfBytes } from '../held-bytes'
import { Shared } from '../shared'
import type { RegistryClient } from './client'
import type { Documents } from './documents'

/** Blobs of one image that are asked for; each is a question. */
const MOST_ASKED = 128
/** What has not been answered by then is left as the manifest says. */
const PATIENCE_MS = 2000
/** A registry that did not answer is not asked for the same blob again until then, in ms. */
const UNSAID_MS = 60_000
const UNSAID_BYTES = 256 << 10
/** Blobs of other lengths than their manifests say that are kept of one registry. */
const MOST_KEPT = 1000

const keptSchema = z.record(z.string(), z.number().refine(isPossible)).catch({})

/** Holds what manifests say of the lengths of blobs against what the registry says, and keeps what differs for good. */
export class Lengths {
  private readonly asking = new Shared<number | undefined>()
  private readonly unsaid = cacheOfBytes<true>(UNSAID_BYTES, UNSAID_MS)
  private readonly others = new Map<string, number>()
  private kept: Promise<void> | undefined

  /** @param onOther  called with each blob that is not as long as its manifest says */
  constructor(
    private readonly client: RegistryClient,
    private readonly documents: Documents,
    private readonly facts: FactsStore | undefined,
    private readonly onOther: (digest: BlobDigest, bytes: TransferBytes) => void,
  ) {}

  /** Takes up what was found to differ by this or an earlier process. */
  recall(): Promise<void> {
    this.kept ??= this.read()
    return this.kept
  }

  /** Asks for the lengths of blobs, each once, as far as they come in time. @throws the signal's reason */
  async ask(repository: Repository, blobs: Iterable<BlobFacts>, signal: AbortSignal): Promise<void> {
    const wanted = new Map<BlobDigest, BlobFacts>()
    for (const blob of blobs) {
      const isAsked = blob.digest === EMPTY_BLOB || blob.foreign || this.unsaid.has(blob.digest)
      if (!isAsked && wanted.size < MOST_ASKED) wanted.set(blob.digest, blob)
    }
    const within = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)])
    const work = [...wanted.values()].map(async ({ digest, transferBytes }) => {
      const bytes = await this.lengthOf(repository, digest, within)
      if (bytes === undefined) this.unsaid.set(digest, true)
      else if (bytes !== transferBytes) this.note(digest, bytes)
    })
    await Promise.all(work)
  }

  private async lengthOf(repository: Repository, digest: BlobDigest, within: AbortSignal) {
    const ask = (signal: AbortSignal) =>
      this.documents.lengthOf(repository, digest, { signal, budget: new Budget(this.client.timeoutMs) })
    return this.asking.get(digest, within, ask).catch(() => undefined)
  }

  private note(digest: BlobDigest, bytes: number): void {
    this.onOther(digest, bytes as TransferBytes)
    if (this.others.get(digest) === bytes || this.others.size >= MOST_KEPT) return
    this.others.set(digest, bytes)
    this.facts?.set(this.key, Object.fromEntries(this.others))
  }

  private async read(): Promise<void> {
    const kept = keptSchema.parse(await this.facts?.get(this.key).catch(() => undefined))
    for (const [digest, bytes] of Object.entries(kept)) this.note(digest as BlobDigest, bytes)
  }

  /** By host: a registry may say of its own blobs what it likes. */
  private get key(): string {
    return `other lengths ${this.client.host}`
  }
}
