/**
 * The `strata` command as a few files of JavaScript: Node needs seconds for the hundreds of TypeScript files that it is
 * written in, and milliseconds for these. They are made when it is first called, and again when its sources are others.
 */
import { createHash, randomUUID } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { homedir, tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { LOCK, ROOT, sources } from './prepare.mjs'

const ENTRIES = { main: 'scripts/cli/main.ts', worker: 'lib/sources/layers/worker.ts' }
/** Beside a bundle that was made for other sources: what runs from it may still load a part of it. */
const KEPT_MS = 3_600_000

/** Modules that are empty in it. */
const EMPTY = [
  // It keeps modules out of the browser.
  /\/server-only\/index\.js$/,
  // Ways to an engine that Strata never goes, over large packages: by ssh, and of BuildKit's sessions.
  /\/docker-modem\/lib\/ssh\.js$/,
  /\/dockerode\/lib\/session\.js$/,
]

/**
 * Makes the command unless it is there, made from these very sources.
 *
 * @returns the URL of the module that reads the command line and answers
 */
export async function ensureCommand() {
  const name = `command-${sourcesHash()}`
  const folders = [path.join(ROOT, '.strata'), cacheFolder()].map((parent) => path.join(parent, name))
  const there = folders.map(mainOf).find((main) => existsSync(main))
  if (there) return pathToFileURL(there).href
  for (const folder of folders) {
    const made = newFolder(path.dirname(folder))
    if (!made) continue
    await bundle(made)
    putInPlace(made, folder)
    return pathToFileURL(mainOf(folder)).href
  }
  // Nothing can be kept, on a disk to be read only.
  const made = mkdtempSync(path.join(tmpdir(), 'strata-command-'))
  process.once('exit', () => rmSync(made, { recursive: true, force: true }))
  await bundle(made)
  return pathToFileURL(mainOf(made)).href
}

const mainOf = (folder) => path.join(folder, 'main.mjs')

function sourcesHash() {
  const hash = createHash('sha256').update(ROOT)
  const version = existsSync(LOCK) ? path.basename(LOCK) : 'package.json'
  const files = [...sources('lib'), ...sources('scripts/cli'), 'scripts/bundle.mjs', version]
  for (const file of files) hash.update(`\n${file}\n`).update(readFileSync(path.join(ROOT, file)))
  return hash.digest('hex').slice(0, 32)
}

/** As lib/server/config.ts has it. */
function cacheFolder() {
  const { STRATA_CACHE_DIR, XDG_CACHE_HOME, HOME = homedir() } = process.env
  return STRATA_CACHE_DIR || path.join(XDG_CACHE_HOME || path.join(HOME, '.cache'), 'strata')
}

/** A new folder, unless nothing can be written there. */
function newFolder(parent) {
  const folder = path.join(parent, `making-${randomUUID()}`)
  try {
    mkdirSync(folder, { recursive: true })
    return folder
  } catch {
    return undefined
  }
}

/** Moves what was made to where it is looked for, unless another call was faster, and removes what is of long ago. */
function putInPlace(made, folder) {
  try {
    renameSync(made, folder)
  } catch {
    rmSync(made, { recursive: true, force: true })
  }
  const parent = path.dirname(folder)
  for (const name of readdirSync(parent)) {
    const other = path.join(parent, name)
    const isOld = /^(command|making)-/.test(name) && Date.now() - statSync(other).mtimeMs > KEPT_MS
    if (isOld && other !== folder) rmSync(other, { recursive: true, force: true })
  }
}

async function bundle(folder) {
  // It comes with tsx. Only now: what is called first may have to install it.
  const { build } = createRequire(createRequire(import.meta.url).resolve('tsx'))('esbuild')
  await build({
    absWorkingDir: ROOT,
    entryPoints: ENTRIES,
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    jsx: 'automatic',
    // Errors are told apart by theirs.
    keepNames: true,
    define: { 'process.env.NODE_ENV': '"production"' },
    // Packages of the older kind ask for Node's own modules by `require`.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    logLevel: 'error',
    plugins: [{ name: 'strata', setup }],
  })
}

function setup({ onLoad }) {
  for (const filter of EMPTY) onLoad({ filter }, () => ({ contents: '' }))
  // What lies beside a source is found from where the source is, and the thread that is bundled with it from there.
  onLoad({ filter: /\.ts$/ }, ({ path: file }) => {
    const text = readFileSync(file, 'utf8')
    const url = JSON.stringify(pathToFileURL(file).href)
    const placed = text.replace(/(?<!'\.\/worker\.ts', )\bimport\.meta\.url/g, url)
    return { contents: placed.replace("'./worker.ts'", "'./worker.mjs'"), loader: 'ts' }
  })
}
