import { describe, expect, it } from 'vitest'
import { describeEntry, entryOf } from './entry.mjs'

const TOKEN = 'correct-horse-battery'
const URLS = ['http://10.0.0.5:3000']

describe('who may come in', () => {
  it('on loopback: everybody, unless a token is set', () => {
    for (const host of ['127.0.0.1', 'localhost', '[::1]']) {
      const entry = entryOf({ host, noAuth: false }, {})
      expect(entry).toMatchObject({ token: undefined, exposed: false })
      expect(describeEntry(entry, {}, URLS)).toEqual([])
    }
    const closed = entryOf({ host: '127.0.0.1', noAuth: false }, { STRATA_TOKEN: TOKEN })
    expect(closed).toMatchObject({ token: TOKEN, made: false, exposed: false })
    expect(describeEntry(closed, {}, ['http://127.0.0.1:3000']).join('\n')).not.toMatch(/correct|plain http/)
  })

  it('elsewhere, or through a proxy: who has the token, one that is made where none is set', () => {
    for (const [host, env] of [
      ['0.0.0.0', {}],
      ['[::]', {}],
      ['build.lan', {}],
      ['127.0.0.1', { STRATA_TRUSTED_PROXIES: '127.0.0.1' }],
    ] as const) {
      const entry = entryOf({ host, noAuth: false }, env)
      expect(entry).toMatchObject({ token: expect.stringMatching(/^[\w-]{43}$/), made: true, exposed: true })
      const said = describeEntry(entry, env, URLS).join('\n')
      expect(said.split(entry.token!)).toHaveLength(2)
      expect(said).toContain(`  http://10.0.0.5:3000/sign-in#token=${entry.token}\n`)
    }
    const given = entryOf({ host: '0.0.0.0', noAuth: false }, { STRATA_TOKEN: TOKEN })
    expect(given).toMatchObject({ token: TOKEN, made: false })
    expect(describeEntry(given, {}, URLS).join('\n')).not.toContain(TOKEN)
  })

  it('everybody with --no-auth, which says what that is', () => {
    const entry = entryOf({ host: '0.0.0.0', noAuth: true }, {})
    expect(entry.token).toBeUndefined()
    expect(describeEntry(entry, { STRATA_REGISTRIES: 'http://localhost:5000, GHCR.io' }, URLS)).toEqual([
      'Warning: there is no token (--no-auth). Whoever reaches this server',
      '  - reads what the Docker daemon knows: names, histories and files of its images',
      '  - has registries read with the stored logins of the docker config: localhost:5000, ghcr.io',
      '  - reads registries of this machine that others may not reach: localhost:5000',
      '  - opens image archives and snapshots here, which everybody sees, and sees those of others',
    ])
    expect(describeEntry(entry, { STRATA_DAEMON: 'off' }, URLS)).toEqual([
      'Warning: there is no token (--no-auth). Whoever reaches this server',
      '  - has registries read with the stored logins of the docker config: none, STRATA_REGISTRIES names none',
      '  - reads registries of this machine that others may not reach: none, STRATA_REGISTRIES names none',
      '  - opens image archives and snapshots here, which everybody sees, and sees those of others',
    ])
    expect(() => entryOf({ host: '0.0.0.0', noAuth: true }, { STRATA_TOKEN: TOKEN })).toThrow(
      'which one is meant?',
    )
  })
})
