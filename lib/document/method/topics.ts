import { MEASURES } from '../../analysis/measures'

/** A place where a rule is written down: a specification, or the source of an engine. */
export interface Source {
  readonly label: string
  readonly href: string
}

const IMAGE_SPEC = 'https://github.com/opencontainers/image-spec/blob/main'
/** The engine that the rules were first seen on. */
const MOBY = 'https://github.com/moby/moby/blob/v20.10.24'

const SOURCES = {
  config: { label: 'OCI image-spec, config.md: rootfs, history', href: `${IMAGE_SPEC}/config.md#properties` },
  diffId: { label: 'OCI image-spec, config.md: Layer DiffID', href: `${IMAGE_SPEC}/config.md#layer-diffid` },
  chainId: {
    label: 'OCI image-spec, config.md: Layer ChainID',
    href: `${IMAGE_SPEC}/config.md#layer-chainid`,
  },
  manifest: { label: 'OCI image-spec, manifest.md', href: `${IMAGE_SPEC}/manifest.md` },
  index: { label: 'OCI image-spec, image-index.md', href: `${IMAGE_SPEC}/image-index.md` },
  descriptor: { label: 'OCI image-spec, descriptor.md', href: `${IMAGE_SPEC}/descriptor.md` },
  layer: { label: 'OCI image-spec, layer.md', href: `${IMAGE_SPEC}/layer.md` },
  whiteout: { label: 'OCI image-spec, layer.md: Whiteouts', href: `${IMAGE_SPEC}/layer.md#whiteouts` },
  pull: {
    label: 'OCI distribution-spec, spec.md: Pull',
    href: 'https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pull',
  },
  pullV2: { label: 'moby, distribution/pull_v2.go', href: `${MOBY}/distribution/pull_v2.go` },
  download: {
    label: 'moby, distribution/xfer/download.go',
    href: `${MOBY}/distribution/xfer/download.go`,
  },
  maxDepth: {
    label: 'moby, layer/layer_store.go: maxLayerDepth',
    href: `${MOBY}/layer/layer_store.go`,
  },
  unpacker: {
    label: 'containerd, core/unpack/unpacker.go',
    href: 'https://github.com/containerd/containerd/blob/v2.0.0/core/unpack/unpacker.go',
  },
  units: {
    label: 'docker/go-units, size.go',
    href: 'https://github.com/docker/go-units/blob/master/size.go',
  },
  dive: {
    label: 'dive, dive/filetree/efficiency.go',
    href: 'https://github.com/wagoodman/dive/blob/main/dive/filetree/efficiency.go',
  },
} as const satisfies Record<string, Source>

/**
 * One thing that a person may ask about. Its words are messages: `help.topics.<id>.title` and `.what` for the bubble,
 * `method.more.<id>` for the page; the page has it under `#<id>`.
 */
export interface Topic {
  readonly id: string
  readonly group: 'figures' | 'rules' | 'estimates' | 'sources'
  readonly sources: readonly Source[]
}

/** Topics that are none of a measure. */
const OTHERS = [
  { id: 'difference', group: 'figures', sources: [] },
  { id: 'all-tags', group: 'figures', sources: [SOURCES.descriptor, SOURCES.chainId] },
  { id: 'matrix', group: 'figures', sources: [SOURCES.download, SOURCES.unpacker] },
  { id: 'contribution', group: 'figures', sources: [SOURCES.layer] },
  { id: 'hidden', group: 'figures', sources: [SOURCES.whiteout] },
  { id: 'duplicates', group: 'figures', sources: [] },
  { id: 'dive', group: 'figures', sources: [SOURCES.dive] },
  { id: 'basis', group: 'rules', sources: [SOURCES.descriptor] },
  { id: 'units', group: 'rules', sources: [SOURCES.units] },
  { id: 'cache', group: 'rules', sources: [] },
  { id: 'rule', group: 'rules', sources: [SOURCES.download, SOURCES.unpacker] },
  { id: 'classic', group: 'rules', sources: [SOURCES.pullV2, SOURCES.download] },
  { id: 'containerd', group: 'rules', sources: [SOURCES.unpacker] },
  { id: 'prefix-only', group: 'rules', sources: [SOURCES.unpacker] },
  { id: 'kind', group: 'rules', sources: [SOURCES.chainId] },
  { id: 'pull', group: 'estimates', sources: [SOURCES.download, SOURCES.unpacker] },
  { id: 'rollout', group: 'estimates', sources: [] },
  { id: 'break-even', group: 'estimates', sources: [] },
  { id: 'storage', group: 'estimates', sources: [] },
  { id: 'retention', group: 'estimates', sources: [] },
  { id: 'planned', group: 'estimates', sources: [] },
  { id: 'advice', group: 'estimates', sources: [] },
  { id: 'exactness', group: 'sources', sources: [] },
  { id: 'origin', group: 'sources', sources: [] },
  { id: 'moved', group: 'sources', sources: [SOURCES.index] },
  { id: 'files', group: 'sources', sources: [SOURCES.layer, SOURCES.whiteout] },
  { id: 'snapshot', group: 'sources', sources: [] },
] as const satisfies readonly Topic[]

export type TopicId = (typeof MEASURES)[number]['topic'] | (typeof OTHERS)[number]['id']

export const TOPICS: readonly (Topic & { readonly id: TopicId })[] = [
  ...MEASURES.map(({ topic, sources }) => ({
    id: topic,
    group: 'figures' as const,
    sources: sources.map((source) => SOURCES[source]),
  })),
  ...OTHERS,
]

export const TOPIC_GROUPS = ['figures', 'rules', 'estimates', 'sources'] as const

/** A word of the field; `method.terms.<id>.term` and `.meaning` explain it, the page has it under `#<id>`. */
interface Term {
  readonly id: string
  readonly sources: readonly Source[]
}

/** The glossary, in the order in which one word builds upon another. */
export const TERMS = [
  { id: 'reference', sources: [] },
  { id: 'tag', sources: [SOURCES.pull] },
  { id: 'digest', sources: [SOURCES.descriptor] },
  { id: 'manifest', sources: [SOURCES.manifest] },
  { id: 'index', sources: [SOURCES.index] },
  { id: 'config', sources: [SOURCES.config] },
  { id: 'layer', sources: [SOURCES.layer] },
  { id: 'blob', sources: [SOURCES.descriptor] },
  { id: 'diffid', sources: [SOURCES.diffId] },
  { id: 'chainid', sources: [SOURCES.chainId] },
  { id: 'step', sources: [SOURCES.config] },
  { id: 'whiteout', sources: [SOURCES.whiteout] },
  { id: 'unpacked', sources: [] },
  { id: 'tar', sources: [] },
  { id: 'transfer', sources: [SOURCES.descriptor] },
  { id: 'disk', sources: [] },
  { id: 'series', sources: [] },
  { id: 'store', sources: [] },
  { id: 'cache-set', sources: [] },
] as const satisfies readonly Term[]
