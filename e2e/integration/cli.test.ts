import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
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
  env = commandEnvironment(docker.host)
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

  it('reads the files of a tag that nobody has read, and finds the cache that the fifth article’s build hides', async () => {
    const ran = await strata(['tag', article.before, '--card', 'waste', '-f', 'json'])
    expect(ran.code).toBe(0)
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

    const nobody = { DOCKER_HOST: `unix://${folder}/none.sock`, STRATA_DAEMON: 'off' }
    const ran = await strata(['compare', '--snapshot', file, '-f', 'json'], { env: nobody })
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

describe('the exit code', () => {
  it('is 1, with nothing on standard output, when nobody answers', async () => {
    const ran = await strata(['compare', 'localhost:1/a', 'localhost:1/b'], { env: { STRATA_DAEMON: 'off' } })
    expect(ran).toMatchObject({ code: 1, stdout: Buffer.alloc(0) })
    expect(ran.stderr).toMatch(/^strata: localhost:1\/a: Nobody answers at localhost:1/)
  })

  it('is 1 where the page would show the sample: a command shows it only when asked', async () => {
    const asked = ['compare', 'localhost:5999/docker-layer-linked']
    const off = { env: { STRATA_DAEMON: 'off' } }
    expect((await strata(asked, off)).code).toBe(1)
    expect((await strata(['compare'], off)).code).toBe(2)
    expect(await strata(['compare', '--source', 'sample'], off)).toMatchObject({ code: 0, stderr: '' })
  })

  it('is 1 for a tag or a file that is not there, and for a file that cannot be written', async () => {
    const none = await strata(['tag', `${names.chained}:9`])
    expect(none).toMatchObject({ code: 1, stdout: Buffer.alloc(0) })
    expect((await strata(['compare', '--snapshot', 'none.strata.json'])).stderr).toContain(
      'there is no such file',
    )
    const unwritten = await strata(['compare', ...references(), '-o', 'no/folder/a.md'])
    expect(unwritten).toMatchObject({
      code: 1,
      stderr: 'strata: no/folder/a.md cannot be written: there is no such folder\n',
    })
  })

  it.each([
    [['compre'], 'did you mean compare?'],
    [['compare', 'a', '--fromat', 'md'], 'did you mean --format?'],
    [['compare', 'a b'], 'is not a reference'],
    [['compare', 'a', '--cache', 'some'], 'cache: '],
    [['compare'], 'name at least one strategy'],
  ])('is 2 for %j, which it explains', async (args, sentence) => {
    const ran = await strata(args)
    expect(ran).toMatchObject({ code: 2, stdout: Buffer.alloc(0) })
    expect(ran.stderr).toContain(sentence)
    expect(ran.stderr).toMatch(/See 'strata .*--help'\.\n$/)
  })

  it('is 3 when a strategy could not be read, told on standard error alone; --allow-partial makes it 0', async () => {
    const args = ['compare', names.chained, `${registry.prefix}/none`, '-f', 'md']
    const ran = await strata(args)
    expect(ran.code).toBe(3)
    expect(ran.stdout.toString()).toContain('| 0.0.4')
    expect(ran.stderr).toMatch(/^strata: [^\n]*\/none: [^\n]*\n$/)
    expect((await strata([...args, '--allow-partial'])).code).toBe(0)
  })

  it('is 130 after an interrupt', async () => {
    const silent = await listening()
    const { port } = silent.address() as { port: number }
    try {
      const onStart = (child: { kill(signal: NodeJS.Signals): boolean }) =>
        void silent.once('connection', () => child.kill('SIGINT'))
      const ran = await strata(['compare', `127.0.0.1:${port}/a`], { onStart, env: { STRATA_DAEMON: 'off' } })
      expect(ran).toMatchObject({ code: 130, stdout: Buffer.alloc(0) })
    } finally {
      silent.close()
    }
  })
})

describe('in a shell', () => {
  const line = (command: string) => run('sh', ['-c', command], { env, cwd: folder })
  const call = () => `'${process.execPath}' '${STRATA}' compare ${names.chained} ${names.fixed}`

  it('a pipe whose end closes early is no error', async () => {
    const { stdout, stderr } = await line(`${call()} -f html | head -c 10`)
    expect(stdout).toHaveLength(10)
    expect(stderr).toBe('')
  })

  it('a PNG is not written to a terminal', async () => {
    const { stdout } = await line(`script -qec "${call()} -f png" /dev/null; echo "code $?"`)
    expect(stdout.toString()).toContain('use -o FILE')
    expect(stdout.toString()).toContain('code 2')
  })

  it('help goes to standard output, for all and for one command', async () => {
    const all = await strata(['--help'])
    expect(all).toMatchObject({ code: 0, stderr: '' })
    for (const name of ['compare', 'downloads', 'tag', 'snapshot', 'serve']) {
      expect(all.stdout.toString()).toContain(`\n  ${name} `)
      const help = await strata([name, '--help'])
      expect([help.code, help.stdout.toString()]).toEqual([
        0,
        (await strata(['help', name])).stdout.toString(),
      ])
      expect(help.stdout.toString()).toContain(`Usage: strata ${name}`)
    }
    const { version } = JSON.parse(readFileSync(path.join(path.dirname(STRATA), '../package.json'), 'utf8'))
    expect((await strata(['--version'])).stdout.toString()).toBe(`strata ${version}\n`)
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

/** Takes connections, and never says a word. */
function listening(): Promise<Server> {
  const server = createServer()
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}
