import { createHash } from 'node:crypto'

export const sha256 = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`

/** What a registry holds of one tag. */
export interface Documents {
  readonly tag: string
  readonly manifest: string
  readonly config: string
}

const OCI = 'application/vnd.oci.image'

/** Layer contents are one line each: what is measured is the number of documents, not of bytes. */
export const layerContent = (index: number) => `layer ${index}\n`

/** A series of which every tag has `layers` layers: the topmost its own, those below chained and common to all. */
export function chainedSeries(tags: number, layers: number): readonly Documents[] {
  return Array.from({ length: tags }, (_, tag) => {
    const own = Array.from({ length: layers }, (_, index) => (index < layers - 1 ? index : index + tag))
    const config = JSON.stringify({
      os: 'linux',
      architecture: 'amd64',
      created: new Date(1_700_000_000_000 + tag * 1000).toISOString(),
      rootfs: { type: 'layers', diff_ids: own.map((index) => sha256(layerContent(index))) },
      history: own.map((index) => ({
        created: '2026-01-01T00:00:00Z',
        created_by: `/bin/sh -c #(nop) COPY dir:${sha256(String(index)).slice(7)} in . `,
      })),
    })
    const manifest = JSON.stringify({
      schemaVersion: 2,
      mediaType: `${OCI}.manifest.v1+json`,
      config: { mediaType: `${OCI}.config.v1+json`, digest: sha256(config), size: config.length },
      layers: own.map((index) => ({
        mediaType: `${OCI}.layer.v1.tar`,
        digest: sha256(layerContent(index)),
        size: layerContent(index).length,
      })),
    })
    return { tag: `0.0.${tag + 1}`, manifest, config }
  })
}

/** Number of distinct layers of a series made by `chainedSeries`. */
export const distinctLayers = (tags: number, layers: number) => layers - 1 + tags
