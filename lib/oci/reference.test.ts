import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDigest, shortDigest } from './digest'
import { isLoopbackHost } from './loopback.mjs'
import { formatPlatform, parsePlatform } from './platform'
import { familiarReference, formatReference, parseReference, parseRepository } from './reference'

const digest = `sha256:${'a'.repeat(64)}`

describe('parseReference', () => {
  // From distribution/reference, normalize_test.go and reference_test.go.
  it.each([
    ['redis', 'docker.io/library/redis'],
    ['redis:7', 'docker.io/library/redis:7'],
    ['docker.io/redis', 'docker.io/library/redis'],
    ['index.docker.io/library/redis', 'docker.io/library/redis'],
    ['team/app', 'docker.io/team/app'],
    ['localhost/app', 'localhost/app'],
    ['localhost:5000/app:0.0.1', 'localhost:5000/app:0.0.1'],
    ['ghcr.io/a/b', 'ghcr.io/a/b'],
    ['GHCR.io/a/b', 'ghcr.io/a/b'],
    ['Host/a', 'host/a'],
    ['registry-1.docker.io/library/redis', 'docker.io/library/redis'],
    ['[::1]:5000/app', '[::1]:5000/app'],
    [`app@${digest}`, `docker.io/library/app@${digest}`],
    [`app:1@${digest}`, `docker.io/library/app:1@${digest}`],
    ['a__b/c--d.e', 'docker.io/a__b/c--d.e'],
  ])('reads %s as %s', (text, expected) => {
    const reference = parseReference(text)
    expect(reference && formatReference(reference)).toBe(expected)
  })

  it.each([
    '',
    'Redis',
    'a b',
    '../etc',
    'app:',
    'app:-x',
    'a//b',
    '/app',
    'app/',
    'app@sha256:zz',
    `${'a'.repeat(64)}`,
    'http://localhost:5000/app',
    'app:<script>',
    'a'.repeat(300),
    'localhost:5000/app:1:2',
  ])('refuses %j', (text) => expect(parseReference(text)).toBeUndefined())

  // distribution/reference, NameTotalLengthMax: host and path together.
  it('takes names of 255 characters and no longer ones', () => {
    const name = (length: number) => `ghcr.io/${'a'.repeat(length - 'ghcr.io/'.length)}`
    expect(parseReference(`${name(255)}:1`)).toMatchObject({ host: 'ghcr.io', tag: '1' })
    expect(parseReference(name(256))).toBeUndefined()
  })

  it('reads what it writes', () => {
    const part = fc.stringMatching(/^[a-z0-9]{1,8}$/)
    const made = fc.record({
      host: fc.constantFrom('docker.io', 'localhost:5000', 'ghcr.io'),
      repository: fc.tuple(part, part).map((parts) => parts.join('/')),
      tag: fc.option(fc.stringMatching(/^\w[\w.-]{0,20}$/), { nil: undefined }),
    })
    fc.assert(
      fc.property(made, (reference) => {
        expect(parseReference(formatReference(reference))).toEqual(reference)
        expect(parseReference(familiarReference(reference))).toEqual(reference)
      }),
    )
  })

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseReference(text)))
  })
})

describe('familiarReference', () => {
  it.each([
    ['docker.io/library/redis:7', 'redis:7'],
    ['docker.io/team/app', 'team/app'],
    ['docker.io/team/library', 'team/library'],
    ['ghcr.io/library/app:1', 'ghcr.io/library/app:1'],
    [`docker.io/library/app:1@${digest}`, `app:1@${digest}`],
  ])('writes %s as %s', (text, expected) => expect(familiarReference(parseReference(text)!)).toBe(expected))

  it('has no tag and no digest where none was written', () => {
    expect(parseReference('app')).toStrictEqual({ host: 'docker.io', repository: 'library/app' })
  })
})

describe('parseRepository', () => {
  it('takes no tag and no digest', () => {
    expect(parseRepository('localhost:5000/app')).toEqual({ host: 'localhost:5000', repository: 'app' })
    expect(parseRepository('app:1')).toBeUndefined()
    expect(parseRepository(`app@${digest}`)).toBeUndefined()
  })
})

describe('digests, hosts and platforms', () => {
  it('reads registered algorithms in lower case only', () => {
    expect(parseDigest(digest)).toBe(digest)
    expect(parseDigest(digest.toUpperCase())).toBeUndefined()
    expect(parseDigest('md5:abc')).toBeUndefined()
    expect(shortDigest(parseDigest(digest)!)).toBe('a'.repeat(12))
  })
  it.each([
    ['localhost', true],
    ['a.localhost:1', false],
    ['[::1]:5000', true],
    ['127.256.0.1', false],
    ['127.9.9.9:5000', true],
    ['127.0.0.1.x', false],
    ['10.0.0.1', false],
  ])('takes %s for this machine: %s', (host, expected) => expect(isLoopbackHost(host)).toBe(expected))
  it('reads and writes platforms', () => {
    expect(formatPlatform(parsePlatform('linux/arm64/v8')!)).toBe('linux/arm64/v8')
    expect(parsePlatform('linux')).toBeUndefined()
    expect(parsePlatform('linux/<x>')).toBeUndefined()
  })
})
