import type { ImageEnd } from '../../oci/facts'
import { familiarReference, formatRepository, parseReference } from '../../oci/reference'
import type { TagImage } from './tag-image'

/**
 * A base's name as the articles write it: `centos` for `localhost:5000/centos:latest`, `node:20` for
 * `docker.io/library/node:20`.
 */
export function baseName(reference: string): string {
  const parsed = parseReference(reference)
  if (!parsed) return reference
  const name = parsed.repository.slice(parsed.repository.lastIndexOf('/') + 1)
  return parsed.tag === undefined || parsed.tag === 'latest' ? name : `${name}:${parsed.tag}`
}

/** What one repository calls the images that end at one chainID. */
interface Name {
  readonly reference: string
  readonly familiar: string
}

/** Finds the name of the image that ends exactly at a chainID. */
export class KnownImages {
  /** By chainID and repository the shortest name: a repository may have thousands of tags for one image. */
  private readonly names = new Map<string, Map<string, Name>>()

  constructor(known: readonly ImageEnd[], series: readonly (readonly TagImage[])[]) {
    for (const { reference, chainId } of known) if (reference) this.add(reference, chainId)
    for (const { image } of series.flat()) {
      const top = image?.layers.at(-1)
      if (image && top) this.add(image.reference, top.chainId)
    }
  }

  /**
   * @param except  canonical repository whose own tags don't count as a base
   * @returns       the shortest familiar name, so that `centos` goes before `mirror.example/os/centos:7`
   */
  baseAt(chainId: string, except?: string): string | undefined {
    let shortest: Name | undefined
    for (const [repository, name] of this.names.get(chainId) ?? []) {
      if (repository !== except && isShorter(name, shortest)) shortest = name
    }
    return shortest && baseName(shortest.reference)
  }

  private add(reference: string, chainId: string): void {
    const parsed = parseReference(reference)
    // A digest is no name of a base: who has the image under it alone calls it by none.
    if (parsed?.digest) return
    const repository = parsed ? formatRepository(parsed) : reference
    const name = { reference, familiar: parsed ? familiarReference(parsed) : reference }
    const names = this.names.get(chainId) ?? new Map<string, Name>()
    this.names.set(chainId, names)
    if (isShorter(name, names.get(repository))) names.set(repository, name)
  }
}

/** Of two names of one length the first by alphabet is taken, so that the answer is always the same. */
function isShorter(a: Name, b: Name | undefined): boolean {
  const difference = a.familiar.length - (b?.familiar.length ?? Number.POSITIVE_INFINITY)
  return difference < 0 || (difference === 0 && b !== undefined && a.reference < b.reference)
}
