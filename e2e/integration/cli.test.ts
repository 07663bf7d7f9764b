import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { NextRequest } from 'next/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { GET } from '@/app/api/[file]/route'
import { type Article5, buildArticle5, CACHE_BYTES } from '../engines/articles'
import { type CommandOptions, commandEnvironment, type Ran, run, STRATA } from '../engines/command'
import { type Docker, startDocker } from '../engines/docker'
import { type Registry, startRegistry } from '../engines/registry'
import { buildStrategies, type Strategies, TAGS } from '../engines/strategies'
import { registryImage, sum } from './oracle'

const NAMES = ['chained', 'fixed', 'custom'] as const
const FORMATS = ['md', 'csv', 'json', 'txt', 'html', 'svg'] as const

let registry: Registry
let docker: Docker
let names: Strategies
let article: Article5
let folder: string
let env: Record<string, string>
const before = { ...process.env }

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'strata-cli-'))
  registry = await startRegistry()
  docker = await startDocker({ name: 'cli' })
  names = await buildStrategies(docker, registry.prefix)
  article = await buildArticle5(docker, registry.prefix)
  env = commandEnvironment(docker.host, folder)
  // The route answers in this process, from the same engine.
  Object.assign(process.env, env)
})
afterAll(async () => {
  process.env = before
  rmSync(folder, { recursive: true, force: true })
  if (docker && !docker.owned) await docker.forget(registry.prefix)
  await Promise.all([docker?.stop(), registry?.stop()])
})

/** Runs the command from a folder that is not Strata's. */
const strata = (args: readonly string[], options: CommandOptions = {}): Promise<Ran> =>
  run(process.execPath, [STRATA, ...args], { cwd: folder, ...options, env: { ...env, ...options.env } })
const references = () => NAMES.map((name) => names[name])
const textOf = ({ stdout }: Ran) => timeless(stdout.toString())

describe('the answer', () => {
  it.each(FORMATS)('of compare as %s is that of the API', async (format) => {
    const ran = await strata(['compare', ...references(), '--format', format])
    expect(ran).toMatchObject({ code: 0, stderr: '' })
    expect(textOf(ran)).toBe(await api(`compare.${format}?${strategies()}`))
  })

  it.each([
    [
      'basis=unpacked&units=binary&lang=ko&card=total',
      ['--basis=unpacked', '--units=binary', '--lang=ko', '--card=total'],
    ],
    [
      'cache=previous&rule=containerd&card=cached',
      ['--cache=previous', '--rule=containerd', '--card=cached'],
    ],
    ['theme=dark&show=both&card=uncached', ['--theme=dark', '--show=both', '--card=uncached']],
  ])('takes what the link takes: %s', async (search, options) => {
    const format = search.startsWith('theme') ? 'svg' : 'md'
    const ran = await strata(['compare', ...references(), ...options, '--format', format])
    expect(textOf(ran)).toBe(await api(`compare.${format}?${strategies()}&${search}`))
  })

  it('starts from a link of the page', async () => {
    const link = `http://127.0.0.1:3000/?${strategies()}&basis=unpacked`
    const ran = await strata(['compare', '--link', link, '--format', 'md'])
    expect(textOf(ran)).toBe(await api(`compare.md?${strategies()}&basis=unpacked`))
  })

  it.each(['cached', 'matrix', 'pull', 'rollout', 'storage'])(
    'of downloads, card %s, is that of the API',
    async (card) => {
      const ran = await strata([
        'downloads',
        names.chained,
        names.fixed,
        '--card',
        card,
        '--hosts=7',
        '-f',
        'json',
      ])
      const search = `s=${names.chained}&s=${names.fixed}&card=${card}&hosts=7`
      expect(ran).toMatchObject({ code: 0, stderr: '' })
      expect(textOf(ran)).toBe(await api(`downloads.json?${search}`))
    },
  )

  it.each(['layers', 'history', 'compare'])('of tag, card %s, is that of the API', async (card) => {
    const [ref, other] = [`${names.chained}:0.0.2`, `${names.chained}:0.0.1`]
    const ran = await strata(['tag', ref, '--with', other, '--card', card, '-f', 'md'])
    expect(ran).toMatchObject({ code: 0, stderr: '' })
    expect(textOf(ran)).toBe(await api(`tag.md?ref=${ref}&with=${other}&card=${card}`))
  })

  it('has the registry’s own figures', async () => {
    const { stdout } = await strata(['compare', ...references(), '--card', 'uncached', '-f', 'json'])
    for (const [row, tag] of TAGS.entries()) {
      for (const [position, name] of NAMES.entries()) {
        const { layers } = await registryImage(registry, `${names[name]}:${tag}`)
        const bytes = sum(new Map(layers.map(({ digest, size }) => [digest, size])).values())
        expect(valueIn(stdout, 'download', row, position)).toMatchObject({
          kind: 'exact',
          unit: 'bytes',
          value: bytes,
        })
      }
    }
  })

  it('reads unread files of a tag, and finds the cache that the fifth article’s build hides', async () => {
    const ran = await strata(['tag', article.before, '--card', 'waste', '-f', 'json'])
    expect(ran).toMatchObject({ code: 0, stderr: '' })
    expect(ran.stdout.toString()).toContain(`"value": ${CACHE_BYTES}`)
    const after = await strata(['tag', article.after, '--card', 'waste', '-f', 'json'])
    expect(after.stdout.toString()).not.toContain(`"value": ${CACHE_BYTES}`)
  })

  it('goes to a file whose ending names the format, and nothing to standard output', async () => {
    const ran = await strata(['compare', ...references(), '--card', 'cached', '-o', 'cached.png'])
    expect(ran).toMatchObject({ code: 0, stderr: '', stdout: Buffer.alloc(0) })
    const png = readFileSync(path.join(folder, 'cached.png'))
    const answer = Buffer.from(await (await route(`compare.png?${strategies()}&card=cached`)).arrayBuffer())
    // Width and height, in the header.
    expect(png.subarray(0, 24)).toEqual(answer.subarray(0, 24))
    expect(png.length).toBeGreaterThan(10_000)
  })
})

