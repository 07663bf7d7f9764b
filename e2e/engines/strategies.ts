import { createCipheriv, createHash } from 'node:crypto'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { findProgram } from '../../scripts/programs.mjs'
import type { Docker } from './docker'
import { capture } from './process'

/** Bytes of the articles' files, which come to the sizes in `lib/compare/testdata/articles.json`. */
const ARTICLES = { base: 231_269_003, packages: 552_200_000, text: 4_424_097 }
export const TAGS = ['0.0.1', '0.0.2', '0.0.3', '0.0.4'] as const

export interface Strategies {
  /** Repositories with their host. */
  readonly base: string
  readonly chained: string
  readonly fixed: string
  readonly custom: string
}

/** Links to busybox, whose targets count as bytes. */
const APPLETS = ['sh', 'rm', 'ls', 'cat']

/** Makes the content of a file of so many bytes; the same for the same name. */
type Fill = (bytes: number, name: string) => Buffer

/**
 * Builds a base image as distributions do: `ADD` of a root file system, `LABEL`, `CMD`. It holds a static busybox,
 * and a file that brings it to `bytes` when busybox alone is smaller.
 *
 * @param more  further files, by their path
 */
export async function buildBusyboxBase(
  docker: Docker,
  reference: string,
  bytes: number,
  fill: Fill = noise,
  more: Files = {},
): Promise<void> {
  const busybox = findProgram(process.env.STRATA_TEST_BUSYBOX, 'busybox')
  if (!busybox)
    throw new Error('Integration tests need a static busybox (Debian: apt-get install busybox-static).')
  await inFolder(async (folder) => {
    const root = path.join(folder, 'root')
    mkdirSync(path.join(root, 'bin'), { recursive: true })
    mkdirSync(path.join(root, 'tmp'))
    copyFileSync(busybox, path.join(root, 'bin/busybox'))
    for (const applet of APPLETS) await capture('ln', ['-s', 'busybox', `${root}/bin/${applet}`])
    const { size } = statSync(busybox)
    const links = APPLETS.length * 'busybox'.length
    if (bytes > size + links) writeFileSync(path.join(root, 'filler'), fill(bytes - size - links, 'base'))
    writeFiles(root, more)
    await capture('tar', [
      '--create',
      '--numeric-owner',
      '--file',
      `${folder}/rootfs.tar`,
      '--directory',
      root,
      '.',
    ])
    rmSync(root, { recursive: true })
    await docker.build(
      reference,
      folder,
      'FROM scratch\nADD rootfs.tar /\nLABEL org.label-schema.name="base stand-in"\nCMD ["/bin/sh"]\n',
    )
  })
}

/**
 * Builds the articles' three strategies below `prefix` and pushes them: chained and fixed base from the second
 * article, custom base from its draft. `scale` shrinks their files, whose content no compression shrinks further where `fill` does not say else.
 */
export async function buildStrategies(
  docker: Docker,
  prefix: string,
  scale = 0.01,
  fill: Fill = noise,
): Promise<Strategies> {
  const base = `${prefix}/centos:latest`
  const names: Strategies = {
    base: `${prefix}/centos`,
    chained: `${prefix}/docker-layer-linked`,
    fixed: `${prefix}/docker-layer-base-linked`,
    custom: `${prefix}/docker-layer-base`,
  }
  const packages = fill(Math.round(ARTICLES.packages * scale), 'packages')
  const text = fill(Math.round(ARTICLES.text * scale), 'text')
  const added = fill(Math.round(ARTICLES.text * scale), 'added')
  const all = { 'packages/package.exe': packages }
  /** `test.txt` was appended to itself from release to release. */
  const twice = Buffer.concat([text, text])
  const fourTimes = Buffer.concat([twice, twice])

  await buildBusyboxBase(docker, base, Math.round(ARTICLES.base * scale), fill)

  await copy(docker, `${names.chained}:0.0.1`, base, { ...all, 'test.txt': text })
  await copy(docker, `${names.chained}:0.0.2`, `${names.chained}:0.0.1`, { 'test.txt': twice })
  await copy(docker, `${names.chained}:0.0.3`, `${names.chained}:0.0.2`, { 'test.txt': fourTimes })
  await inFolder((folder) =>
    docker.build(`${names.chained}:0.0.4`, folder, `FROM ${names.chained}:0.0.3\nRUN rm -rf test.txt\n`),
  )

  await copy(docker, `${names.fixed}:0.0.1`, base, { ...all, 'test.txt': text })
  await copy(docker, `${names.fixed}:0.0.2`, base, { ...all, 'test.txt': twice })
  await copy(docker, `${names.fixed}:0.0.3`, base, { ...all, 'test.txt': fourTimes })
  await copy(docker, `${names.fixed}:0.0.4`, base, all)

  const own = `${names.custom}:0.0.1`
  await copy(docker, own, base, { 'package.exe': packages })
  await copy(docker, `${names.custom}:0.0.2`, own, { 'packages/add_package.txt': added, 'test.txt': text })
  await copy(docker, `${names.custom}:0.0.3`, own, { 'packages/add_package.txt': added, 'test.txt': twice })
  await copy(docker, `${names.custom}:0.0.4`, own, { 'packages/add_package.txt': added })

  await docker.push(base)
  for (const repository of [names.chained, names.fixed, names.custom]) {
    for (const tag of TAGS) await docker.push(`${repository}:${tag}`)
  }
  return names
}

/** Content by path. */
export type Files = Readonly<Record<string, Buffer>>

/**
 * Builds `FROM from` with these files copied over it: one layer more.
 * @param more  further lines of the Dockerfile
 * @param date  of the files, in seconds; by the reference when absent
 */
export async function copy(
  docker: Docker,
  reference: string,
  from: string,
  files: Files,
  { more = '', date = dateFor(reference) } = {},
): Promise<void> {
  await inFolder(async (folder) => {
    writeFiles(path.join(folder, 'src'), files, date)
    await docker.build(reference, folder, `FROM ${from}\nCOPY src .\n${more}`)
  })
}

/** Every strategy has its own files, as in the articles: equal content with another date is another layer. */
function dateFor(reference: string): number {
  return 1_642_000_000 + createHash('sha256').update(reference).digest().readUInt16BE()
}

/** @param date  of the files, in seconds */
export function writeFiles(folder: string, files: Files, date?: number): void {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, content)
    if (date !== undefined) utimesSync(file, date, date)
  }
}

/** Bytes that look random and are the same every time for one seed. */
export function noise(length: number, seed: string): Buffer {
  const key = createHash('sha256').update(seed).digest()
  return createCipheriv('aes-256-ctr', key, Buffer.alloc(16)).update(Buffer.alloc(length))
}

/** Runs with a temporary folder, which is gone afterwards. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'strata-context-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
