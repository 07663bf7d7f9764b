import type { RuleId } from './rules'

/**
 * Which layer takes the next lane of unpacking: the lowest that is not unpacked yet, also while its blob is still
 * under way (`base`), or whichever blob has come first (`arrival`).
 */
export const UNPACK_ORDERS = ['base', 'arrival'] as const
export type UnpackOrder = (typeof UNPACK_ORDERS)[number]

/** What a profile sets; a person may change each for a pull. */
export interface HostSettings {
  /** The store's rule. It also says whether blobs are kept once they are unpacked, and whether layers have a limit. */
  readonly rule: RuleId
  /** Requests for blobs, or for parts of them, at a time. */
  readonly downloads: number
  /** MiB of one part of a layer, each a request of its own; 0 fetches a layer in one. */
  readonly partMib: number
  /** Layers that are unpacked at a time. */
  readonly lanes: number
  readonly order: UnpackOrder
}

/** Where a setting is written, by the names that the method's page has for it. */
export type SettingSource =
  | 'download'
  | 'dockerd'
  | 'pullV2'
  | 'unpacker'
  | 'transfer'
  | 'cri'
  | 'eks'
  | 'storageDest'
  | 'chunkedPull'
  | 'copy'
  | 'copyLayers'
  | 'commit'
  | 'nodeadm'
  | 'soci'

/** A kind of host as people know it. Its words are messages: `profiles.<id>`. */
export interface HostProfile extends HostSettings {
  readonly id: string
  readonly sources: Readonly<Record<keyof HostSettings, SettingSource>>
}

/** What engines do unless they are configured otherwise: a layer in one request, and unpacked after the layer below. */
const PLAIN = { partMib: 0, lanes: 1, order: 'base' } as const
/** containerd's `MaxConcurrentDownloads`, `ConcurrentLayerFetchBuffer`, `MaxConcurrentUnpacks`. */
const TRANSFER = { downloads: 'transfer', partMib: 'transfer', lanes: 'transfer', order: 'unpacker' } as const

/** Every kind of host, in the order in which they are offered. Adding one is one line here, and its words. */
export const HOST_PROFILES = [
  {
    id: 'overlay2',
    rule: 'classic',
    downloads: 3,
    ...PLAIN,
    sources: {
      rule: 'pullV2',
      downloads: 'dockerd',
      partMib: 'pullV2',
      lanes: 'download',
      order: 'download',
    },
  },
  {
    id: 'containerd',
    rule: 'containerd',
    downloads: 3,
    ...PLAIN,
    sources: { rule: 'unpacker', ...TRANSFER },
  },
  {
    id: 'discarding',
    rule: 'prefix-only',
    downloads: 3,
    ...PLAIN,
    sources: { rule: 'eks', ...TRANSFER, downloads: 'cri', partMib: 'cri' },
  },
  {
    id: 'podman',
    rule: 'containers-storage',
    downloads: 6,
    ...PLAIN,
    sources: {
      rule: 'storageDest',
      downloads: 'copy',
      partMib: 'copyLayers',
      lanes: 'commit',
      order: 'commit',
    },
  },
  {
    id: 'chunked',
    rule: 'zstd-chunked',
    downloads: 6,
    ...PLAIN,
    sources: {
      rule: 'chunkedPull',
      downloads: 'copy',
      partMib: 'copyLayers',
      lanes: 'commit',
      order: 'commit',
    },
  },
  {
    id: 'soci',
    rule: 'prefix-only',
    downloads: 20,
    partMib: 16,
    lanes: 12,
    order: 'arrival',
    sources: { rule: 'nodeadm', downloads: 'nodeadm', partMib: 'nodeadm', lanes: 'nodeadm', order: 'soci' },
  },
] as const satisfies readonly HostProfile[]

export type HostProfileId = (typeof HOST_PROFILES)[number]['id']

/** What a person may choose: a kind of host, or that of the daemon that answers. */
export const PROFILE_CHOICES: readonly (HostProfileId | 'auto')[] = [
  'auto',
  ...HOST_PROFILES.map(({ id }) => id),
]

/** A kind of host, and a rule in place of its own where that is not `auto`. */
export interface HostChoice {
  readonly profile: HostProfileId | 'auto'
  readonly rule: RuleId | 'auto'
}

/** The rule that a choice asks for; `auto` is that of the daemon that answers. */
export function ruleAsked({ profile, rule }: HostChoice): RuleId | 'auto' {
  return rule !== 'auto' ? rule : (HOST_PROFILES.find(({ id }) => id === profile)?.rule ?? 'auto')
}

/**
 * The kind of host that a choice means: the one that it names, else the first of the list that follows the rule.
 *
 * @param inUse  the rule that figures were computed with
 */
export function profileMeant({ profile }: Pick<HostChoice, 'profile'>, inUse: RuleId): NamedProfile {
  const fits = ({ id, rule }: NamedProfile) => (profile === 'auto' ? rule === inUse : id === profile)
  return HOST_PROFILES.find(fits) ?? HOST_PROFILES[0]
}

type NamedProfile = HostProfile & { readonly id: HostProfileId }
