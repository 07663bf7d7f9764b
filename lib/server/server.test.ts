// Longer than most: small parts of the server, a few cases each.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SourceError } from '../sources/source'
import { answer } from './answer'
import { readConfig } from './config'
import { FactsCache } from './facts-cache'
import { lendsLogin, mayContact } from './guard'
import {
  InputError,
  parseCompareInput,
  parseDownloadsInput,
  parseImageInput,
  parseOneInput,
  parsePullInput,
  parseRepositoryInput,
} from './inputs'
import { Memo } from './memo'

const never = new AbortController().signal

describe('readConfig', () => {
  it('has defaults for everything', () => {
    expect(readConfig({ HOME: '/home/me' })).toMatchObject({
      registries: [],
      daemon: 'auto',
      cacheDir: '/home/me/.cache/strata',
      timeoutMs: 10_000,
    })
  })

  it('reads registries, plain http marked by its scheme', () => {
    const config = readConfig({
      STRATA_REGISTRIES: 'http://r.lan:5000/, ghcr.io',
      STRATA_INSECURE_REGISTRIES: 'x.lan',
    })
    expect(config.registries).toEqual(['r.lan:5000', 'ghcr.io'])
    expect([...config.insecure]).toEqual(['x.lan', 'r.lan:5000'])
  })

  it.each([
    ['STRATA_TIMEOUT_MS', 'soon', 'expected a whole number from 1 to 600000'],
    ['STRATA_CONCURRENCY', '0', 'expected a whole number from 1 to 64'],
    ['STRATA_MAX_TAGS', '1.5', 'expected a whole number from 1 to 20000'],
    ['STRATA_DAEMON', 'maybe', 'expected auto or off'],
    [
      'STRATA_REGISTRIES',
      'ghcr.io,http://',
      'expected hosts, comma separated, such as ghcr.io,registry.lan:5000',
    ],
    [
      'STRATA_INSECURE_REGISTRIES',
      'a b',
      'expected hosts, comma separated, such as ghcr.io,registry.lan:5000',
    ],
  ])('says what %s may hold when it holds %s', (name, value, expected) => {
    expect(() => readConfig({ [name]: value })).toThrow(`${name} is not usable: ${expected}, not '${value}'`)
  })

  it.each([
    [{}, false],
    [{ STRATA_HOST: '127.0.0.1' }, false],
    [{ STRATA_HOST: '[::1]' }, false],
    [{ STRATA_HOST: '0.0.0.0' }, true],
    [{ STRATA_HOST: 'build.lan' }, true],
    [{ STRATA_HOST: '127.0.0.1', STRATA_TRUSTED_PROXIES: '127.0.0.1' }, true],
  ])('knows of %o whether others reach it: %s', (env, exposed) =>
    expect(readConfig(env).exposed).toBe(exposed),
  )

  it('takes a variable that is set to nothing for one that is not set', () => {
    expect(readConfig({ HOME: '/home/me', STRATA_TIMEOUT_MS: '', STRATA_REGISTRIES: '' })).toEqual(
      readConfig({ HOME: '/home/me' }),
    )
  })
})

describe('mayContact', () => {
  const named = {
    configured: new Set(['r.lan:5000']),
    dockerConfig: new Set(['ghcr.io']),
    localImages: new Set(['quay.io']),
    loopback: true,
  }
  it.each(['docker.io', 'localhost:5000', '127.0.0.1', '[::1]:5000', 'r.lan:5000', 'ghcr.io', 'quay.io'])(
    'contacts %s',
    (host) => expect(mayContact(host, named)).toBe(true),
  )
  it.each([
    'a.localhost',
    'localhost.',
    '127.256.0.1',
    'r.lan',
    'r.lan:5001',
    '169.254.169.254',
    'metadata.internal',
    'localhost.evil.example',
    '127.1',
  ])('never contacts %s', (host) => expect(mayContact(host, named)).toBe(false))
  it('asks loopback for people elsewhere only where the configuration names it', () => {
    const elsewhere = { ...named, configured: new Set(['localhost:5000']), loopback: false }
    expect(mayContact('localhost:5000', elsewhere)).toBe(true)
    for (const host of ['localhost:5001', '127.0.0.1:5000', '[::1]:22', 'localhost'])
      expect(mayContact(host, elsewhere)).toBe(false)
  })
})

describe('lendsLogin', () => {
  it('lends people elsewhere a stored login for registries of the configuration alone', () => {
    const exposed = { exposed: true, registries: ['ghcr.io'] }
    expect(['ghcr.io', 'quay.io', 'docker.io'].map((host) => lendsLogin(host, exposed))).toEqual([
      true,
      false,
      false,
    ])
    expect(lendsLogin('quay.io', { ...exposed, exposed: false })).toBe(true)
  })
})

