import { makeTar } from '@/lib/layerfs/tar-writer.testing'
import type { Store } from '@/lib/oci/facts'
import type { Docker } from './docker'
import { type ImageInput, type LayerInput, pushImage } from './push'
import type { Registry } from './registry'
import { copy, noise } from './strategies'

/** A tag as the tables of this file write it, without the registry: `parents/one:1`. */
export type Name = string

/** What is done to a host before the pull that is looked at. Names stand for tags of the registry. */
export type Step =
  | { readonly pull: Name }
  /** Built there from the same context as the tag of the registry, and not pushed. */
  | { readonly build: BuiltName }
  /** Saved on the engine that built it, and loaded there. */
  | { readonly load: Name }
  /** Pushed under another name, to the same registry or to the other one. */
  | { readonly push: Name; readonly as: Name; readonly to?: 'other' }
  | { readonly remove: Name }
  /** The tag now stands for the image of another name. */
  | { readonly move: Name; readonly to: Name }

export interface PullCase {
  readonly title: string
  readonly before: readonly Step[]
  readonly pull: Name
  /** The other registry, where the image was pushed by another engine. */
  readonly from?: 'other'
  /**
   * Where `hostOf` cannot tell what the host knows: the pull is then said to fetch more than it does, or, where the
   * host knows less than its images would make it, less.
   */
  readonly hostOf?: Partial<Record<Store, 'more' | 'less'>>
}

const OS = layer('os', 120_000)
const LIBRARY = layer('library', 60_000)
const APP = layer('app', 9_000)
const TOOLS = layer('tools', 30_000)
/** An archive of no entries: `RUN` that changes nothing. */
const EMPTY = gzip(makeTar([]))
const PLAIN_LIBRARY: LayerInput = { ...LIBRARY, compression: 'none' }

/** What images by chance are made of, and how many there are. */
const CHANCE_LAYERS = [OS, LIBRARY, PLAIN_LIBRARY, APP, EMPTY]
const CHANCE_IMAGES = 14

/** Images that no builder makes, or only with much ado. */
const IMAGES: Readonly<Record<Name, ImageInput>> = {
  'centos:latest': image(OS),
  ...strategy('chained', (tag) => [layer('chained packages', 80_000), ...texts('chained').slice(0, tag)]),
  ...strategy('fixed', (tag) => [layer(`fixed packages ${tag}`, 80_000), texts('fixed')[tag - 1] ?? APP]),
  ...strategy('custom', (tag) => [layer('custom packages', 80_000), ...texts('custom').slice(tag - 1, tag)]),

  'parents/one:1': image(OS, LIBRARY, APP),
  'parents/other:1': image(OS, TOOLS, LIBRARY, APP),
  'parents/top:1': image(LIBRARY, OS),
  'parents/below:1': image(LIBRARY, APP),
  'parents/alone:1': image(APP),
  'parents/gap:1': image(OS, TOOLS, APP),

  'twice/thrice:1': image(OS, APP, APP, APP),
  'twice/split:1': image(APP, OS, APP),
  'twice/more:1': image(OS, APP, TOOLS, APP, APP, LIBRARY, LIBRARY),
  'twice/kinds:1': image(OS, LIBRARY, PLAIN_LIBRARY, LIBRARY),

  'empty/between:1': image(OS, EMPTY, LIBRARY, EMPTY),
  'empty/first:1': image(EMPTY, OS, EMPTY, EMPTY, APP),
  'empty/only:1': image(EMPTY),
  'empty/none:1': image(),

  'whiteout/file:1': image(OS, APP, gzip(makeTar([{ name: '.wh.app' }]))),
  'whiteout/again:1': image(OS, APP, gzip(makeTar([{ name: '.wh.app' }])), APP),
  'whiteout/early:1': image(OS, gzip(makeTar([{ name: '.wh.app' }])), APP),
  'whiteout/opaque:1': image(OS, folder('etc', 8_000), gzip(makeTar([{ name: 'etc/.wh..wh..opq' }]))),

  ...packed('above'),
  ...packed('seen'),
  ...packed('elsewhere'),
  ...packed('base'),
  ...packed('relabelled'),
  ...packed('below'),
  ...packed('removed'),
  ...packed('again'),

  'moved/first:1': image(OS, layer('moved 1', 20_000)),
  'moved/next:1': image(OS, layer('moved 2', 21_000), APP),
  'moved/child:1': image(OS, layer('moved 1', 20_000), TOOLS),

  'names/one:1': image(OS, layer('names', 15_000)),
  'names/same:1': image(OS, layer('names', 15_000)),
  'names/labelled:1': {
    ...image(OS, layer('names', 15_000)),
    config: { Labels: { of: 'names' }, Cmd: ['/app'] },
  },
  'names/attested:1': { ...image(OS, layer('attested', 12_000)), attestation: true },
  'names/attested-next:1': { ...image(OS, layer('attested', 12_000), APP), attestation: true },

  'loaded/base:1': image(OS, layer('loaded', 40_000)),
  'loaded/elsewhere:1': image(TOOLS, layer('loaded', 40_000)),
  'loaded/next:1': image(OS, layer('loaded', 40_000), layer('loaded next', 4_000)),
  'built/base:1': image(layer('built base', 70_000)),
}

