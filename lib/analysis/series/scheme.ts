import { shortened } from './order'
import type { ParsedTag } from './parse'
import type { SchemeId } from './reading'

/** How one name is numbered: `integer` is a number alone, which more than one scheme has. */
type Shape = SchemeId | 'integer'

const YEAR_DIGITS = 4
const DAY = /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:(?:0[1-9]|[12]\d|3[01])\d{0,6})?$/
const YEAR = /^(?:19|20)\d\d(?:\.0?[1-9]|\.1[0-2]|$)(?!\d)/
const SHORT = /^\d\d\.(?:0[1-9]|1[0-2])(?!\d)/

/** Most numbers are too short for a date, and need no pattern. */
function isDate({ length }: string, written: string, months: boolean): boolean {
  if (length === YEAR_DIGITS) return YEAR.test(written)
  return length > YEAR_DIGITS ? DAY.test(written.split('.', 1)[0]!) : months && SHORT.test(written)
}

/** @param months  whether `24.10` is a month of a year in this repository */
function shapeOf(tag: ParsedTag, months: boolean): Shape {
  const { parts, written, hash } = tag
  if (parts.length === 0) return hash ? 'hash' : 'names'
  if (tag.described) return 'describe'
  if (isDate(parts[0]!, written, months)) {
    return hash ? 'dated' : 'calendar'
  }
  if (tag.build) return 'build'
  if (parts.length === 1) return tag.rebuild ? 'version' : 'integer'
  return parts.length === SEMVER_PARTS && !tag.rebuild ? 'semver' : 'version'
}

const FITS: Readonly<Record<SchemeId, readonly Shape[]>> = {
  semver: ['semver', 'integer'],
  version: ['semver', 'version', 'integer'],
  calendar: ['calendar'],
  build: ['build', 'integer'],
  describe: ['describe', 'semver', 'version', 'integer'],
  dated: ['dated', 'calendar'],
  hash: ['hash'],
  names: ['names'],
}
/** Of so many names one may be of another kind and the versions still be semantic ones. */
const SEMVER_STRAYS = 4
/** Builds between releases make git describe the scheme from this part of all on. */
const DESCRIBED_PART = 4
const BUILD_DIGITS = 3
const SEMVER_PARTS = 3

/**
 * How a repository numbers its tags: what most names of its plain variant say, of all where that has no number.
 *
 * @returns  the scheme, and whether a name of the list fits it
 */
export function schemeOf(tags: readonly ParsedTag[]): {
  scheme: SchemeId
  fits: (tag: ParsedTag) => boolean
} {
  const placed = tags.filter(({ parts, hash }) => parts.length > 0 || hash)
  const plain = placed.filter(({ variant }) => variant === '')
  const voters = plain.length > 0 ? plain : placed
  // Only zeros in front tell months from minor versions.
  const months = voters.some(({ written }) => written[3] === '0' && SHORT.test(written))
  const scheme = elect(voters, months)
  const fitting = new Set<Shape>(FITS[scheme])
  return {
    scheme,
    fits: (tag) => {
      const shape = shapeOf(tag, months)
      return (
        fitting.has(shape) ||
        (scheme === 'semver' && shape === 'version' && tag.parts.length < SEMVER_PARTS && !tag.rebuild)
      )
    },
  }
}

function elect(voters: readonly ParsedTag[], months: boolean): SchemeId {
  if (voters.length === 0) return 'names'
  const votes = new Map<Shape, number>()
  const others: ParsedTag[] = []
  for (const tag of voters) {
    const shape = shapeOf(tag, months)
    votes.set(shape, (votes.get(shape) ?? 0) + 1)
    if (shape !== 'semver') others.push(tag)
  }
  const of = (shape: Shape) => votes.get(shape) ?? 0
  const integers = of('integer')
  const bare = integers > 0 && of('semver') + of('version') === 0
  const many = bare && voters.some(({ parts: [first = ''] }) => first.length >= BUILD_DIGITS)
  const dotted = of('semver') + of('version') + of('describe') + (many ? 0 : integers)
  const dates = of('calendar') + of('dated')
  const builds = of('build') + (many ? integers : 0)
  const most = Math.max(dotted, dates, builds, of('hash'))
  if (of('hash') === most) return 'hash'
  if (dotted < most) return dates === most ? (of('dated') > of('calendar') ? 'dated' : 'calendar') : 'build'
  if (of('describe') * DESCRIBED_PART >= dotted) return 'describe'
  const less = shortened(
    others.filter(({ rebuild }) => !rebuild),
    voters,
  )
  return of('semver') > 0 && (others.length - less.size) * SEMVER_STRAYS <= of('semver')
    ? 'semver'
    : 'version'
}