describe('Memo', () => {
  it('asks once for those who ask together, and again after its time', async () => {
    let now = 0
    let asked = 0
    const memo = new Memo<number>(100, () => now)
    const ask = async () => ++asked
    expect(await Promise.all([memo.get('a', never, ask), memo.get('a', never, ask)])).toEqual([1, 1])
    now = 99
    expect(await memo.get('a', never, ask)).toBe(1)
    now = 101
    expect(await memo.get('a', never, ask)).toBe(2)
    memo.clear()
    expect(await memo.get('a', never, ask)).toBe(3)
  })

  it('forgets what is out of date, however many questions there were', async () => {
    let now = 0
    const memo = new Memo<string>(100, () => now)
    for (; now < 1000; now++) await memo.get(`question ${now}`, never, async () => 'answer')
    expect(memo.size).toBeLessThanOrEqual(101)
  })

  it('keeps a failure as long as an answer', async () => {
    let asked = 0
    const memo = new Memo<number>(100, () => 0)
    const ask = () => Promise.reject(new Error(`failure ${++asked}`))
    await expect(memo.get('a', never, ask)).rejects.toThrow('failure 1')
    await expect(memo.get('a', never, ask)).rejects.toThrow('failure 1')
  })

  it('keeps answers by their bytes, not by their number', async () => {
    const asked: string[] = []
    const memo = new Memo<string>(100, () => 0, { maxBytes: 10_000, bytesOf: ({ length }) => length })
    const get = (key: string, length: number) =>
      memo.get(key, never, async () => {
        asked.push(key)
        return 'x'.repeat(length)
      })
    for (const key of ['a', 'b', 'c', 'd']) await get(key, 100)
    for (const key of ['a', 'b', 'c', 'd']) await get(key, 100)
    expect(asked).toEqual(['a', 'b', 'c', 'd'])
    await get('large', 9600)
    expect((await get('too large', 20_000)).length).toBe(20_000)
    for (const key of ['large', 'd', 'a', 'large']) await get(key, 100)
    expect(asked.slice(4)).toEqual(['large', 'too large', 'a'])
  })

  it('keeps nothing of what the last one to wait gave up, or of what was asked before it was cleared', async () => {
    const memo = new Memo<string>(100, () => 0)
    const leaves = new AbortController()
    let finish = (_: string) => {}
    const slow = () => new Promise<string>((resolve) => (finish = resolve))
    const left = memo.get('a', leaves.signal, slow)
    leaves.abort(new Error('left'))
    await expect(left).rejects.toThrow('left')
    finish('given up')
    expect(await memo.get('a', never, async () => 'again')).toBe('again')

    memo.clear()
    const before = memo.get('a', never, slow)
    memo.clear()
    expect(await memo.get('a', never, async () => 'after')).toBe('after')
    finish('before')
    expect(await before).toBe('before')
    expect(await memo.get('a', never, async () => 'asked again')).toBe('after')
  })
})

describe('FactsCache', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'strata-cache-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))
  const open = (maxBytes = 1 << 20) => new FactsCache({ folder, maxBytes })

  it('survives a restart', async () => {
    const first = open()
    first.set('image sha256:a', { layers: 2 })
    await first.flush()
    expect(await open().get('image sha256:a')).toEqual({ layers: 2 })
    expect(await open().get('image sha256:b')).toBeUndefined()
  })

  it('keeps in memory, and lets wait for the disk, so many bytes', async () => {
    const limits = { memoryBytes: 10_000, waitingBytes: 10_000 }
    const cache = new FactsCache({ folder, maxBytes: 1 << 20 }, limits)
    const fact = (name: string) => ({ text: name.repeat(4000) })
    for (const name of ['a', 'b', 'c', 'd']) cache.set(name, fact(name))
    expect(await Promise.all(['a', 'd'].map((name) => cache.get(name)))).toEqual([undefined, fact('d')])
    await cache.flush()
    expect(await cache.get('a')).toEqual(fact('a'))
    expect(await open().get('c')).toBeUndefined()
    // There is room again.
    cache.set('c', fact('c'))
    await cache.flush()
    expect(await open().get('c')).toEqual(fact('c'))
  })

  it.each([
    ['changed', (text: string) => text.replace('xx', 'yy')],
    ['cut off', (text: string) => text.slice(0, 50)],
    ['empty', () => ''],
  ])(
    'takes an entry that is %s for a miss, and keeps the same fact when it comes again',
    async (_, damage) => {
      const fact = { text: 'x'.repeat(100) }
      const first = open()
      first.set('key', fact)
      await first.flush()
      const files = await readdir(path.join(folder, 'content-v2'), { recursive: true, withFileTypes: true })
      for (const entry of files.filter((file) => file.isFile())) {
        const file = path.join(entry.parentPath, entry.name)
        await writeFile(file, damage(await readFile(file, 'utf8')))
      }
      const second = open()
      expect(await second.get('key')).toBeUndefined()
      second.set('key', fact)
      await second.flush()
      expect(await open().get('key')).toEqual(fact)
    },
  )

  it('drops the oldest entries over its limit', async () => {
    const cache = open(2000)
    for (let index = 0; index < 10; index++) {
      cache.set(`key ${index}`, String(index).repeat(400))
      await cache.flush()
      await new Promise((resolve) => setTimeout(resolve, 2))
    }
    const reopened = open(2000)
    expect(await reopened.get('key 0')).toBeUndefined()
    expect(await reopened.get('key 9')).toBe('9'.repeat(400))
    const files = await readdir(folder, { recursive: true, withFileTypes: true })
    expect(files.filter((file) => file.isFile()).length).toBeLessThanOrEqual(2 * 5)
  })

  it('works in memory where the folder cannot be written to', async () => {
    const file = path.join(folder, 'file')
    await writeFile(file, '')
    const cache = new FactsCache({ folder: path.join(file, 'cache'), maxBytes: 1000 })
    cache.set('key', 1)
    await cache.flush()
    expect(await cache.get('key')).toBe(1)
  })
})

