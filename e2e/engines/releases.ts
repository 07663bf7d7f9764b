import type { Docker } from './docker'
import { buildBusyboxBase, copy, type Files, noise } from './strategies'

/** Releases of an app, a week apart, with what happens to real ones: a forgotten dump, an update of the OS, a rebuild. */
export const RELEASES = [
  '1.0.0',
  '1.0.1',
  '1.1.0',
  '1.2.0',
  '1.2.1',
  '1.3.0',
  '1.4.0',
  '1.4.1',
  '1.5.0',
  '1.6.0',
  '1.6.1',
  '1.7.0',
  '1.8.0',
  '2.0.0',
] as const

/** The release that ships the core dump of a crash; the next one deletes it. */
export const DUMPED = RELEASES.indexOf('1.3.0')
/** The release from which on the OS image, and the custom base on it, are newer ones. */
const UPDATED = RELEASES.indexOf('1.5.0')
/** The release whose chain begins at the OS image once more. */
const REBUILT = RELEASES.indexOf('1.7.0')

const DUMP = 'srv/app/debug/core.dump'
const DUMP_BYTES = 9_437_184

/** Content that packs to about `share` of its bytes. */
export function packable(bytes: number, seed: string, share: number): Buffer {
  const content = Buffer.alloc(bytes)
  noise(Math.round(bytes * share), seed).copy(content)
  return content
}

/** When the files of the first release were written, in seconds, and how much later those of the next. */
const FIRST = Date.UTC(2026, 7, 14, 16) / 1000
const WEEK = 604_800

/** Repositories of the three strategies, with their host. */
export interface Releases {
  readonly chained: string
  readonly fixed: string
  readonly custom: string
}

/**
 * Builds and pushes the releases of an app in three ways: each FROM the one before; FROM the OS image, with packages and
 * app copied; FROM a base of OS and packages.
 */
export async function buildReleases(docker: Docker, prefix: string): Promise<Releases> {
  const names = {
    chained: `${prefix}/shop-chained`,
    fixed: `${prefix}/shop-fixed`,
    custom: `${prefix}/shop-custom`,
  }
  const images: string[] = []
  const build = async (reference: string, from: string, files: Files, week: number, more = '') => {
    await copy(docker, reference, from, files, { more, date: FIRST + week * WEEK + images.length })
    images.push(reference)
  }
  const systems = [`${prefix}/os:12.5`, `${prefix}/os:12.6`] as const
  for (const [place, reference] of systems.entries()) {
    await buildBusyboxBase(docker, reference, 0, noise, systemFiles(place))
    images.push(reference)
  }
  const bases = [`${prefix}/shop-base:1`, `${prefix}/shop-base:2`] as const
  await build(bases[0], systems[0], packageFiles(), 0)
  await build(bases[1], systems[1], packageFiles(), UPDATED)
  for (const [place, tag] of RELEASES.entries()) {
    const system = place < UPDATED ? systems[0] : systems[1]
    const before = `${names.chained}:${RELEASES[place - 1]}`
    const whole = { ...packageFiles(), ...appFiles(place) }
    const removed = place === DUMPED + 1 ? `RUN rm /${DUMP}\n` : ''
    await (place === 0 || place === REBUILT
      ? build(`${names.chained}:${tag}`, system, whole, place)
      : build(`${names.chained}:${tag}`, before, changedFiles(place), place, removed))
    await build(`${names.fixed}:${tag}`, system, whole, place)
    await build(`${names.custom}:${tag}`, place < UPDATED ? bases[0] : bases[1], appFiles(place), place)
  }
  for (const reference of images) await docker.push(reference)
  return names
}

const LIBRARIES = [
  'libc.so.6',
  'libcrypto.so.3',
  'libssl.so.3',
  'libsqlite3.so.0',
  'libstdc++.so.6',
  'libz.so.1',
  'libpython3.11.so.1.0',
]
const TOOLS = ['bash', 'dpkg', 'find', 'gpgv', 'grep', 'openssl', 'perl', 'python3.11', 'sed', 'tar']
const ZONES = ['Asia/Seoul', 'America/New_York', 'Australia/Sydney', 'Europe/Berlin', 'Etc/UTC']

