import type { Classified } from './classify'
import { placeOf } from './order'
import type { SchemeId } from './reading'

/** How one name is numbered: `integer` is a number alone, which more than one scheme has. */
type Shape = SchemeId | 'integer'

const DAY = /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:(?:0[1-9]|[12]\d|3[01])\d{0,6})?$/
const YEAR = /^(?:19|20)\d\d(?:\.0?[1-9]|\.1[0-2]|$)(?!\d)/
const SHORT = /^\d\d\.(?:0[1-9]|1[0-2])(?!\d)/

/** @param months  whether `24.10` is a month of a year in this repository */
function shapeOf(tag: Classified, months: boolean): Shape {
  const { parts, written, hash } = tag
  if (parts.length === 0) return hash ? 'hash' : 'names'
  if (tag.described) return 'describe'
  if (DAY.test(parts[0]!) || YEAR.test(written) || (months && SHORT.test(written))) {
    return hash ? 'dated' : 'calendar'
  }
  if (tag.build) return 'build'
  if (parts.length === 1) return tag.rebuild ? 'version' : 'integer'
  return parts.length === 3 && !tag.rebuild ? 'semver' : 'version'
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

/**
 * How a repository numbers its tags: what most names of its plain variant say, of all where that has no number.
 *
 * @returns  the scheme, and whether a name of the list fits it
 */
export function schemeOf(tags: readonly Classified[]): {
  scheme: SchemeId
  fits: (tag: Classified) => boolean
} {
  const placed = tags.filter(({ parts, hash }) => parts.length > 0 || hash)
  const plain = placed.filter(({ variant }) => variant === '')
  const voters = plain.length > 0 ? plain : placed
  // Only zeros in front tell months from minor versions.
  const months = voters.some(({ written }) => SHORT.test(written) && written[3] === '0')
  const shapes = new Map(tags.map((tag) => [tag, shapeOf(tag, months)]))
  const scheme = elect(voters, shapes)
  const fitting = new Set<Shape | undefined>(FITS[scheme])
  return {
    scheme,
    fits: (tag) =>
      fitting.has(shapes.get(tag)) ||
      (scheme === 'semver' && shapes.get(tag) === 'version' && tag.parts.length < 3 && !tag.rebuild),
  }
}

function elect(voters: readonly Classified[], shapes: ReadonlyMap<Classified, Shape>): SchemeId {
  if (voters.length === 0) return 'names'
  const votes = new Map<Shape, number>()
  const longer = new Set<string>()
  for (const tag of voters) {
    const shape = shapes.get(tag)!
    votes.set(shape, (votes.get(shape) ?? 0) + 1)
    for (let length = 1; length < tag.parts.length; length++) longer.add(placeOf(tag, length))
  }
  const of = (shape: Shape) => votes.get(shape) ?? 0
  const integers = of('integer')
  const bare = integers > 0 && of('semver') + of('version') === 0
  const many = bare && voters.some(({ parts }) => (parts[0]?.length ?? 0) >= BUILD_DIGITS)
  const dotted = of('semver') + of('version') + of('describe') + (many ? 0 : integers)
  const dates = of('calendar') + of('dated')
  const builds = of('build') + (many ? integers : 0)
  const most = Math.max(dotted, dates, builds, of('hash'))
  if (of('hash') === most) return 'hash'
  if (dotted < most) return dates === most ? (of('dated') > of('calendar') ? 'dated' : 'calendar') : 'build'
  if (of('describe') * DESCRIBED_PART >= dotted) return 'describe'
  const strays = voters.filter(
    (tag) => shapes.get(tag) !== 'semver' && (tag.rebuild || !longer.has(placeOf(tag))),
  ).length
  return of('semver') > 0 && strays * SEMVER_STRAYS <= of('semver') ? 'semver' : 'version'
}
