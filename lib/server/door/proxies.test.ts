import { describe, expect, it } from 'vitest'
import { arrivalOf, trustedProxies } from './proxies.mjs'

const proxies = trustedProxies('127.0.0.1, 10.0.0.0/8 ,fd00::/8')
const NONE = {
  ...{ forwarded: undefined, 'x-forwarded-for': undefined, 'x-forwarded-host': undefined },
  ...{ 'x-forwarded-port': undefined, 'x-forwarded-proto': undefined },
}
const SAID = {
  'x-forwarded-for': '192.0.2.7',
  'x-forwarded-host': 'strata.example',
  'x-forwarded-proto': 'https',
}

describe('arrivalOf', () => {
  it('believes no proxy that is not named', () => {
    for (const [peer, list] of [
      ['192.0.2.1', proxies],
      ['127.0.0.1', undefined],
      ['::1', proxies],
      ['', proxies],
    ] as const)
      expect(arrivalOf(SAID, peer, list)).toEqual({ address: peer, secure: false, changes: NONE })
  })

  it.each(['127.0.0.1', '::ffff:127.0.0.1', '10.1.2.3', 'fd00::1'])('believes %s, which is named', (peer) => {
    expect(arrivalOf(SAID, peer, proxies)).toEqual({
      address: '192.0.2.7',
      secure: true,
      changes: { ...NONE, 'x-forwarded-proto': 'https', host: 'strata.example' },
    })
  })

  it('takes plain http where the proxy names nothing, and leaves the host that it sends', () => {
    expect(arrivalOf({ host: 'strata.example' }, '127.0.0.1', proxies)).toEqual({
      address: '127.0.0.1',
      secure: false,
      changes: { ...NONE, 'x-forwarded-proto': 'http' },
    })
  })

  it.each([
    // What stands before the last address that is no proxy was written by who asks.
    ['6.6.6.6, 192.0.2.7, 10.0.0.1', '192.0.2.7'],
    ['127.0.0.1, 192.0.2.7', '192.0.2.7'],
    ['10.0.0.2, 10.0.0.1', '10.0.0.2'],
    ['192.0.2.7, unknown', '127.0.0.1'],
    ['[2001:db8::7]:443', '2001:db8::7'],
    ['192.0.2.7:5000', '192.0.2.7'],
    ['', '127.0.0.1'],
  ])('reads who asks from the end of “%s”: %s', (text, address) => {
    expect(arrivalOf({ 'x-forwarded-for': text }, '127.0.0.1', proxies).address).toBe(address)
  })

  it('takes the word of the nearest proxy on host and protocol', () => {
    const lists = { 'x-forwarded-host': 'evil.example, strata.example', 'x-forwarded-proto': 'https,http' }
    expect(arrivalOf(lists, '127.0.0.1', proxies)).toMatchObject({
      secure: false,
      changes: { host: 'strata.example' },
    })
  })
})

describe('trustedProxies', () => {
  it('are none where none is named', () => {
    expect(trustedProxies(undefined)).toBeUndefined()
    expect(trustedProxies(' , ')).toBeUndefined()
  })
  it.each(['nginx', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/8/8', '::/129', '10.0.0', '10.0.0.1:80'])(
    'are not %s',
    (text) => {
      expect(() => trustedProxies(text)).toThrow(
        `STRATA_TRUSTED_PROXIES is not usable: expected addresses and networks, comma separated, such as 127.0.0.1,10.0.0.0/8, not '${text}'`,
      )
    },
  )
})