/** A root file system like those of distributions. An update replaces some of it. */
function systemFiles(version: number): Files {
  const updated = (name: string) => (/crypto|ssl|libc\.|openssl/.test(name) ? `${name} ${version}` : name)
  const file = (name: string, bytes: number, share: number) =>
    [name, packable(bytes, updated(name), share)] as const
  return Object.fromEntries([
    ...LIBRARIES.map((name, at) => file(`usr/lib/x86_64-linux-gnu/${name}`, 1_900_000 + at * 720_000, 0.42)),
    ...TOOLS.map((name, at) => file(`usr/bin/${name}`, 240_000 + at * 310_000, 0.45)),
    ...ZONES.map((name, at) => file(`usr/share/zoneinfo/${name}`, 500 + at * 320, 0.6)),
    file('usr/lib/locale/locale-archive', 12_400_000, 0.2),
    file('var/lib/dpkg/status', 310_000, 0.25),
    ['etc/os-release', Buffer.from(`ID=stand-in\nVERSION_ID=12.${5 + version}\n`)] as const,
  ])
}

const PACKAGES = [
  'botocore',
  'celery',
  'cryptography',
  'django',
  'jinja2',
  'lxml',
  'numpy',
  'pandas',
  'pillow',
  'psycopg2',
  'redis',
  'requests',
  'sqlalchemy',
  'urllib3',
]
const MODULES = [
  '__init__',
  'api',
  'cache',
  'client',
  'config',
  'core',
  'errors',
  'fields',
  'models',
  'parser',
  'session',
  'types',
  'utils',
  'views',
]
const NATIVE = new Set(['cryptography', 'lxml', 'numpy', 'pandas', 'pillow', 'psycopg2'])

function packageFiles(): Files {
  const root = 'usr/lib/python3/dist-packages'
  return Object.fromEntries(
    PACKAGES.flatMap((name, at) => [
      ...MODULES.map((module, place): [string, Buffer] => {
        const file = `${root}/${name}/${module}.py`
        return [file, packable(4_000 + ((at * 7919 + place * 104_729) % 60_000), file, 0.24)]
      }),
      ...(NATIVE.has(name)
        ? [[`${root}/${name}/_native.so`, packable(6_500_000 + at * 900_000, name, 0.38)] as [string, Buffer]]
        : []),
    ]),
  )
}

const PARTS = ['accounts', 'billing', 'cart', 'catalog', 'checkout', 'mail', 'search', 'shipping']

/** The app at a release: every part in the version that last changed it. */
function appFiles(release: number): Files {
  return Object.assign({}, ...Array.from({ length: release + 1 }, (_, place) => changedFiles(place, release)))
}

/** What a release changes. @param at  the release that it is looked at in: the dump is in one alone */
function changedFiles(release: number, at = release): Files {
  const changed = PARTS.filter((_, place) => release === 0 || (place + release) % 3 === 0)
  const files = changed.flatMap((part) =>
    ['models', 'tasks', 'urls', 'views'].map((module, place): [string, Buffer] => {
      const file = `srv/app/${part}/${module}.py`
      return [file, packable(6_000 + place * 5_000 + release * 400, `${file} ${release}`, 0.26)]
    }),
  )
  const bundle = 1_450_000 + release * 38_000
  return Object.fromEntries([
    ...files,
    ['srv/app/static/app.js', packable(bundle, `app.js ${release}`, 0.3)],
    [
      `srv/app/migrations/${String(release + 1).padStart(4, '0')}.py`,
      packable(2_400, `migration ${release}`, 0.3),
    ],
    ...(release === DUMPED && at === DUMPED
      ? [[DUMP, packable(DUMP_BYTES, 'dump', 0.12)] as [string, Buffer]]
      : []),
  ])
}