/** Images that the engine of the tests builds, each `COPY` on top of another. */
const BUILT = {
  'built/app:1': 'built/base:1',
  'built/app:2': 'built/app:1',
  'built/first:1': 'built/base:1',
  'built/first:2': 'built/first:1',
  'built/remembered:1': 'built/base:1',
  'built/pushed:1': 'built/base:1',
  'built/child:1': 'names/one:1',
} as const satisfies Record<Name, Name>
export type BuiltName = keyof typeof BUILT

/** Pushes all images of `CASES` to the registry, and to the other one what `from: 'other'` needs. */
export async function pushNasty(builder: Docker, registry: Registry, other: Registry): Promise<void> {
  for (const [name, input] of Object.entries({ ...IMAGES, ...chanceImages() }))
    await pushNamed(registry, name, input)
  for (const name of Object.keys(BUILT) as BuiltName[]) {
    await buildNamed(builder, registry, name)
    await builder.push(`${registry.prefix}/${name}`)
  }
  // The engine compresses again for a registry that it knows no blobs of.
  for (const name of ['again/gzip:1', 'again/gzip-next:1', 'above/gzip-next:1']) {
    await builder.pull(`${registry.prefix}/${name}`)
    await builder.cli('tag', `${registry.prefix}/${name}`, `${other.prefix}/${name}`)
    await builder.push(`${other.prefix}/${name}`)
  }
  // Its layers are mounted from the repository that they were pulled from.
  await builder.pull(`${registry.prefix}/loaded/next:1`)
  await copy(builder, `${registry.prefix}/mounted/app:1`, `${registry.prefix}/loaded/next:1`, {
    mounted: noise(3_000, 'mounted'),
  })
  await builder.push(`${registry.prefix}/mounted/app:1`)
  await builder.pull(`${registry.prefix}/loaded/base:1`)
}

/** Builds an image as `pushNasty` does: with equal dates and on an equal base, its layer is an equal one. */
export async function buildNamed(docker: Docker, registry: Registry, name: BuiltName): Promise<void> {
  const file = name.replace(/\W/g, '-')
  const files = { [file]: noise(25_000, name) }
  await copy(docker, `${registry.prefix}/${name}`, `${registry.prefix}/${BUILT[name]}`, files)
}

/** Lets a tag stand for the image of another name. */
export async function moveTag(registry: Registry, tag: Name, to: Name): Promise<void> {
  await pushNamed(registry, tag, IMAGES[to] ?? image())
}

const MOVED_BACK: Step = { move: 'moved/app:latest', to: 'moved/first:1' }
const MOVED: Step = { move: 'moved/app:latest', to: 'moved/next:1' }

