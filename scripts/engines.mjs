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
  if (!mirror()) return 'apt’s sources name no mirror of Debian'
  return undefined
}

/** What runs that were killed have left. */
function clearAway() {
  for (const name of existsSync(CACHE) ? readdirSync(CACHE) : []) {
    const pid = /^engines-.*\.(\d+)$/.exec(name)?.[1]
    if (pid && !existsSync(`/proc/${pid}`)) rmSync(path.join(CACHE, name), { recursive: true, force: true })
  }
}

/** Where apt gets this machine's Debian from. Only lists that were fetched say that they are Debian's. */
function mirror() {
  const format = '$(COMPONENT)\t$(LABEL)\t$(REPO_URI)'
  const { stdout } = spawnSync('apt-get', ['indextargets', '--format', format, 'Created-By: Packages'], {
    encoding: 'utf8',
  })
  const targets = (stdout ?? '').split('\n').map((line) => line.split('\t'))
  const main = targets.filter(([component, _, uri]) => component === 'main' && uri)
  const debian =
    main.find(([_, label]) => label === 'Debian') ?? main.find(([_, __, uri]) => /\/debian\/?$/.test(uri))
  return debian?.[2]
}

/**
 * Downloads the packages with all that they need on a machine that has nothing, each verified by Debian's keys.
 *
 * @returns paths of the archives
 */
async function download(folder) {
  for (const name of ['lists/partial', 'archives/partial', 'none'])
    mkdirSync(path.join(folder, name), { recursive: true })
  const keyring = KEYRINGS.find((file) => existsSync(file))
  const signed = keyring ? ` [signed-by=${keyring}]` : ''
  writeFileSync(path.join(folder, 'sources.list'), `deb${signed} ${mirror()} ${SUITE} main\n`)
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
  const args = Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`])
  await run('apt-get', [...args, '-qq', 'update'])
  await run('apt-get', [...args, '-qq', '--yes', '--download-only', 'install', ...PACKAGES])
  const archives = readdirSync(path.join(folder, 'archives')).filter((name) => name.endsWith('.deb'))
  return archives.map((name) => path.join(folder, 'archives', name))
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
  if (code !== 0) throw new Error(`${program} ended with code ${code}: ${said.trim()}`)
}

function keyOf(parts) {
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 8)
}
