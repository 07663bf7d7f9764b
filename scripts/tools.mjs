/** What integration and e2e tests need of the machine besides npm packages. Node built-ins only. */
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, rmSync, writeFileSync } from 'node:fs'
import { findBrowser, findProgram, SHELL } from './programs.mjs'

/**
 * @typedef {object} Tool
 * @property {string} what       for people
 * @property {string[]} packages Debian's, tried one after the other
 * @property {string} instead    what to do where Debian's package cannot be installed
 * @property {boolean} [optional] tests pass without it
 * @property {() => unknown} here    truthy where this machine has it
 */

/** @type {Tool[]} */
const ENGINE = [
  {
    what: 'a Docker engine',
    packages: ['docker.io'],
    instead:
      'run the tests as root with dockerd installed, or set STRATA_TEST_DOCKER_HOST=unix:///path to an engine',
    here: () => process.env.STRATA_TEST_DOCKER_HOST || (isRoot() && findProgram('dockerd')),
  },
  {
    what: 'the docker command',
    packages: ['docker.io', 'docker-cli'],
    instead: 'install it, or set STRATA_TEST_DOCKER=/path/to/docker',
    here: () => findProgram(process.env.STRATA_TEST_DOCKER, 'docker'),
  },
  {
    what: 'the distribution registry',
    packages: ['docker-registry'],
    instead:
      'set STRATA_TEST_REGISTRY_BINARY=/path/to/registry, or STRATA_TEST_REGISTRY=host:port of one over plain http',
    here: () =>
      process.env.STRATA_TEST_REGISTRY ||
      findProgram(process.env.STRATA_TEST_REGISTRY_BINARY, 'docker-registry', 'registry'),
  },
  {
    what: 'a static busybox',
    packages: ['busybox-static'],
    instead: 'set STRATA_TEST_BUSYBOX=/path/to/busybox',
    here: () => isStatic(findProgram(process.env.STRATA_TEST_BUSYBOX, 'busybox')),
  },
  {
    what: 'skopeo',
    packages: ['skopeo'],
    instead: 'install it; without it one test of the images that others compare with is skipped',
    optional: true,
    here: () => findProgram('skopeo'),
  },
]

/** @type {Tool[]} */
const BROWSER = [
  {
    what: 'Chromium',
    packages: [SHELL, 'chromium'],
    instead: 'set STRATA_TEST_CHROMIUM=/path/to/chromium or chrome',
    here: findBrowser,
  },
  {
    what: 'Chromium without windows',
    packages: [SHELL],
    instead: 'install it; a whole Chromium draws its own windows too, and takes longer',
    optional: true,
    here: () => process.env.STRATA_TEST_CHROMIUM || findProgram(SHELL),
  },
  {
    what: 'a font with Korean',
    packages: ['fonts-noto-cjk'],
    instead: 'install any; without one the Korean pages show boxes',
    optional: true,
    here: () => /\S/.test(spawnSync('fc-list', [':lang=ko', 'file'], { encoding: 'utf8' }).stdout ?? ''),
  },
]

/** Tools by test level; a level that is not named needs none. @type {Record<string, Tool[]>} */
const NEEDS = { integration: ENGINE, e2e: [...ENGINE, ...BROWSER] }

/** Installs what these levels lack, where it can: as root, with apt-get. */
export function installTools(levels) {
  const missing = () => needs(levels).filter((tool) => !tool.here())
  if (missing().length === 0 || !isRoot() || !findProgram('apt-get')) return
  for (const round of [0, 1]) {
    const packages = [...new Set(missing().flatMap((tool) => tool.packages[round] ?? []))]
    if (packages.length > 0) aptInstall(packages)
  }
}

/** Sentences that say what to install before this level can run; none when it can. */
export function lacking(level) {
  return needs([level])
    .filter((tool) => !tool.optional && !tool.here())
    .map(
      ({ what, packages, instead }) =>
        `${what} (Debian: apt-get install ${packages.join(' or ')}; else ${instead})`,
    )
}

function needs(levels) {
  return [...new Set(levels.flatMap((level) => NEEDS[level] ?? []))]
}

/** Installs packages and keeps them from starting services: tests start engines of their own. */
function aptInstall(packages) {
  console.log(`Installing Debian packages: ${packages.join(' ')}`)
  const policy = '/usr/sbin/policy-rc.d'
  const own = !existsSync(policy)
  if (own) {
    writeFileSync(policy, '#!/bin/sh\nexit 101\n')
    chmodSync(policy, 0o755)
  }
  try {
    // The lists of a fresh machine are empty or old; where they cannot be updated, the old ones may do.
    apt('update', '-qq')
    const install = ['install', '-qq', '-o=Dpkg::Use-Pty=0', '--yes', '--no-install-recommends']
    // One package that a suite has not keeps apt from installing the others.
    if (!apt(...install, ...packages)) for (const name of packages) apt(...install, name)
  } finally {
    if (own) rmSync(policy)
  }
}

/** @returns whether it did all of it */
function apt(...args) {
  const { status } = spawnSync('apt-get', args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  return status === 0
}

function isRoot() {
  return process.getuid?.() === 0
}

/** The base image of the tests holds nothing but busybox, so it must not need a loader. */
function isStatic(program) {
  if (!program) return false
  const { status, stdout, stderr } = spawnSync('ldd', [program], { encoding: 'utf8' })
  return status !== 0 || /not a dynamic|statically/.test(`${stdout}${stderr}`)
}