describe('a snapshot', () => {
  it('answers elsewhere with the same cells, and stands beside live tags', async () => {
    const saved = await strata([
      'snapshot',
      ...references(),
      '--title',
      'Before',
      '-o',
      'before.strata.json.gz',
    ])
    expect(saved).toMatchObject({ code: 0, stderr: '', stdout: Buffer.alloc(0) })
    const file = path.join(folder, 'before.strata.json.gz')
    expect(JSON.parse(gunzipSync(readFileSync(file)).toString())).toMatchObject({ title: 'Before' })

    const noDaemon = { DOCKER_HOST: `unix://${folder}/none.sock`, STRATA_DAEMON: 'off' }
    const ran = await strata(['compare', '--snapshot', file, '-f', 'json'], { env: noDaemon })
    const live = await strata(['compare', ...references(), '-f', 'json'])
    expect(ran.code).toBe(0)
    expect(cellsOf(ran.stdout)).toEqual(cellsOf(live.stdout))

    const beside = [names.chained, `${names.chained};from=before.strata.json.gz;name=Before`]
    const both = await strata([
      'compare',
      ...beside,
      '--snapshot',
      file,
      '--source=auto',
      '--card=total',
      '-f',
      'json',
    ])
    expect(both).toMatchObject({ code: 0, stderr: '' })
    expect(JSON.parse(both.stdout.toString()).documents[0].legend[1]).toContain('Before')
  })
})

const strategies = () =>
  references()
    .map((reference) => `s=${encodeURIComponent(reference)}`)
    .join('&')

function route(file: string): Promise<Response> {
  const request = new NextRequest(`http://127.0.0.1:3000/api/${file}`)
  return GET(request, { params: Promise.resolve({ file: request.nextUrl.pathname.slice('/api/'.length) }) })
}

async function api(file: string): Promise<string> {
  const answer = await route(file)
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${file} answers ${answer.status}: ${text}`)
  return timeless(text)
}

/** The two are asked one after the other. */
function timeless(text: string): string {
  return text.replace(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/g, 'TIME')
}

interface Said {
  readonly documents: readonly {
    readonly legend: readonly string[]
    readonly tables: readonly {
      readonly rows: readonly (readonly { column: string; values: readonly object[] }[])[]
    }[]
  }[]
}

function valueIn(json: Buffer, column: string, row: number, position: number): object | undefined {
  const { documents }: Said = JSON.parse(json.toString())
  return documents[0]?.tables[0]?.rows[row]?.find((cell) => cell.column === column)?.values[position]
}

function cellsOf(json: Buffer) {
  const { documents }: Said = JSON.parse(json.toString())
  return documents.map(({ tables }) => tables)
}
