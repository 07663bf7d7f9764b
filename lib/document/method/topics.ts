import { MEASURES } from '../../analysis/measures'

/** A place where a rule is written down: a specification, or the source of an engine. */
export interface Source {
  readonly label: string
  readonly href: string
}

const GITHUB = 'https://github.com'

/** A file of the OCI image specification, and a part of it. */
const spec = (file: string, part = '', anchor = ''): Source => ({
  label: `OCI image-spec, ${file}${part && `: ${part}`}`,
  href: `${GITHUB}/opencontainers/image-spec/blob/main/${file}${anchor && `#${anchor}`}`,
})

/** A file of the engine that the rules were first seen on. */
const moby = (file: string, part = ''): Source => ({
  label: `moby, ${file}${part && `: ${part}`}`,
  href: `${GITHUB}/moby/moby/blob/v20.10.24/${file}`,
})

/** A file of the library that Podman, CRI-O and Buildah pull with. */
const container = (file: string, part: string): Source => ({
  label: `containers/image, ${file}: ${part}`,
  href: `${GITHUB}/containers/image/blob/v5.36.0/${file}`,
})

/** A file of the library that keeps their images. */
const storage = (file: string, part = ''): Source => ({
  label: `containers/storage, ${file}${part && `: ${part}`}`,
  href: `${GITHUB}/containers/storage/blob/v1.59.0/${file}`,
})

const containerd = (file: string, part = ''): Source => ({
  label: `containerd, ${file}${part && `: ${part}`}`,
  href: `${GITHUB}/containerd/containerd/blob/v2.2.0/${file}`,
})

export const SOURCES = {
  config: spec('config.md', 'rootfs, history', 'properties'),
  diffId: spec('config.md', 'Layer DiffID', 'layer-diffid'),
  chainId: spec('config.md', 'Layer ChainID', 'layer-chainid'),
  manifest: spec('manifest.md'),
  index: spec('image-index.md'),
  descriptor: spec('descriptor.md'),
  layer: spec('layer.md'),
  whiteout: spec('layer.md', 'Whiteouts', 'whiteouts'),
  pull: {
    label: 'OCI distribution-spec, spec.md: Pull',
    href: `${GITHUB}/opencontainers/distribution-spec/blob/main/spec.md#pull`,
  },
  pullV2: moby('distribution/pull_v2.go'),
  download: moby('distribution/xfer/download.go'),
  maxDepth: moby('layer/layer_store.go', 'maxLayerDepth'),
  dockerd: moby('daemon/config/config.go', 'DefaultMaxConcurrentDownloads'),
  mount: containerd('core/mount/mount_linux.go', 'compactLowerdirOption'),
  overlayfs: {
    label: 'Linux, fs/overlayfs/params.h: OVL_MAX_STACK',
    href: `${GITHUB}/torvalds/linux/blob/v6.12/fs/overlayfs/params.h`,
  },
  unpacker: containerd('core/unpack/unpacker.go'),
  transfer: containerd('plugins/transfer/plugin.go', 'defaultConfig'),
  cri: containerd('internal/cri/config/config_unix.go', 'DefaultImageConfig'),
  eks: {
    label: 'amazon-eks-ami, config2.template.toml: discard_unpacked_layers',
    href: `${GITHUB}/awslabs/amazon-eks-ami/blob/main/nodeadm/internal/containerd/config2.template.toml`,
  },
  nodeadm: {
    label: 'amazon-eks-ami, soci-snapshotter.config.template.toml',
    href: `${GITHUB}/awslabs/amazon-eks-ami/blob/main/nodeadm/internal/containerd/snapshotter/soci-snapshotter.config.template.toml`,
  },
  soci: {
    label: 'soci-snapshotter, docs/parallel-mode.md',
    href: `${GITHUB}/awslabs/soci-snapshotter/blob/main/docs/parallel-mode.md`,
  },
  storageDest: container('storage/storage_dest.go', 'TryReusingBlobWithOptions'),
  copyLayers: container('copy/single.go', 'copyLayers'),
  copy: container('copy/copy.go', 'maxParallelDownloads'),
  commit: container('storage/storage_dest.go', 'queueOrCommit'),
  chunkedFormat: storage('docs/containers-storage-zstd-chunked.md'),
  chunkedPull: storage('pkg/chunked/storage_linux.go', 'findAndCopyFile, mergeMissingChunks'),
  units: { label: 'docker/go-units, size.go', href: `${GITHUB}/docker/go-units/blob/master/size.go` },
  dive: {
    label: 'dive, dive/filetree/efficiency.go',
    href: `${GITHUB}/wagoodman/dive/blob/main/dive/filetree/efficiency.go`,
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
  { id: 'profile', group: 'rules', sources: [] },
  { id: 'rule', group: 'rules', sources: [SOURCES.download, SOURCES.unpacker] },
  { id: 'classic', group: 'rules', sources: [SOURCES.pullV2, SOURCES.download] },
  { id: 'containerd', group: 'rules', sources: [SOURCES.unpacker] },
  { id: 'prefix-only', group: 'rules', sources: [SOURCES.unpacker] },
  { id: 'containers-storage', group: 'rules', sources: [SOURCES.storageDest, SOURCES.copyLayers] },
  { id: 'zstd-chunked', group: 'rules', sources: [SOURCES.chunkedFormat, SOURCES.chunkedPull] },
  { id: 'judge', group: 'rules', sources: [] },
  { id: 'notes', group: 'rules', sources: [] },
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
