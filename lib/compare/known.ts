import { familiarReference, parseReference } from '../oci/reference'
import type { ImageEnd } from '../sources/source'
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

/** Finds the name of the image that ends exactly at a chainID. */
export class KnownImages {
  private readonly names = new Map<string, string[]>()

  constructor(known: readonly ImageEnd[], series: readonly (readonly TagImage[])[]) {
    const compared = series.flat().flatMap(({ image }) => {
      const top = image?.layers.at(-1)
      return image && top ? [{ reference: image.reference, chainId: top.chainId as string }] : []
    })
    for (const { reference, chainId } of [...known, ...compared]) {
      const names = this.names.get(chainId)
      if (!names) this.names.set(chainId, [reference])
      else if (!names.includes(reference)) names.push(reference)
    }
  }

  /**
   * @param except  canonical repository whose own tags don't count as a base
   * @returns       the shortest familiar name, so that `centos` goes before `mirror.example/os/centos:7`
   */
  baseAt(chainId: string, except?: string): string | undefined {
    const names = (this.names.get(chainId) ?? []).filter(
      (name) => except === undefined || !name.startsWith(`${except}:`),
    )
    const [shortest] = names.toSorted((a, b) => familiar(a).length - familiar(b).length || (a < b ? -1 : 1))
    return shortest === undefined ? undefined : baseName(shortest)
  }
}

function familiar(reference: string): string {
  const parsed = parseReference(reference)
  return parsed ? familiarReference(parsed) : reference
}
