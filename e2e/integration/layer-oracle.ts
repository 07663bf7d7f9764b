import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect } from 'vitest'
import type { ChainReport, FileRow, FilesReport, ScanEvent } from '@/lib/analysis/chain-report'
import type { FilesView } from '@/lib/analysis/question'
import type { App } from '../engines/app'
import type { Docker } from '../engines/docker'
import { capture } from '../engines/process'
import type { Registry } from '../engines/registry'

/** What a path is and how long: a letter as `tar --verbose` prints it, and bytes of content (0 for what has none). */
export type Listing = ReadonlyMap<string, string>

type Values = Readonly<Record<string, string | number | boolean>>
const queryOf = (values: Values) =>
  new URLSearchParams(Object.entries(values).map(([key, value]) => [key, String(value)]))

/** Reads the files of tags as the page does, to the last event. */
export async function scan(
  app: App,
  references: readonly string[],
  source = 'auto',
): Promise<readonly ScanEvent[]> {
  const search = new URLSearchParams([['source', source], ...references.map((one) => ['reference', one])])
  const answer = await fetch(`${app.url}/api/scan?${search}`)
  return parseEvents(await answer.text())
}

/** Complete server-sent events of a text. */
export function parseEvents(text: string): readonly ScanEvent[] {
  return Array.from(text.matchAll(/^data: (.+)\n\n/gm), ([, data]) => JSON.parse(data!) as ScanEvent)
}

/** Reads the files of tags, and fails when any layer has a problem. */
export async function scanAll(app: App, references: readonly string[], source?: string): Promise<void> {
  expect((await scan(app, references, source)).at(-1)).toEqual({ kind: 'done', problems: [] })
}

export function chainOf(app: App, reference: string, source = 'auto'): Promise<ChainReport> {
  return app.get(`/api/chain?${queryOf({ reference, source })}`)
}

export function filesOf(app: App, reference: string, values: Values): Promise<FilesReport> {
  return app.get(`/api/files?${queryOf({ reference, limit: 1000, ...values })}`)
}

/** All rows of a view, directories too, found as a person finds them: folder by folder. */
export async function walk(
  app: App,
  reference: string,
  view: FilesView,
  layer: number,
  source = 'auto',
): Promise<readonly FileRow[]> {
  const found: FileRow[] = []
  const folders = ['']
  for (let folder = folders.shift(); folder !== undefined; folder = folders.shift()) {
    const { rows, total } = await filesOf(app, reference, { view, layer, source, path: folder })
    expect(rows).toHaveLength(total)
    found.push(...rows)
    folders.push(...rows.filter(({ children }) => children > 0).map((row) => row.path))
  }
  return found
}

const LETTERS: Readonly<Record<string, string>> = {
  file: '-',
  hardlink: 'h',
  symlink: 'l',
  directory: 'd',
  character: 'c',
  block: 'b',
  fifo: 'p',
}

/** What rows show, in tar's words. */
export function listingOf(rows: readonly FileRow[]): Listing {
  return new Map(
    rows.map(({ path: name, kind, bytes }) => [name, `${LETTERS[kind]} ${kind === 'file' ? bytes : 0}`]),
  )
}

