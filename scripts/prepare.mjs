/**
 * Installs and builds only what is not current. Whether it is current is decided by what files contain, never
 * by their dates: a clone, a checkout of another branch and an unpacked archive all have misleading dates.
 *
 * Node built-ins only: this runs before anything is installed.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { basePath } from './base-path.mjs'

export const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const NODE_MAJOR = process.versions.node.split('.')[0]

/** Where there is no lock file, npm has installed this as a package, with what it needs beside it. */
export const LOCK = path.join(ROOT, 'package-lock.json')
const DEPENDENCIES = path.join(ROOT, 'node_modules', '.strata-deps')
/** What is done first is reported on standard error: standard output belongs to what follows. */
const TO_STDERR = ['inherit', process.stderr.fd, process.stderr.fd]

/** Folders of the top level that no build reads. */
const OTHER_FOLDERS = new Set([
  'node_modules',
  'e2e',
  'scripts',
  'artifacts',
  'test-results',
  'playwright-report',
])
/** Files of the top level that a build may read: configuration, not logs or notes that happen to lie there. */
const TOP_FILES = /^(\.env.*|.+\.(c|m)?(js|ts)|.+\.json)$/
/** Files that no build reads, or that a build writes itself. */
const OTHER_FILES =
  /(\.test\.tsx?|\.md|^next-env\.d\.ts|^(biome|knip)\.json|^(vitest|playwright)\.config\.ts)$/

/**
 * Runs a command with this terminal, passing on the signals that end it.
 *
 * @param milliseconds after which it gets SIGTERM, and killed ten seconds later
 * @param stdio what it reads and writes, as for `spawn`
 * @returns its exit code, 1 when a signal ended it
 */
export async function run(command, args, env = {}, milliseconds = undefined, stdio = 'inherit') {
  const child = spawn(command, args, { cwd: ROOT, stdio, env: { ...process.env, ...env } })
  const pass = (signal) => child.kill(signal)
  const late = () => {
    console.error(
      `${path.basename(command)} is still running after ${milliseconds / 60_000} minutes; ending it.`,
    )
    child.kill('SIGTERM')
    setTimeout(() => child.kill('SIGKILL'), 10_000).unref()
  }
  const timer = milliseconds && setTimeout(late, milliseconds)
  process.on('SIGINT', pass).on('SIGTERM', pass)
  try {
    const [code] = await once(child, 'close')
    return code ?? 1
  } finally {
    clearTimeout(timer)
    process.off('SIGINT', pass).off('SIGTERM', pass)
  }
}

/** A sentence for people when this Node.js is too old. */
export function oldNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return undefined
  return `Strata needs Node.js 20.19 or newer; this is ${process.versions.node}.`
}

/** Absolute path of the folder that `next build` writes and `next start` reads. */
export function distFolder() {
  return path.resolve(ROOT, process.env.STRATA_DIST_DIR ?? '.next')
}

/**
 * Runs `npm ci` unless `node_modules` is what the lock file says, for this major version of Node.
 *
 * @returns true when it installed
 * @throws Error with a sentence for people when `npm ci` fails; no stamp is left then
 */
export async function ensureDependencies() {
  return (
    existsSync(LOCK) && unlessCurrent('install', () => read(DEPENDENCIES) === dependencies(), installIfNeeded)
  )
}

/** The major version of Node and the machine, and what the lock file says. */
function dependencies() {
  const machine = [NODE_MAJOR, process.platform, process.arch].join(' ')
  return `${machine}\n${sha256(readFileSync(LOCK))}`
}

async function installIfNeeded() {
  const wanted = dependencies()
  const [machine] = wanted.split('\n')
  const stamp = read(DEPENDENCIES) ?? machine
  if (stamp.split('\n')[0] === machine && isInstalled()) {
    writeFileSync(DEPENDENCIES, wanted)
    return false
  }

  console.error('Installing dependencies (npm ci): node_modules is not what package-lock.json says.')
  rmSync(DEPENDENCIES, { force: true })
  // Building needs the development dependencies whatever NODE_ENV says.
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund']
  // The npm that runs this script, if one does: `npm` of the path may be another.
  const npm = process.env.npm_execpath
  const [command, ...first] = npm?.endsWith('.js') ? [process.execPath, npm] : ['npm']
  const code = await run(command, [...first, ...args], {}, undefined, TO_STDERR)
  if (code !== 0) throw new Error(`npm ci ended with code ${code}; nothing was started.`)
  writeFileSync(DEPENDENCIES, wanted)
  return true
}

