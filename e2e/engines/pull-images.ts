import { makeTar } from '@/lib/layerfs/tar-writer.testing'
import type { Docker } from './docker'
import { type ImageInput, type LayerInput, pushImage } from './push'
import type { Registry } from './registry'
import { copy, noise } from './strategies'

/** A tag as images and cases write it, without the registry: `parents/one:1`. */
export type Name = string

const OS = layer('os', 120_000)
const LIBRARY = layer('library', 60_000)
const APP = layer('app', 9_000)
const TOOLS = layer('tools', 30_000)
/** An archive of no entries: `RUN` that changes nothing. */
const EMPTY = gzip(makeTar([]))
const PLAIN_LIBRARY: LayerInput = { ...LIBRARY, compression: 'none' }

/** What images by chance are made of, and how many there are. */
const CHANCE_LAYERS = [OS, LIBRARY, PLAIN_LIBRARY, APP, EMPTY]
export const CHANCE_IMAGES = 14

/** Images that no builder makes, or only with effort. */
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

/** Pushes all images of `PULL_CASES` to the registry, and to the other one what `from: 'other'` needs. */
export async function pushImages(builder: Docker, registry: Registry, other: Registry): Promise<void> {
  for (const [name, input] of Object.entries({ ...IMAGES, ...chanceImages() }))
    await pushNamed(registry, name, input)
  for (const name of Object.keys(BUILT) as BuiltName[]) {
    await buildNamed(builder, registry, name)
    await builder.push(`${registry.prefix}/${name}`)
  }
  // The engine compresses again for a registry that it knows no blobs of.
  for (const name of ['again/gzip:1', 'again/gzip-next:1', 'above/gzip-next:1']) {
    await builder.pull(`${registry.prefix}/${name}`)
    await builder.tag(`${registry.prefix}/${name}`, `${other.prefix}/${name}`)
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

/** Builds an image as `pushImages` does: with equal dates and on an equal base, its layer is an equal one. */
export async function buildNamed(docker: Docker, registry: Registry, name: BuiltName): Promise<void> {
  const file = name.replace(/\W/g, '-')
  const files = { [file]: noise(25_000, name) }
  await copy(docker, `${registry.prefix}/${name}`, `${registry.prefix}/${BUILT[name]}`, files)
}

/** Lets a tag stand for the image of another name. */
export async function moveTag(registry: Registry, tag: Name, to: Name): Promise<void> {
  await pushNamed(registry, tag, { ...IMAGES, ...chanceImages() }[to] ?? image())
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

/** Numbers by chance that are the same every time. @returns draws a number from 0 to `below` - 1 */
export function chance(seed: string): (below: number) => number {
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
  return gzip(makeTar([{ name, content: noise(bytes, `layer ${name}`) }]))
}

function folder(name: string, bytes: number): LayerInput {
  return gzip(
    makeTar([
      { name: `${name}/`, type: 'directory' },
      { name: `${name}/file`, content: noise(bytes, `layer ${name}`) },
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
