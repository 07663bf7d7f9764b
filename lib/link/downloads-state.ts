import { createLoader, createSerializer } from 'nuqs/server'
import type { DownloadsInput, PullInput } from '../analysis/question'
import { parseAsCount, parseAsNumberWithin, parseAsText } from './params'
import { formatStrategy, MAX_STRATEGIES } from './strategy-param'
import { toCompareInput, viewParsers } from './view-state'

const MOST = 10_000
/** No link and no disk is slower or faster: MB/s. */
const rate = parseAsNumberWithin(0.001, 1_000_000)
const percent = parseAsNumberWithin(0, 100)

/** The whole state of the Downloads page, as its link holds it. */
export const downloadsParsers = {
  ...viewParsers,
  /** Tags that a host keeps, releases ahead, oldest tags deleted. */
  keep: parseAsCount(MOST).withDefault(3),
  ahead: parseAsCount(MOST).withDefault(10),
  drop: parseAsCount(MOST).withDefault(1),
  /** The pull that is looked at: position of its strategy, its tag; the tag that the host comes from when it is a cell of the matrix. */
  ps: parseAsCount(MAX_STRATEGIES - 1).withDefault(0),
  pt: parseAsText.withDefault(''),
  pf: parseAsText,
  /** The link and the host's disk: MB/s, ms, downloads at a time, unpacked MB/s. */
  bw: rate.withDefault(25),
  lat: parseAsNumberWithin(0, 600_000).withDefault(30),
  conc: parseAsCount(1000, 1).withDefault(3),
  disk: rate.withDefault(100),
  /** The fleet: hosts, per cent that start empty, per cent that skip, MB/s of a host, MB/s of the registry, price per GB. */
  hosts: parseAsCount(1_000_000_000, 1).withDefault(100),
  empty: percent.withDefault(10),
  skip: percent.withDefault(10),
  hbw: rate.withDefault(125),
  rbw: rate,
  price: parseAsNumberWithin(0, 1_000_000),
}

export const loadDownloads = createLoader(downloadsParsers)
export type DownloadsState = Awaited<ReturnType<typeof loadDownloads>>

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
