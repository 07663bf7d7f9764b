import type { Store } from '@/lib/oci/facts'
import { type BuiltName, CHANCE_IMAGES, chance, type Name } from './pull-images'

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

interface PullCase {
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

const MOVED_BACK: Step = { move: 'moved/app:latest', to: 'moved/first:1' }
const MOVED: Step = { move: 'moved/app:latest', to: 'moved/next:1' }

export const PULL_CASES: readonly PullCase[] = [
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
  given('another blob, of one config with the first', ['seen/gzip:1', 'seen/plain:1'], 'seen/plain-next:1'),
  given('that blob elsewhere', ['elsewhere/gzip:1', 'elsewhere/plain:1'], 'elsewhere/plain-elsewhere:1'),
  given('that blob as the base', ['base/gzip:1', 'base/plain:1'], 'base/plain-base:1'),
  given(
    'another blob, not fetched, elsewhere',
    ['relabelled/gzip:1', 'relabelled/relabelled:1'],
    'relabelled/plain-elsewhere:1',
  ),
  given(
    'another blob, not fetched below a new layer, elsewhere',
    ['below/gzip:1', 'below/plain-next:1'],
    'below/plain-elsewhere:1',
  ),
  {
    ...given(
      'a blob whose image was removed, its layer being kept under another blob, in place',
      ['removed/gzip:1', 'removed/plain-next:1', { remove: 'removed/gzip:1' }],
      'removed/gzip-more:1',
    ),
    hostOf: { classic: 'more', 'containers-storage': 'more' },
  },
  given(
    'a blob whose image was removed, its layer being kept under another blob, elsewhere',
    ['removed/gzip:1', 'removed/plain-next:1', { remove: 'removed/gzip:1' }],
    'removed/gzip-elsewhere:1',
  ),
  {
    ...given('compressed again by an engine, one config', ['again/gzip-next:1'], 'again/gzip-next:1'),
    from: 'other',
  },
  {
    ...given(
      'pulled and pushed to another registry, where the next was pushed by another engine',
      ['again/gzip:1', { push: 'again/gzip:1', as: 'pushed/gzip:1', to: 'other' }],
      'again/gzip-next:1',
    ),
    from: 'other',
  },
  {
    ...given('compressed again by an engine, the layers in place', ['above/gzip:1'], 'above/gzip-next:1'),
    from: 'other',
  },

  given('a tag that moved', [MOVED_BACK, 'moved/app:latest', MOVED], 'moved/app:latest'),
  given(
    'layers of an image whose tag has moved',
    [MOVED_BACK, 'moved/app:latest', MOVED, 'moved/app:latest'],
    'moved/child:1',
  ),

  given('one image under two names', ['names/one:1'], 'names/same:1'),
  given('the same tag again', ['names/one:1'], 'names/one:1'),
  given('the same layers with another config', ['names/one:1'], 'names/labelled:1'),
  given('an index with an attestation', [], 'names/attested:1'),
  given('an index with an attestation, the base in place', ['names/attested:1'], 'names/attested-next:1'),
  given('layers mounted from another repository', ['loaded/next:1'], 'mounted/app:1'),
  given('layers that another repository will mount', ['mounted/app:1'], 'loaded/next:1'),
  given(
    'pulled and pushed under another name',
    ['names/one:1', { push: 'names/one:1', as: 'pushed/one:1' }, { remove: 'names/one:1' }],
    'names/labelled:1',
  ),
  given(
    'pulled, pushed under another name, and pulled from there',
    ['names/one:1', { push: 'names/one:1', as: 'pushed/two:1' }, { remove: 'names/one:1' }],
    'pushed/two:1',
  ),
  given(
    'an image removed, half of whose layers another keeps',
    ['parents/one:1', 'parents/gap:1', { remove: 'parents/one:1' }],
    'parents/one:1',
  ),
  given('everything removed', ['parents/one:1', { remove: 'parents/one:1' }], 'parents/one:1'),
  given(
    'pulled, kept by an image built on it, and removed',
    ['names/one:1', { build: 'built/child:1' }, { remove: 'names/one:1' }],
    'names/labelled:1',
  ),

  given('loaded from an archive, the same config', [{ load: 'loaded/base:1' }], 'loaded/base:1'),
  given('loaded from an archive, its content elsewhere', [{ load: 'loaded/base:1' }], 'loaded/elsewhere:1'),
  given(
    'loaded from an archive and pulled under its name, the next tag',
    [{ load: 'loaded/base:1' }, 'loaded/base:1'],
    'loaded/next:1',
  ),

  given('built here and never pushed', ['built/base:1', { build: 'built/app:1' }], 'built/app:1'),
  given(
    'built here and never pushed, the next tag',
    ['built/base:1', { build: 'built/first:1' }],
    'built/first:2',
  ),
  given(
    'built here and pushed',
    ['built/base:1', { build: 'built/pushed:1' }, { push: 'built/pushed:1', as: 'pushed/built:1' }],
    'built/pushed:1',
  ),
  {
    ...given(
      'built here again, once pulled and removed',
      [
        'built/remembered:1',
        { remove: 'built/remembered:1' },
        'built/base:1',
        { build: 'built/remembered:1' },
      ],
      'built/remembered:1',
    ),
    hostOf: { classic: 'more' },
  },

  ...chanceCases('cases', 4, 6),
  ...untaggedCases('untagged', 4, 8),
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

/** @param before  names are pulled */
function given(title: string, before: readonly (Name | Step)[], pull: Name): PullCase {
  return { title, before: before.map((step) => (typeof step === 'string' ? { pull: step } : step)), pull }
}

/** Hosts that pull one image after the other: each pull is one case, and what was pulled before is on the host. */
function chanceCases(seed: string, hosts: number, pulled: number): readonly PullCase[] {
  return chanceHosts(seed, hosts, pulled).flatMap((names, host) =>
    names.map((name, index) =>
      given(`by chance, seed ${seed}, ${host}: ${index}`, names.slice(0, index), name),
    ),
  )
}

/** Hosts that pull one tag each time it has moved to another image: what they pulled before is there without a tag. */
function untaggedCases(seed: string, hosts: number, pulled: number): readonly PullCase[] {
  const pull: Name = 'chance/moving:latest'
  return chanceHosts(seed, hosts, pulled).flatMap((names, host) =>
    names.map((_, index) => {
      const steps = names.slice(0, index + 1).flatMap((to): Step[] => [{ move: pull, to }, { pull }])
      return given(`by chance, seed ${seed}, ${host}: ${index}`, steps.slice(0, -1), pull)
    }),
  )
}

/** By host the images that it pulls, one after the other. */
function chanceHosts(seed: string, hosts: number, pulled: number): readonly (readonly Name[])[] {
  const next = chance(seed)
  return Array.from({ length: hosts }, () =>
    Array.from({ length: pulled }, () => `chance/image:${next(CHANCE_IMAGES)}`),
  )
}
