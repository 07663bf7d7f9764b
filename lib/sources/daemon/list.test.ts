import { describe, expect, it } from 'vitest'
import { parseRepository } from '../../oci/reference'
import { inRegistry } from './list'
import { imageListSchema } from './schemas'

const digest = (letter: string) => `sha256:${letter.repeat(64)}`
const INDEX = digest('a')
const here = { ID: digest('b'), Kind: 'image', Available: true }
const skipped = {
  ...{ ID: digest('e'), Kind: 'image', Available: false },
  ImageData: { Platform: { os: 'linux', architecture: 'amd64' }, Size: { Unpacked: 100 } },
}
const attestation = { ID: digest('c'), Kind: 'attestation', Available: true }
const elsewhere = { ID: digest('d'), Kind: 'image', Available: false }

/** An image under these names, as the list of a containerd store has it. */
function image(names: readonly string[], Manifests: readonly object[]) {
  const RepoDigests = names.map((name) => `${name}@${INDEX}`)
  const RepoTags = names.map((name) => `${name}:1`)
  return imageListSchema.parse([{ Id: INDEX, Created: 1, RepoTags, RepoDigests, Manifests }])[0]!
}
const shop = parseRepository('shop')!

describe('a containerd store shows', () => {
  it.each([
    ['that an index was pulled of which entries are not here', ['shop'], [here, elsewhere], true],
    ['that an index was built whose entries are all here', ['shop'], [here, attestation], false],
    ['that one was built on a base of which a pull skipped a blob', ['shop'], [skipped, attestation], false],
    ['nothing by a plain manifest', ['shop'], [{ ...here, ID: INDEX }], undefined],
    ['nothing before its API has manifests', ['shop'], [], undefined],
    [
      'nothing by an index that was pulled under another name',
      ['shop', 'redis'],
      [here, elsewhere],
      undefined,
    ],
    ['nothing by one that was pulled elsewhere', ['shop', 'ghcr.io/team/shop'], [here, elsewhere], undefined],
  ])('%s', (_, names, manifests, expected) => {
    expect(inRegistry(image(names, manifests), shop, 'containerd')).toBe(expected)
  })

  it('of names of other registries what any store does: a digest', () => {
    const repository = parseRepository('ghcr.io/team/shop')!
    expect(inRegistry(image(['ghcr.io/team/shop'], []), repository, 'containerd')).toBe(true)
    expect(inRegistry(image(['shop'], []), repository, 'containerd')).toBe(false)
  })
})

it('a classic store has a digest of what it pulled or pushed, and Podman of anything', () => {
  expect(inRegistry(image(['shop'], []), shop, 'classic')).toBe(true)
  expect(inRegistry(image([], []), shop, 'classic')).toBe(false)
  expect(inRegistry(image(['shop'], [here, elsewhere]), shop, 'containers-storage')).toBeUndefined()
})