export const CASES: readonly PullCase[] = [
  ...['chained', 'fixed', 'custom'].flatMap(cacheSets),

  given('content under another parent', ['parents/one:1'], 'parents/other:1'),
  given('content that was the base', ['parents/top:1'], 'parents/one:1'),
  given('content that becomes the base', ['parents/one:1'], 'parents/below:1'),
  given('a top layer alone', ['parents/one:1'], 'parents/alone:1'),
  given('a layer left out in the middle', ['parents/other:1'], 'parents/gap:1'),
  given(
    'content from three images',
    ['parents/top:1', 'parents/alone:1', 'parents/gap:1'],
    'parents/other:1',
  ),
  given('base and top from two repositories', ['centos:latest', 'parents/below:1'], 'parents/one:1'),
  given('a base of another repository', ['chained:4'], 'parents/one:1'),

  given('a blob three times, none held', [], 'twice/thrice:1'),
  given('a blob three times, once in place', ['whiteout/file:1'], 'twice/thrice:1'),
  given('a blob three times, once elsewhere', ['parents/alone:1'], 'twice/thrice:1'),
  given('the first of two equal blobs in place', ['parents/alone:1'], 'twice/split:1'),
  given('the second of two equal blobs in place', ['twice/thrice:1'], 'twice/split:1'),
  given('two blobs repeated, none held', [], 'twice/more:1'),
  given('two blobs repeated, some in place', ['twice/thrice:1'], 'twice/more:1'),
  given('one diffID in two blobs', [], 'twice/kinds:1'),
  given('one diffID in two blobs, the first in place', ['parents/one:1'], 'twice/kinds:1'),

  given('empty layers, none held', [], 'empty/between:1'),
  given('empty layers, the lowest in place', ['empty/only:1'], 'empty/first:1'),
  given('empty layers, in place by another image', ['empty/between:1'], 'empty/first:1'),
  given('nothing but an empty layer', ['empty/first:1'], 'empty/only:1'),
  given('no layers at all', [], 'empty/none:1'),
  given('no layers at all, again', ['empty/none:1'], 'empty/none:1'),

  given('whiteouts, none held', [], 'whiteout/again:1'),
  given('whiteouts, all but the last in place', ['whiteout/file:1'], 'whiteout/again:1'),
  given('a whiteout under another parent', ['whiteout/file:1'], 'whiteout/early:1'),
  given('an opaque folder', ['centos:latest'], 'whiteout/opaque:1'),

  given('another blob of a layer in place', ['above/gzip:1'], 'above/plain-next:1'),
  given(
    'another blob of a layer in place, and both known',
    ['above/gzip:1', 'above/plain-next:1'],
    'above/plain-more:1',
  ),
  given('one config in two blobs', ['above/gzip:1'], 'above/plain:1'),
  {
    ...given(
      'another blob, of one config with the first',
      ['seen/gzip:1', 'seen/plain:1'],
      'seen/plain-next:1',
    ),
  },
  {
    ...given('that blob elsewhere', ['elsewhere/gzip:1', 'elsewhere/plain:1'], 'elsewhere/plain-elsewhere:1'),
  },
  {
    ...given('that blob as the base', ['base/gzip:1', 'base/plain:1'], 'base/plain-base:1'),
  },
  {
    ...given(
      'another blob, passed over, elsewhere',
      ['relabelled/gzip:1', 'relabelled/relabelled:1'],
      'relabelled/plain-elsewhere:1',
    ),
  },
  {
    ...given(
      'another blob, passed over below a new layer, elsewhere',
      ['below/gzip:1', 'below/plain-next:1'],
      'below/plain-elsewhere:1',
    ),
  },
  {
    title: 'a blob whose image was removed, its layer being kept under another blob, in place',
    before: [...pulls('removed/gzip:1', 'removed/plain-next:1'), { remove: 'removed/gzip:1' }],
    pull: 'removed/gzip-more:1',
    hostOf: { classic: 'more' },
  },
  {
    title: 'a blob whose image was removed, its layer being kept under another blob, elsewhere',
    before: [...pulls('removed/gzip:1', 'removed/plain-next:1'), { remove: 'removed/gzip:1' }],
    pull: 'removed/gzip-elsewhere:1',
  },
  {
    title: 'compressed again by an engine, one config',
    before: pulls('again/gzip-next:1'),
    pull: 'again/gzip-next:1',
    from: 'other',
  },
  {
    title: 'pulled and pushed to another registry, where the next was pushed by another engine',
    before: [...pulls('again/gzip:1'), { push: 'again/gzip:1', as: 'pushed/gzip:1', to: 'other' }],
    pull: 'again/gzip-next:1',
    from: 'other',
  },
  {
    title: 'compressed again by an engine, the layers in place',
    before: pulls('above/gzip:1'),
    pull: 'above/gzip-next:1',
    from: 'other',
  },

  {
    title: 'a tag that moved',
    before: [MOVED_BACK, { pull: 'moved/app:latest' }, MOVED],
    pull: 'moved/app:latest',
  },
  {
    title: 'layers of an image whose tag has moved',
    before: [MOVED_BACK, { pull: 'moved/app:latest' }, MOVED, { pull: 'moved/app:latest' }],
    pull: 'moved/child:1',
  },

  given('one image under two names', ['names/one:1'], 'names/same:1'),
  given('the same tag again', ['names/one:1'], 'names/one:1'),
  given('the same layers with another config', ['names/one:1'], 'names/labelled:1'),
  given('an index with an attestation', [], 'names/attested:1'),
  given('an index with an attestation, the base in place', ['names/attested:1'], 'names/attested-next:1'),
  given('layers mounted from another repository', ['loaded/next:1'], 'mounted/app:1'),
  given('layers that another repository will mount', ['mounted/app:1'], 'loaded/next:1'),
  {
    title: 'pulled and pushed under another name',
    before: [{ pull: 'names/one:1' }, { push: 'names/one:1', as: 'pushed/one:1' }, { remove: 'names/one:1' }],
    pull: 'names/labelled:1',
  },
  {
    title: 'pulled, pushed under another name, and pulled from there',
    before: [{ pull: 'names/one:1' }, { push: 'names/one:1', as: 'pushed/two:1' }, { remove: 'names/one:1' }],
    pull: 'pushed/two:1',
  },
  {
    title: 'an image removed, half of whose layers another keeps',
    before: [...pulls('parents/one:1', 'parents/gap:1'), { remove: 'parents/one:1' }],
    pull: 'parents/one:1',
  },
  {
    title: 'everything removed',
    before: [...pulls('parents/one:1'), { remove: 'parents/one:1' }],
    pull: 'parents/one:1',
  },
  {
    title: 'pulled, kept by an image built on it, and removed',
    before: [{ pull: 'names/one:1' }, { build: 'built/child:1' }, { remove: 'names/one:1' }],
    pull: 'names/labelled:1',
  },

  {
    title: 'loaded from an archive, the same config',
    before: [{ load: 'loaded/base:1' }],
    pull: 'loaded/base:1',
  },
  {
    title: 'loaded from an archive, its content elsewhere',
    before: [{ load: 'loaded/base:1' }],
    pull: 'loaded/elsewhere:1',
  },
  {
    title: 'loaded from an archive and pulled under its name, the next tag',
    before: [{ load: 'loaded/base:1' }, { pull: 'loaded/base:1' }],
    pull: 'loaded/next:1',
  },

  {
    title: 'built here and never pushed',
    before: [{ pull: 'built/base:1' }, { build: 'built/app:1' }],
    pull: 'built/app:1',
  },
  {
    title: 'built here and never pushed, the next tag',
    before: [{ pull: 'built/base:1' }, { build: 'built/first:1' }],
    pull: 'built/first:2',
  },
  {
    title: 'built here and pushed',
    before: [
      { pull: 'built/base:1' },
      { build: 'built/pushed:1' },
      { push: 'built/pushed:1', as: 'pushed/built:1' },
    ],
    pull: 'built/pushed:1',
  },
  {
    title: 'built here again, once pulled and removed',
    before: [
      { pull: 'built/remembered:1' },
      { remove: 'built/remembered:1' },
      { pull: 'built/base:1' },
      { build: 'built/remembered:1' },
    ],
    pull: 'built/remembered:1',
    hostOf: { classic: 'more' },
  },

  ...chanceCases(4, 6),
]

