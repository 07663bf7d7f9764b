import { createSerializer, type inferParserType } from 'nuqs/server'
import { UNPACK_ORDERS } from '../analysis/pull/profiles'
import type { DownloadsInput, PullInput } from '../analysis/question'
import {
  MAX_PARAM,
  parseAsCount,
  parseAsNumberWithin,
  parseAsOneOf,
  parseAsText,
  parseAsTextOf,
  required,
} from './params'
import { MAX_STRATEGIES } from './strategy-param'
import {
  parseAsStrategy,
  type QuestionState,
  questionParsers,
  toCompareInput,
  viewParsers,
} from './view-state'

const MOST = 10_000
/** No link and no disk is slower or faster: MB/s. */
const rate = parseAsNumberWithin(0.001, 1_000_000)

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
  /** The link and the host's disk: MB/s, ms, unpacked MB/s of one layer. */
  bw: rate.withDefault(25),
  lat: parseAsNumberWithin(0, 600_000).withDefault(30),
  disk: rate.withDefault(100),
  /** In place of what the host's profile sets: downloads at a time, MiB of a part, layers unpacked at a time, their order. */
  conc: parseAsCount(1000, 1),
  part: parseAsNumberWithin(0, 1_000_000),
  lanes: parseAsCount(1000, 1),
  unpack: parseAsOneOf(UNPACK_ORDERS),
  /** Further of the fleet: per cent that skip, MB/s of a host, MB/s of the registry, price per GB. */
  skip: parseAsNumberWithin(0, 100).withDefault(10),
  hbw: rate.withDefault(125),
  rbw: rate,
  price: parseAsNumberWithin(0, 1_000_000),
}

export type DownloadsState = inferParserType<typeof downloadsParsers>

/** Every setting as the host's profile has it. */
export const AS_PROFILED = {
  ...{ rule: 'auto', conc: null, part: null, lanes: null, unpack: null },
} as const satisfies Partial<DownloadsState>

const { keep, ahead, drop } = downloadsParsers
/** The part of the state that the server answers. */
export const storageParsers = { ...questionParsers, keep, ahead, drop }
type StorageState = QuestionState & Pick<DownloadsState, 'keep' | 'ahead' | 'drop'>

const within = (count: number) => Math.min(MOST, Math.max(0, Math.trunc(count)))

/** The question of a state. */
export function toDownloadsInput(state: StorageState): DownloadsInput {
  return {
    ...toCompareInput(state),
    keep: within(state.keep),
    ahead: within(state.ahead),
    drop: within(state.drop),
  }
}

const serialize = createSerializer(storageParsers)

export function downloadsSearch({ strategies, ...rest }: DownloadsInput): string {
  return serialize({ ...rest, s: [...strategies] })
}

/** One pull: a series, one of its tags, and what the host holds. */
export const pullParsers = {
  ...questionParsers,
  s: required(parseAsStrategy, { reference: '' }),
  tag: required(parseAsTextOf(MAX_PARAM, 1), ''),
}
const serializePull = createSerializer(pullParsers)

export function pullSearch({ strategy, ...rest }: PullInput): string {
  return serializePull({ ...rest, s: strategy })
}
