import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

const MAIN = `
import { said } from '../../lib/said'
export { said }
export const place: string = import.meta.url
export const thread = new URL('./worker.ts', import.meta.url)
`
interface Main {
  readonly said: string
  readonly place: string
  readonly thread: URL
}

let folder: string
let clone: string
const file = (name: string) => path.join(clone, name)

beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'strata-bundle-')))
  clone = path.join(folder, 'clone')
  for (const name of ['scripts/cli', 'lib/sources/layers']) mkdirSync(file(name), { recursive: true })
  for (const name of ['bundle.mjs', 'prepare.mjs', 'base-path.mjs'])
    cpSync(`scripts/${name}`, file(`scripts/${name}`))
  symlinkSync(path.resolve('node_modules'), file('node_modules'))
  writeFileSync(file('package.json'), '{ "type": "module" }')
  writeFileSync(file('scripts/cli/main.ts'), MAIN)
  writeFileSync(file('lib/said.ts'), "export const said: string = 'one'")
  writeFileSync(file('lib/sources/layers/worker.ts'), 'export {}')
  vi.stubEnv('STRATA_CACHE_DIR', path.join(folder, 'cache'))
  vi.stubEnv('TMPDIR', folder)
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

async function ensured(): Promise<string> {
  const { ensureCommand } = await import(pathToFileURL(file('scripts/bundle.mjs')).href)
  return ensureCommand()
}

it('makes the command once, and again when a source of it is another', async () => {
  const first = await ensured()
  expect(path.dirname(path.dirname(fileURLToPath(first)))).toBe(file('.strata'))
  const { ino } = statSync(fileURLToPath(first))
  expect(await ensured()).toBe(first)
  expect(statSync(fileURLToPath(first)).ino).toBe(ino)
  writeFileSync(file('lib/said.ts'), "export const said: string = 'two'")
  const second: Main = await import(await ensured())
  expect(second.said).toBe('two')
  const kept: Main = await import(first)
  expect(kept.said).toBe('one')
})

it('finds what lies beside a source from there, and its thread beside the bundle', async () => {
  const main = await ensured()
  const { place, thread }: Main = await import(main)
  expect(place).toBe(pathToFileURL(file('scripts/cli/main.ts')).href)
  expect(thread.href).toBe(new URL('./worker.mjs', main).href)
  expect(statSync(thread).isFile()).toBe(true)
})

it('keeps it in the cache folder where its own cannot be written, and nowhere where none can', async () => {
  writeFileSync(file('.strata'), 'no folder')
  const kept = fileURLToPath(await ensured())
  expect(kept.startsWith(path.join(folder, 'cache'))).toBe(true)
  expect(fileURLToPath(await ensured())).toBe(kept)
  rmSync(path.join(folder, 'cache'), { recursive: true })
  writeFileSync(path.join(folder, 'cache'), 'no folder')
  const passing: Main = await import(await ensured())
  expect(passing.said).toBe('one')
})