/** The cache sets of a series of four tags, without those that are another one too. */
function cacheSets(series: string): readonly PullCase[] {
  const set = (name: string, held: readonly Name[], tag: number) =>
    given(`${series} ${tag}, cache set ${name}`, held, `${series}:${tag}`)
  return [
    ...[1, 2, 3, 4].map((tag) => {
      const earlier = [1, 2, 3].slice(0, tag - 1).map((before) => `${series}:${before}`)
      return set(tag === 1 ? 'none' : 'earlier', earlier, tag)
    }),
    ...[3, 4].map((tag) => set('previous', [`${series}:${tag - 1}`], tag)),
    ...[1, 4].map((tag) => set('base', ['centos:latest'], tag)),
    set('none', [], 4),
  ]
}

function given(title: string, held: readonly Name[], pull: Name): PullCase {
  return { title, before: pulls(...held), pull }
}

function pulls(...names: readonly Name[]): readonly Step[] {
  return names.map((name) => ({ pull: name }))
}

/** Images of one to six layers of few kinds, by chance that is the same every time. */
function chanceImages(): Readonly<Record<Name, ImageInput>> {
  const next = chance('images')
  const names = Array.from({ length: CHANCE_IMAGES }, (_, index): [Name, ImageInput] => {
    const layers = Array.from({ length: 1 + next(6) }, () => CHANCE_LAYERS[next(CHANCE_LAYERS.length)] ?? OS)
    return [`chance/image:${index}`, image(...layers)]
  })
  return Object.fromEntries(names)
}

