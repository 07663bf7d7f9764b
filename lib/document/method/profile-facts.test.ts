import { describe, expect, it } from 'vitest'
import { HOST_PROFILES } from '../../analysis/pull/profiles'
import { wordsOf } from '../words/words'
import { profileFacts } from './profile-facts'

const t = wordsOf('en')('profiles')
const topics = wordsOf('en')('help.topics')
const factsOf = (id: (typeof HOST_PROFILES)[number]['id']) =>
  Object.fromEntries(
    profileFacts(t, topics, HOST_PROFILES.find((profile) => profile.id === id)!).map(
      ({ term, text, source }) => [term, source === undefined ? text : [text, source.label]],
    ),
  )

describe('what a kind of host sets', () => {
  it('is said with where each setting is written', () => {
    const nodeadm = 'amazon-eks-ami, soci-snapshotter.config.template.toml'
    expect(factsOf('soci')).toEqual({
      'Store rule': ['Prefix-only reuse', nodeadm],
      'Blobs once unpacked': ['not kept', nodeadm],
      'Most layers of an image': 'no limit of the store’s own',
      'Downloads at a time': ['20', nodeadm],
      'Part of a layer': ['16 MiB, each a request', nodeadm],
      'Layers unpacked at a time': ['12', nodeadm],
      'Order of unpacking': ['as blobs arrive', 'soci-snapshotter, docs/parallel-mode.md'],
    })
    expect(factsOf('overlay2')).toMatchObject({
      'Most layers of an image': ['125', 'moby, layer/layer_store.go: maxLayerDepth'],
      'Downloads at a time': ['3', 'moby, daemon/config/config.go: DefaultMaxConcurrentDownloads'],
      'Part of a layer': ['none, a layer is one request', 'moby, distribution/pull_v2.go'],
    })
    expect(factsOf('podman')).toMatchObject({
      'Store rule': [
        'containers-storage (Podman, CRI-O)',
        'containers/image, storage/storage_dest.go: TryReusingBlobWithOptions',
      ],
      'Downloads at a time': ['6', 'containers/image, copy/copy.go: maxParallelDownloads'],
    })
    expect(factsOf('containerd')).toMatchObject({
      'Blobs once unpacked': ['kept', 'containerd, core/unpack/unpacker.go'],
    })
  })

  it('has a source for every setting of every kind', () => {
    for (const profile of HOST_PROFILES) {
      const settings = profileFacts(t, topics, profile).filter(({ term }) => term !== t('setting.limit'))
      for (const { source } of settings) expect(source?.href).toMatch(/^https:\/\/github\.com\//)
    }
  })
})
