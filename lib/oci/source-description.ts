import type { Store } from './facts'
import type { Platform } from './types'

/** What a source says of itself. */
export type SourceDescription =
  | {
      readonly kind: 'daemon'
      readonly name: string
      /** `unix:///var/run/docker.sock`, `tcp://…`; never with credentials. */
      readonly endpoint: string
      /** Where the endpoint was named: `DOCKER_HOST`, `context desktop-linux`, `default socket`, `rootless socket`. */
      readonly foundBy: string
      readonly version: string
      readonly apiVersion: string
      readonly store: Store
      readonly storageDriver: string
      readonly platform: Platform
    }
  | { readonly kind: 'registry'; readonly name: string; readonly host: string; readonly insecure: boolean }
  | {
      readonly kind: 'snapshot'
      readonly name: string
      readonly title: string
      readonly createdAt: string
      /** What a person wrote about it; empty when nothing. */
      readonly notes: string
      /** Engine that the facts were read from, if any. */
      readonly engine?: { readonly version: string; readonly store: Store } | undefined
    }
  | { readonly kind: 'archive'; readonly name: string }
