import type { BlobFacts, ImageFacts } from './facts'
import { MAX_LAYERS } from './max-layers'
import { packingOf } from './packing'

/** Who refuses an image: Docker 20.10 with its classic store, that store in all versions, containerd, Podman. Keys of their names. */
export type Engine = 'docker-20' | 'classic' | 'containerd' | 'containerd-1' | 'podman'

/** How a blob is packed, as far as it is known. */
type Packed = Pick<BlobFacts, 'mediaType' | 'packedAs' | 'seekable'>

/**
 * One way in which engines fail at an image, and what shows it: something of the image, of the blob of a layer, or of how
 * a blob is packed, which is asked once for all blobs that are packed alike.
 */
interface Rule {
  /** Also the key of its sentence in the messages. */
  readonly code: string
  readonly engines: readonly Engine[]
  readonly image?: (image: ImageFacts) => boolean
  readonly blob?: (blob: BlobFacts) => boolean
  readonly packed?: (blob: Packed) => boolean
}

/** Media types of layers, as containerd tells them: core/images/mediatypes.go, `DiffCompression`. */
const CONTAINERDS =
  /^application\/vnd\.(?:docker\.image\.rootfs\.(?:foreign\.)?diff\.tar(?:\.gzip|\.zstd)?|oci\.image\.layer\.(?:nondistributable\.)?v1\.tar)(?:\+|$)/
/** And as a classic store does: moby distribution/pull_v2.go, `checkSupportedMediaType`. */
const CLASSICS = /^application\/(?:octet-stream$|vnd\.(?:oci\.image|docker)(?:\.|$))/

/** Every rule, with where the engine has it; e2e/integration/odd-images.test.ts sees them refuse. Adding one is one line and its words. */
const RULES = [
  // moby layer/layer_store.go: "max depth exceeded".
  { code: 'layer-limit', engines: ['classic'], image: ({ layers }) => layers.length > MAX_LAYERS },
  // moby image/store.go, `Create`: "too many non-empty layers in History section".
  {
    code: 'more-steps',
    engines: ['classic'],
    image: ({ historyLayers = 0, layers }) => historyLayers > layers.length,
  },
  // moby distribution/pull_v2.go, `pullManifestList`; containers/image, image/unparsed.go: one list, then an image.
  { code: 'nested-index', engines: ['classic', 'podman'], image: listedAs('nested') },
  // moby distribution/pull_v2_unix.go, `filterManifests`, which later versions let such an entry pass.
  { code: 'no-platform', engines: ['docker-20'], image: listedAs('no-platform') },
  // containerd/platforms, platforms.go, `matcher.Match`: an entry's features have to be those of the host.
  { code: 'os-features', engines: ['containerd'], image: listedAs('os-features') },
  // containerd core/remotes/handlers.go, `Fetch`: "which reports content size of zero".
  {
    code: 'zero-size',
    engines: ['containerd'],
    blob: ({ declaredBytes, transferBytes }) => (declaredBytes ?? transferBytes) === 0,
  },
  // containerd plugins/content/local/writer.go, `Commit` ("failed size validation"), and core/content/helpers.go.
  {
    code: 'other-size',
    engines: ['containerd'],
    blob: ({ declaredBytes = 0, transferBytes }) => declaredBytes > 0 && transferBytes !== undefined,
  },
  // moby distribution/pull_v2.go ("layers from manifest don't match image configuration"), containerd
  // core/unpack/unpacker.go ("wrong diff id"), containers/image storage/storage_dest.go ("does not match config's DiffID").
  {
    code: 'wrong-diff-id',
    engines: ['classic', 'containerd', 'podman'],
    blob: ({ contentDiffId }) => contentDiffId !== undefined,
  },
  // Docker pulls zstd since 23.0 (moby/moby#41759), and looks at the bytes alone.
  { code: 'zstd', engines: ['docker-20'], packed: (blob) => packingOf(blob).startsWith('zstd') },
  { code: 'erofs-snapshotter', engines: ['containerd'], packed: (blob) => packingOf(blob) === 'EROFS' },
  // containerd core/images/mediatypes.go knows zstd under Docker's media type since 2.0, under OCI's since 1.5.
  {
    code: 'docker-zstd',
    engines: ['containerd-1'],
    packed: ({ mediaType }) => mediaType === 'application/vnd.docker.image.rootfs.diff.tar.zstd',
  },
  // containerd core/diff/stream.go takes the media type of a plain tar at its word.
  {
    code: 'packed-unlike-type',
    engines: ['containerd'],
    packed: (blob) =>
      CONTAINERDS.test(blob.mediaType) && blob.mediaType.endsWith('v1.tar') && packingOf(blob) !== 'tar',
  },
  { code: 'no-layer-type', engines: ['classic'], packed: ({ mediaType }) => !CLASSICS.test(mediaType) },
  {
    code: 'no-layer-type',
    engines: ['containerd'],
    packed: (blob) => packingOf(blob) !== 'EROFS' && !CONTAINERDS.test(blob.mediaType),
  },
] as const satisfies readonly Rule[]

export type RefusalCode = (typeof RULES)[number]['code']

/** Why engines cannot pull an image, or not unpack it. */
export interface Refusal {
  readonly code: RefusalCode
  readonly engines: readonly Engine[]
  /** Positions of the layers that it is about, base 0 first; absent where it is about the image. */
  readonly layers?: readonly number[] | undefined
}

/**
 * The engines that cannot pull an image although a registry has it, by what is known of it: what its blobs hold is known
 * once its files have been read. None of one that all can pull.
 */
export function refusalsOf(image: ImageFacts): readonly Refusal[] {
  const found = new Map<number, number[]>()
  image.layers.forEach(({ blob }, at) => {
    if (!blob) return
    for (const rule of OF_BLOBS) if (ALL[rule]?.blob?.(blob)) note(found, rule, at)
    for (const rule of byPacking(blob)) note(found, rule, at)
  })
  return ALL.flatMap(({ code, engines, image: ofImage }, rule): readonly Refusal[] => {
    if (ofImage) return ofImage(image) ? [{ code, engines }] : []
    const layers = found.get(rule)
    return layers ? [{ code, engines, layers }] : []
  })
}

function note(found: Map<number, number[]>, rule: number, at: number): void {
  const layers = found.get(rule)
  if (layers) layers.push(at)
  else found.set(rule, [at])
}

const ALL: readonly (Rule & { readonly code: RefusalCode })[] = RULES
const OF_BLOBS = [...ALL.keys()].filter((rule) => ALL[rule]?.blob)

/** Rules, by their place, that speak against a blob by its media type alone. Series have a few types in many layers. */
const ofTypes = new Map<string, readonly number[]>()
/** Media types may be anything. */
const MOST_TYPES = 1000

function byPacking({ mediaType, packedAs, seekable }: Packed): readonly number[] {
  const isPlain = packedAs === undefined && seekable === undefined
  const known = isPlain ? ofTypes.get(mediaType) : undefined
  if (known) return known
  const found = [...ALL.keys()].filter((rule) => ALL[rule]?.packed?.({ mediaType, packedAs, seekable }))
  if (isPlain && ofTypes.size < MOST_TYPES) ofTypes.set(mediaType, found)
  return found
}

function listedAs(oddity: NonNullable<ImageFacts['listedAs']>[number]) {
  return ({ listedAs: oddities }: ImageFacts) => oddities?.includes(oddity) ?? false
}
