import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseChallenge } from './challenge'

describe('parseChallenge', () => {
  it('reads the challenge of Docker Hub', () => {
    const header = 'Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="a:b:c,d"'
    expect(parseChallenge(header)).toEqual({
      scheme: 'bearer',
      parameters: { realm: 'https://auth.docker.io/token', service: 'registry.docker.io', scope: 'a:b:c,d' },
    })
  })

  it.each([
    ['Basic realm="r"', 'basic'],
    ['basic', 'basic'],
    ['Basic realm="r", Bearer realm="t"', 'bearer'],
    ['Negotiate abc==, BASIC realm=r', 'basic'],
    // What is in quotes is no challenge.
    ['Basic realm="x, Bearer realm=\\"https://evil.example\\""', 'basic'],
    ['Digest realm="x, Bearer realm=y"', undefined],
    ['', undefined],
    ['Bearer', 'bearer'],
  ])('%s is %s', (header, scheme) => expect(parseChallenge(header)?.scheme).toBe(scheme))

  it('gives back every quoted value', () => {
    fc.assert(
      fc.property(fc.string(), (realm) => {
        const quoted = realm.replace(/[\\"]/g, '\\$&')
        expect(parseChallenge(`Bearer realm="${quoted}"`)?.parameters.realm).toBe(realm)
      }),
    )
  })

  it('never throws, and reads a long header in no time', () => {
    fc.assert(fc.property(fc.string(), (header) => void parseChallenge(header)))
    const start = performance.now()
    for (const part of [' ', ',', 'a=', 'Bearer ', '"', '\\', 'a '])
      parseChallenge(`Bearer ${part.repeat(16_000)}`)
    expect(performance.now() - start).toBeLessThan(500)
  })
})
