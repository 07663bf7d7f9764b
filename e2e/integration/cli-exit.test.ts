import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeTar } from '@/lib/layerfs/tar-writer.testing'
import { type CommandOptions, commandEnvironment, type Ran, run, STRATA } from '../engines/command'
import { pushImage } from '../engines/push'
import { type Registry, startRegistry } from '../engines/registry'

const LAYERS = [{ tar: makeTar([{ name: 'a', content: Buffer.from('a') }]), compression: 'gzip' }] as const

let registry: Registry
/** A repository with the tags 1 and 2. */
let repository: string
let folder: string
let env: Record<string, string>

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'strata-cli-'))
  registry = await startRegistry()
  const { reference } = await pushImage(registry, 'command/app', '1', { layers: LAYERS })
  await pushImage(registry, 'command/app', '2', { layers: LAYERS })
  repository = reference.slice(0, -':1'.length)
  env = {
    ...commandEnvironment(undefined, folder),
    STRATA_DAEMON: 'off',
    STRATA_DIST_DIR: process.env.STRATA_DIST_DIR ?? '.next-test',
  }
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await registry?.stop()
})

/** Runs the command from a folder that is not Strata's, where there is no daemon. */
const strata = (args: readonly string[], options: CommandOptions = {}): Promise<Ran> =>
  run(process.execPath, [STRATA, ...args], { cwd: folder, ...options, env })

describe('the exit code', () => {
  it('is 1, with nothing on standard output, when no source answers', async () => {
    const ran = await strata(['compare', 'localhost:1/a', 'localhost:1/b'])
    expect(ran).toMatchObject({ code: 1, stdout: Buffer.alloc(0) })
    expect(ran.stderr).toMatch(/^strata: localhost:1\/a: No answer from localhost:1/)
  })

  it('is 1 where the page would show the sample: a command shows it only when asked', async () => {
    const asked = ['compare', 'localhost:5999/docker-layer-linked']
    expect((await strata(asked)).code).toBe(1)
    expect((await strata(['compare'])).code).toBe(2)
    expect(await strata(['compare', '--source', 'sample'])).toMatchObject({ code: 0, stderr: '' })
  })

  it('is 1 for a tag or a file that is not there, and for a file that cannot be written', async () => {
    const none = await strata(['tag', `${repository}:9`])
    expect(none).toMatchObject({ code: 1, stdout: Buffer.alloc(0) })
    expect((await strata(['compare', '--snapshot', 'none.strata.json'])).stderr).toContain(
      'there is no such file',
    )
    const unwritten = await strata(['compare', repository, '-o', 'no/folder/a.md'])
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

  it('is 3 when a strategy could not be read, reported on stderr alone; --allow-partial makes it 0', async () => {
    const args = ['compare', repository, `${registry.prefix}/command/none`, '-f', 'md']
    const ran = await strata(args)
    expect(ran.code).toBe(3)
    expect(ran.stdout.toString()).toContain('| 2 ')
    expect(ran.stderr).toMatch(/^strata: [^\n]*\/command\/none: [^\n]*\n$/)
    expect((await strata([...args, '--allow-partial'])).code).toBe(0)
  })

  it('is 130 after an interrupt', async () => {
    const silent = await listening()
    const { port } = silent.address() as { port: number }
    try {
      const onStart = (child: { kill(signal: NodeJS.Signals): boolean }) =>
        void silent.once('connection', () => child.kill('SIGINT'))
      const ran = await strata(['compare', `127.0.0.1:${port}/a`], { onStart })
      expect(ran).toMatchObject({ code: 130, stdout: Buffer.alloc(0) })
    } finally {
      silent.close()
    }
  })
})

describe('in a shell', () => {
  const line = (command: string) => run('sh', ['-c', command], { env, cwd: folder })
  const call = () => `'${process.execPath}' '${STRATA}' compare ${repository}`

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

describe('serve', () => {
  it('is npm start: it serves the pages until it is stopped', async () => {
    let status: number | undefined
    const ran = await strata(['serve', '--port', '0'], {
      onStart: (child) =>
        child.stdout?.on('data', async (chunk: Buffer) => {
          const [, url] = /^ {2}(http:\/\/\S+)$/m.exec(chunk.toString()) ?? []
          if (url === undefined) return
          status = (await fetch(`${url}/api/sources`)).status
          child.kill('SIGTERM')
        }),
    })
    expect([status, ran.code]).toEqual([200, 0])
  })

  it('refuses what npm start refuses', async () => {
    const ran = await strata(['serve', '--port', 'many'])
    expect(ran.code).toBe(2)
    expect(ran.stderr).toContain('--port must be a number')
  })
})

/** Takes connections, and never says a word. */
function listening(): Promise<Server> {
  const server = createServer()
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}
