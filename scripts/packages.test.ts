import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { z } from 'zod'

/** The part of a lock file (version 3) that is read here. */
const Lock = z.object({
  packages: z.record(
    z.string(),
    z.object({
      license: z.string().optional(),
      dev: z.boolean().optional(),
      hasInstallScript: z.boolean().optional(),
    }),
  ),
})
const { '': _own, ...packages } = Lock.parse(JSON.parse(readFileSync('package-lock.json', 'utf8'))).packages
const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)

/** Licences that ask for no more than their notice to be kept, or for changes of their own files to be shown. */
const LICENCES = [
  ...[
    '0BSD',
    'Apache-2.0',
    'BlueOak-1.0.0',
    'BSD-2-Clause',
    'BSD-3-Clause',
    'CC0-1.0',
    'ISC',
    'MIT',
    'MPL-2.0',
  ],
  // Fonts; and what sharp, which Next.js may use and Strata does not, links to at run time.
  ...['OFL-1.1', 'CC-BY-4.0', 'LGPL-3.0-or-later', 'Unlicense'],
]

/** These name theirs (MIT) as packages did before there was a field for it, which npm leaves out of the lock file. */
const OLD_FORM = ['buildcheck', 'cpu-features', 'ssh2']

it('holds packages of known licences only', () => {
  const odd = Object.entries(packages).filter(([path, { dev, license }]) => {
    if (OLD_FORM.includes(nameOf(path))) return false
    const parts = license?.replace(/[()]/g, '').split(/ (?:AND|OR) /)
    return !dev && !parts?.every((part) => LICENCES.includes(part))
  })
  expect(odd.map(([path, { license }]) => `${nameOf(path)}: ${license}`)).toEqual([])
})

it('knows which packages would run code while they are installed, and lets none', () => {
  const scripted = Object.entries(packages).filter(([, { hasInstallScript }]) => hasInstallScript)
  expect(scripted.map(([path]) => nameOf(path))).toEqual([
    // Both come with next-intl, for reading messages out of sources: not used. Their binaries are packages of their own.
    '@parcel/watcher',
    '@swc/core',
    // A faster cipher for ssh2, which docker-modem loads and Strata never calls: it reads no ssh:// endpoint.
    'cpu-features',
    // Checks its binary, which is a package of its own.
    'esbuild',
    // Comes with dockerode for a BuildKit session that Strata never opens; its script only warns of version ranges.
    'protobufjs',
    // As cpu-features; without its binding it takes the cipher of Node.js.
    'ssh2',
  ])
  expect(readFileSync('.npmrc', 'utf8')).toMatch(/^ignore-scripts=true$/m)
})

it('packs what runs, and nothing that only tests or makes the repository', () => {
  const packed = z
    .tuple([z.object({ files: z.array(z.object({ path: z.string() })) })])
    .parse(JSON.parse(execFileSync('npm', ['pack', '--dry-run', '--json'], { encoding: 'utf8' })))
  const files = packed[0].files.map(({ path }) => path)
  expect(files).toEqual(expect.arrayContaining(['scripts/strata.mjs', 'scripts/start.mjs', 'app/page.tsx']))
  expect(files.filter((file) => /test|bench|mutate|engines|make-|sweep|tools\.mjs/.test(file))).toEqual([])
})