/**
 * Whether npm's own record of `node_modules`, which it writes last, lists what the lock file lists: so it is after
 * a person's `npm install`. Packages for other platforms are optional and may be absent.
 */
function isInstalled() {
  const record = read(path.join(ROOT, 'node_modules', '.package-lock.json'))
  if (record === undefined) return false
  const installed = JSON.parse(record).packages
  const { '': _root, ...locked } = JSON.parse(readFileSync(LOCK, 'utf8')).packages
  return (
    Object.keys(installed).every((name) => name in locked) &&
    Object.entries(locked).every(([name, { optional, version, integrity }]) =>
      name in installed
        ? installed[name].version === version && installed[name].integrity === integrity
        : optional === true,
    )
  )
}

/**
 * Runs `next build` unless the dist folder was built from these very sources.
 *
 * @returns true when it built
 * @throws Error with a sentence for people when the build fails; no stamp is left then
 */
export async function ensureBuild() {
  const stamp = path.join(distFolder(), '.strata-build')
  const isBuilt = () => read(stamp) === sourcesHash() && existsSync(path.join(distFolder(), 'BUILD_ID'))
  return unlessCurrent('build', isBuilt, () => build(stamp))
}

async function build(stamp) {
  const wanted = sourcesHash()
  console.error('Building (next build): the sources are not those of the last build.')
  rmSync(stamp, { force: true })
  const next = createRequire(import.meta.url).resolve('next/dist/bin/next')
  const code = await run(process.execPath, [next, 'build'], { NODE_ENV: 'production' }, undefined, TO_STDERR)
  if (code !== 0) throw new Error(`next build ended with code ${code}; nothing was started.`)
  mkdirSync(distFolder(), { recursive: true })
  // Taken before the build: a source that changed meanwhile makes the next start build again.
  writeFileSync(stamp, wanted)
  return true
}

/** Makes what is not current, while no other process of this clone does: `npm start` beside `npm test`, say. */
async function unlessCurrent(name, isCurrent, make) {
  if (isCurrent()) return false
  const lock = path.join(ROOT, '.strata', `${name}.lock`)
  mkdirSync(path.dirname(lock), { recursive: true })
  for (let waiting = false; !take(lock); await sleep(300)) {
    if (!waiting) console.error(`Waiting for another ${name} in this folder (process ${read(lock)}).`)
    waiting = true
  }
  try {
    return !isCurrent() && (await make())
  } finally {
    rmSync(lock, { force: true })
  }
}

/** Takes a lock that is free, or whose process is gone. */
function take(lock) {
  const holder = Number(read(lock))
  if (holder > 0 && !isRunning(holder)) rmSync(lock, { force: true })
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** Hash of all that a build reads: sources, lock file, the environment that ends up in the bundle, where it stands. */
function sourcesHash() {
  const files = sources('').map((file) => `${file} ${sha256(readFileSync(path.join(ROOT, file)))}`)
  const bundled = Object.entries(process.env)
    .filter(([key]) => key.startsWith('NEXT_PUBLIC_'))
    .sort()
  const machine = [NODE_MAJOR, process.platform, process.arch, ROOT]
  return sha256([...machine, ...bundled, basePath(), ...files].join('\n'))
}

/** Paths below the root of all files that may influence a build, sorted. */
export function sources(folder) {
  const found = []
  const entries = readdirSync(path.join(ROOT, folder), { withFileTypes: true })
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const name = folder === '' ? entry.name : `${folder}/${entry.name}`
    const isFolder = entry.isDirectory()
    if (isFolder && (entry.name.startsWith('.') || entry.name === 'testdata')) continue
    if (isFolder && folder === '' && OTHER_FOLDERS.has(entry.name)) continue
    if (isFolder) found.push(...sources(name))
    else if (folder === '' && !TOP_FILES.test(entry.name)) continue
    else if (entry.isFile() && !OTHER_FILES.test(entry.name)) found.push(name)
  }
  return found
}

function sha256(content) {
  return createHash('sha256').update(content).digest('hex')
}

function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}