/** Hosts that pull one image after the other: each pull is one case, and what was pulled before is on the host. */
function chanceCases(hosts: number, pulled: number): readonly PullCase[] {
  const next = chance('cases')
  return Array.from({ length: hosts }, (_, host) => {
    const names = Array.from({ length: pulled }, () => `chance/image:${next(CHANCE_IMAGES)}`)
    return names.map((name, index) => given(`by chance, ${host}: ${index}`, names.slice(0, index), name))
  }).flat()
}

function chance(seed: string): (below: number) => number {
  const bytes = noise(4096, `chance ${seed}`)
  let at = 0
  return (below) => bytes.readUInt8(at++) % below
}

/** One layer in two blobs. Two of the tags have one config, for it knows diffIDs and no blobs. */
function packed(name: string): Readonly<Record<Name, ImageInput>> {
  const gzipped = layer(`${name} packed`, 20_000)
  const plain: LayerInput = { ...gzipped, compression: 'none' }
  return {
    [`${name}/gzip:1`]: image(OS, gzipped),
    [`${name}/plain:1`]: image(OS, plain),
    [`${name}/gzip-next:1`]: image(OS, gzipped, APP),
    [`${name}/gzip-more:1`]: image(OS, gzipped, TOOLS),
    [`${name}/plain-next:1`]: image(OS, plain, APP),
    [`${name}/plain-more:1`]: image(OS, plain, TOOLS),
    [`${name}/plain-base:1`]: image(plain, APP),
    [`${name}/plain-elsewhere:1`]: image(TOOLS, plain),
    [`${name}/gzip-elsewhere:1`]: image(APP, gzipped),
    [`${name}/relabelled:1`]: { ...image(OS, plain), config: { Labels: { of: name } } },
  }
}

function strategy(name: string, layers: (tag: number) => readonly LayerInput[]) {
  return Object.fromEntries([1, 2, 3, 4].map((tag) => [`${name}:${tag}`, image(OS, ...layers(tag))]))
}

/** The articles' text, twice as long with each tag, which the last one removes. */
function texts(series: string): readonly LayerInput[] {
  const written = [1, 2, 4].map((times) => {
    const content = noise(4_000, `${series} text`)
    return gzip(makeTar([{ name: 'test.txt', content: Buffer.concat(Array(times).fill(content)) }]))
  })
  return [...written, gzip(makeTar([{ name: '.wh.test.txt' }]))]
}

function image(...layers: readonly LayerInput[]): ImageInput {
  return { layers }
}

function layer(name: string, bytes: number): LayerInput {
  return gzip(makeTar([{ name, content: noise(bytes, `nasty ${name}`) }]))
}

function folder(name: string, bytes: number): LayerInput {
  return gzip(
    makeTar([
      { name: `${name}/`, type: 'directory' },
      { name: `${name}/file`, content: noise(bytes, `nasty ${name}`) },
    ]),
  )
}

function gzip(tar: Buffer): LayerInput {
  return { tar, compression: 'gzip' }
}

async function pushNamed(registry: Registry, name: Name, input: ImageInput): Promise<void> {
  const [repository = '', tag = ''] = name.split(':')
  await pushImage(registry, repository, tag, input)
}