describe('inputs', () => {
  it('read the question of the page', () => {
    const input = parseCompareInput(
      new URLSearchParams('s=redis;take=-3&s=localhost:5000/app&basis=unpacked&cache=base'),
    )
    expect(input.strategies).toEqual([{ reference: 'redis', take: -3 }, { reference: 'localhost:5000/app' }])
    expect(input).toMatchObject({ basis: 'unpacked', rule: 'auto', cache: 'base', source: 'auto' })
  })
  it('take the rule of the kind of host that is named', () => {
    const search = (more: string) => new URLSearchParams(`s=redis&tag=7&profile=soci${more}`)
    for (const parse of [parseCompareInput, parseDownloadsInput, parsePullInput, parseOneInput]) {
      expect(parse(search('')).rule).toBe('prefix-only')
      expect(parse(search('&rule=containerd')).rule).toBe('containerd')
    }
    expect(parsePullInput(search(''))).toEqual({
      ...{ strategy: { reference: 'redis' }, tag: '7', rule: 'prefix-only', basis: 'transfer' },
      ...{ cache: 'earlier', platform: undefined, source: 'auto' },
    })
  })
  it.each([
    'basis=both',
    'profile=cri-o',
    'platform=linux',
    Array.from({ length: 7 }, () => 's=a').join('&'),
    `s=${'a'.repeat(2000)}`,
  ])('refuse %s', (query) => expect(() => parseCompareInput(new URLSearchParams(query))).toThrow(InputError))
  it.each([
    ['basis=both', 'basis: Invalid option: expected one of "transfer"|"unpacked"'],
    ['keep=-1', 'keep: Too small: expected number to be >=0'],
    ['keep=1.5', 'keep: Invalid input: expected int, received number'],
    ['s=a&s=', 's.1: Too small: expected string to have >=1 characters'],
    ['source=x', 'source: expected auto, sample, official, archive:name or snapshot:name'],
  ])('say what %s should be, in the words of the page’s parser', (query, text) =>
    expect(() => parseDownloadsInput(new URLSearchParams(query))).toThrow(new InputError(text)),
  )
  it('say which parameter is wrong', () => {
    expect(() => parseRepositoryInput(new URLSearchParams('repository=A B'))).toThrow(/^repository/)
    expect(() => parseImageInput(new URLSearchParams(''))).toThrow(/^reference/)
  })
})

describe('answer', () => {
  const problem = async (error: Error) => {
    const response = await answer(never, () => Promise.reject(error))
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      body: await response.json(),
    }
  }
  it('turns a bad question into a problem document', async () => {
    expect(await problem(new InputError('basis: no'))).toMatchObject({
      status: 400,
      type: 'application/problem+json',
      body: { status: 400, code: 'bad-query', detail: 'basis: no' },
    })
  })
  it('turns a failure of a source into its status', async () => {
    const failure = (code: 'not-found' | 'not-allowed') =>
      problem(new SourceError(code === 'not-found' ? { code, at: 'x', what: 'y' } : { code, at: 'x' }))
    expect((await failure('not-found')).status).toBe(404)
    expect((await failure('not-allowed')).status).toBe(403)
  })
})