/** What `tar` says is in an archive, whiteouts included; the root itself is left out. The last of a path counts. */
export async function tarListing(tar: Buffer | string): Promise<Map<string, string>> {
  const [file, folder] = typeof tar === 'string' ? [tar, undefined] : written(tar)
  const args = ['--list', '--verbose', '--numeric-owner', '--quoting-style=literal', '--file', file]
  const text = await capture('tar', args, { env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' } })
  if (folder !== undefined) rmSync(folder, { recursive: true })
  const found = new Map<string, string>()
  for (const line of text.split('\n').filter(Boolean)) {
    const [, letter = '', size = '', rest = ''] = /^(.)\S+ \S+ +(\S+) \S+ \S+ (.+)$/.exec(line) ?? []
    const shown = letter === 'l' ? rest.replace(/ -> .*/, '') : rest.replace(/ link to .*/, '')
    const name = shown.replace(/^(\.?\/)+|\/$/g, '')
    if (name !== '' && name !== '.') found.set(name, `${letter} ${letter === '-' ? size : 0}`)
  }
  return found
}

function written(tar: Buffer): readonly [file: string, folder: string] {
  const folder = mkdtempSync(path.join(tmpdir(), 'strata-listing-'))
  const file = path.join(folder, 'layer.tar')
  writeFileSync(file, tar)
  return [file, folder]
}

/** The tar in a registry's blob. */
export async function layerTar(registry: Registry, name: string, digest: string): Promise<Buffer> {
  const answer = await fetch(`http://${registry.host}/v2/${name}/blobs/${digest}`)
  const blob = Buffer.from(await answer.arrayBuffer())
  if (blob.readUInt16BE() === 0x1f8b) return gunzipSync(blob)
  if (blob.readUInt32BE() !== 0x28b52ffd) return blob
  return spawnSync('zstd', ['-dc'], { input: blob, maxBuffer: Number.POSITIVE_INFINITY }).stdout
}

const WHITEOUT = /(^|\/)\.wh\.([^/]+)$/

/** A layer's listing in two: what it puts there, and what it takes away (a folder of which all goes ends in `/`). */
export function splitWhiteouts(listed: Listing): {
  readonly put: Listing
  readonly taken: readonly string[]
} {
  const put = new Map([...listed].filter(([name]) => !WHITEOUT.test(name)))
  const taken = [...listed.keys()].flatMap((name) => {
    if (!WHITEOUT.test(name)) return []
    return name.endsWith('/.wh..wh..opq')
      ? [name.slice(0, -'.wh..wh..opq'.length)]
      : [name.replace(WHITEOUT, '$1$2')]
  })
  return { put, taken }
}

/**
 * Checks the layer view of each layer of a tag against the blobs of the registry.
 *
 * @param digest  of the image's manifest, when the tag is an index
 */
export async function expectLayersAsInRegistry(
  app: App,
  registry: Registry,
  reference: string,
  digest?: string,
): Promise<void> {
  const [name = '', tag = ''] = reference.slice(registry.host.length + 1).split(':')
  const { layers } = await registry.manifest(name, digest ?? tag)
  for (const [layer, blob] of layers.entries()) {
    const { put, taken } = splitWhiteouts(await tarListing(await layerTar(registry, name, blob.digest)))
    const rows = await walk(app, reference, 'layer', layer)
    const deleted = rows.filter(({ change }) => change === 'deleted').map((row) => row.path)
    const written = rows.filter(({ change }) => change !== 'deleted' && change !== undefined)
    expect([reference, layer, listingOf(written)]).toEqual([reference, layer, put])
    const below = (one: string, whole: string) => one === whole || one.startsWith(whole.replace(/\/?$/, '/'))
    for (const whole of taken) expect(rows.some((row) => below(row.path, whole))).toBe(true)
    expect(deleted.filter((one) => !taken.some((whole) => below(one, whole)))).toEqual([])
  }
}

/** What the engine puts into each container by itself. */
const ENGINES_OWN = /^(\.dockerenv$|dev(\/|$)|proc$|sys$|etc$|etc\/(hosts|hostname|mtab|resolv\.conf)$)/

/** Checks the union view of a tag against what a container of it holds. */
export async function expectUnionAsInContainer(app: App, docker: Docker, reference: string): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'strata-export-'))
  const container = (await docker.cli('create', '--network=none', reference)).trim()
  try {
    const archive = path.join(folder, 'container.tar')
    await docker.cli('export', '--output', archive, container)
    const exported = [...(await tarListing(archive))].filter(([name]) => !ENGINES_OWN.test(name))
    const { layers } = await chainOf(app, reference)
    const seen = listingOf(await walk(app, reference, 'union', layers.length - 1))
    const shown = [...seen].filter(([name]) => !ENGINES_OWN.test(name))
    expect([reference, shown.sort()]).toEqual([reference, exported.sort()])
  } finally {
    await docker.cli('rm', container)
    rmSync(folder, { recursive: true })
  }
}

/** Ids of an image and its parents by hand, the image itself first. */
export async function parentIds(docker: Docker, reference: string): Promise<readonly string[]> {
  const ids: string[] = []
  let id = (await docker.cli('image', 'inspect', '--format', '{{.Id}}', reference)).trim()
  while (id !== '') {
    ids.push(id)
    id = (await docker.cli('image', 'inspect', '--format', '{{.Parent}}', id)).trim()
  }
  return ids
}
