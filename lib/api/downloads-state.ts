import { createLoader, createSerializer, parseAsFloat, parseAsInteger, parseAsString } from 'nuqs/server'
import type { DownloadsInput, PullInput } from './downloads'
import { formatStrategy } from './strategy-param'
import { toCompareInput, viewParsers } from './view-state'

/** The whole state of the Downloads page, as its link holds it. */
export const downloadsParsers = {
  ...viewParsers,
  /** Tags that a host keeps, releases ahead, oldest tags deleted. */
  keep: parseAsInteger.withDefault(3),
  ahead: parseAsInteger.withDefault(10),
  drop: parseAsInteger.withDefault(1),
  /** The pull that is looked at: position of its strategy, its tag; the tag that the host comes from when it is a cell of the matrix. */
  ps: parseAsInteger.withDefault(0),
  pt: parseAsString.withDefault(''),
  pf: parseAsString,
  /** The link and the host's disk: MB/s, ms, downloads at a time, unpacked MB/s. */
  bw: parseAsFloat.withDefault(25),
  lat: parseAsFloat.withDefault(30),
  conc: parseAsInteger.withDefault(3),
  disk: parseAsFloat.withDefault(100),
  /** The fleet: hosts, per cent that start empty, per cent that skip, MB/s of a host, MB/s of the registry, price per GB. */
  hosts: parseAsInteger.withDefault(100),
  empty: parseAsFloat.withDefault(10),
  skip: parseAsFloat.withDefault(10),
  hbw: parseAsFloat.withDefault(125),
  rbw: parseAsFloat,
  price: parseAsFloat,
}

export const loadDownloads = createLoader(downloadsParsers)
export type DownloadsState = Awaited<ReturnType<typeof loadDownloads>>

const MOST = 10_000
const within = (count: number) => Math.min(MOST, Math.max(0, Math.trunc(count)))

/** The part of the state that the server answers. */
export function toDownloadsInput(state: DownloadsState): DownloadsInput {
  return {
    ...toCompareInput(state),
    keep: within(state.keep),
    ahead: within(state.ahead),
    drop: within(state.drop),
  }
}

const { s, basis, rule, cache, platform, source, keep, ahead, drop } = downloadsParsers
const serialize = createSerializer({ s, basis, rule, cache, platform, source, keep, ahead, drop })

export function downloadsSearch({ strategies, ...rest }: DownloadsInput): string {
  return serialize({ ...rest, s: [...strategies], platform: rest.platform ?? null })
}

export function pullSearch({ strategy, tag, basis: of, rule: by, cache: has, ...rest }: PullInput): string {
  const search = new URLSearchParams({ s: formatStrategy(strategy), tag, basis: of, rule: by, cache: has })
  if (rest.platform) search.set('platform', rest.platform)
  if (rest.source !== 'auto') search.set('source', rest.source)
  return `?${search}`
}
