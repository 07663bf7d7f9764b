/**
 * Engines of a newer Debian than this machine's, for the tests: a Docker with the containerd store and BuildKit, and
 * Podman. Their packages are fetched from the mirror that apt uses here and unpacked into a folder outside of the
 * clone, which later runs find again. Nothing is installed. Node built-ins only.
 */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { availableParallelism, homedir } from 'node:os'
import path from 'node:path'
import { findProgram } from './programs.mjs'

const SUITE = 'forky'
const PACKAGES = ['docker.io', 'docker-cli', 'docker-buildx', 'podman', 'crun']
const KEYRINGS = ['pgp', 'gpg'].map((ending) => `/usr/share/keyrings/debian-archive-keyring.${ending}`)
/** What these folders hold is in /usr, where programs look for it by the old paths too. */
const MERGED = ['bin', 'sbin', 'lib', 'lib64']
const MINUTES = 5

const CACHE = path.join(process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache'), 'strata-tests')
const FOLDER = path.join(CACHE, `engines-${SUITE}-${keyOf([process.arch, ...PACKAGES])}`)
/** Written last: versions of what was unpacked. */
const STAMP = 'strata-engines'

/**
 * The folder that has these engines as its /usr/sbin/dockerd and so on: one that STRATA_TEST_ENGINES names, or what
 * `fetchEngines` has left.
 *
 * @returns {string | undefined}
 */
export function enginesRoot() {
  return process.env.STRATA_TEST_ENGINES || (existsSync(path.join(FOLDER, STAMP)) ? FOLDER : undefined)
}

/**
 * Fetches the engines unless they are here. It takes a minute; runs at the same time do not disturb each other.
 *
 * @returns {Promise<string | undefined>} a sentence that says why there are none, when there are none
 */
export async function fetchEngines() {
  if (enginesRoot()) return undefined
  const lack = cannot()
  if (lack) return lack
  const own = `${FOLDER}.${process.pid}`
  try {
    clearAway()
    console.log(`Fetching engines of Debian ${SUITE} into ${FOLDER}: ${PACKAGES.join(' ')}`)
    mkdirSync(own, { recursive: true })
    const archives = await download(path.join(own, 'apt'))
    const root = path.join(own, 'root')
    await unpack(archives, root)
    writeFileSync(path.join(root, STAMP), archives.map((file) => `${path.basename(file)}\n`).join(''))
    // Another run may have been faster: its folder is as good.
    if (!existsSync(FOLDER)) renameSync(root, FOLDER)
    return undefined
  } catch (error) {
    return enginesRoot() ? undefined : `they could not be fetched: ${error.message}`
  } finally {
    rmSync(own, { recursive: true, force: true })
  }
}

function cannot() {
  if (process.getuid?.() !== 0) return 'only root can start them'
  if (!findProgram('unshare')) return 'there is no unshare to start them with'
  if (!findProgram('apt-get') || !findProgram('dpkg-deb')) return 'only Debian’s apt-get can fetch them'
  return undefined
}

/** What runs that were killed have left. */
function clearAway() {
  for (const name of existsSync(CACHE) ? readdirSync(CACHE) : []) {
    const pid = /^engines-.*\.(\d+)$/.exec(name)?.[1]
    if (pid && !existsSync(`/proc/${pid}`)) rmSync(path.join(CACHE, name), { recursive: true, force: true })
  }
}

/**
 * Where apt gets this machine's packages from, Debian's usual place first. Which of them are Debian's is not known of a
 * machine whose lists have been removed, as those of most container images are.
 */
function mirrors() {
  const { stdout } = spawnSync('apt-get', ['update', '--print-uris'], { encoding: 'utf8' })
  const found = new Set(
    Array.from((stdout ?? '').matchAll(/^'(.+?)\/dists\/.*InRelease'/gm), ([, uri]) => uri),
  )
  const usual = (uri) => Number(uri.endsWith('/debian'))
  return [...found].sort((a, b) => usual(b) - usual(a))
}

/**
 * Downloads the packages with all that they need on a machine that has nothing, each verified by Debian's keys.
 *
 * @returns paths of the archives
 */
async function download(folder) {
  for (const name of ['lists/partial', 'archives/partial', 'none'])
    mkdirSync(path.join(folder, name), { recursive: true })
  writeFileSync(path.join(folder, 'status'), '')
  const options = {
    'Dir::State': folder,
    'Dir::State::status': `${folder}/status`,
    'Dir::Cache': folder,
    'Dir::Etc::sourcelist': `${folder}/sources.list`,
    'Dir::Etc::sourceparts': `${folder}/none`,
    'Dir::Etc::preferences': `${folder}/none/preferences`,
    'Dir::Etc::preferencesparts': `${folder}/none`,
    'APT::Sandbox::User': 'root',
    'APT::Update::Error-Mode': 'any',
    'APT::Install-Recommends': '0',
    'Acquire::Languages': 'none',
    'Acquire::PDiffs': '0',
    'Acquire::http::Timeout': '20',
  }
  const args = ['-qq', ...Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`])]
  await updateFrom(mirrors(), path.join(folder, 'sources.list'), args)
  await run('apt-get', [...args, '--yes', '--download-only', 'install', ...PACKAGES])
  const archives = readdirSync(path.join(folder, 'archives')).filter((name) => name.endsWith('.deb'))
  return archives.map((name) => path.join(folder, 'archives', name))
}

/** Lists what the suite has at the first mirror that has the suite. */
async function updateFrom([mirror, ...others], sources, args) {
  if (!mirror) throw new Error('apt’s sources name no mirror')
  const keyring = KEYRINGS.find((file) => existsSync(file))
  writeFileSync(sources, `deb${keyring ? ` [signed-by=${keyring}]` : ''} ${mirror} ${SUITE} main\n`)
  try {
    await run('apt-get', [...args, 'update'])
  } catch (error) {
    if (others.length === 0) throw error
    // The first is the likeliest: what it said is of use.
    await updateFrom(others, sources, args).catch(() => {
      throw error
    })
  }
}

async function unpack(archives, root) {
  for (const name of MERGED) {
    mkdirSync(path.join(root, 'usr', name), { recursive: true })
    symlinkSync(`usr/${name}`, path.join(root, name))
  }
  const rest = archives.values()
  const worker = async () => {
    for (const archive of rest) await run('dpkg-deb', ['--extract', archive, root])
  }
  await Promise.all(Array.from({ length: availableParallelism() }, worker))
  mkdirSync(path.join(root, 'etc'), { recursive: true })
  // No package's script has run: the one user that the engines look for.
  writeFileSync(path.join(root, 'etc/passwd'), 'root:x:0:0:root:/root:/bin/sh\n')
  writeFileSync(path.join(root, 'etc/group'), 'root:x:0:\n')
}

/** @throws Error with the end of what the program wrote to its standard error */
async function run(program, args) {
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'], timeout: MINUTES * 60_000 })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text) => (said = `${said}${text}`.slice(-1000)))
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`${program} ended with code ${code}: ${said.trim().replaceAll('\n', ' ')}`)
}

function keyOf(parts) {
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 8)
}
