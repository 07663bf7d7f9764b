// @ts-check
import { pathOf } from './visit.mjs'

/** @typedef {import('./visit.mjs').Rule} Rule */

/** A parameter of 100 kB is still answered by a page that says which one is too long; see lib/link/link-problems.ts. */
export const MOST_TARGET = 128 * 1024
/** The longest link that Strata writes has some forty. What reads them takes time by their square. */
export const MOST_PARAMETERS = 256
/** Parts of a path; Strata's own have up to five. */
export const MOST_SEGMENTS = 16
const MOST_PATH = 2048
/** Cookies of all ports of a machine come with each request. */
const MOST_HEADERS = 64 * 1024

/**
 * A link that is longer than any that Strata writes is refused before anything reads it.
 *
 * @type {Rule}
 */
export function targetRule(visit) {
  const { target } = visit
  if (!target.startsWith('/')) return { status: 400, detail: 'Only a path may be asked for.' }
  if (target.length > MOST_TARGET) {
    return tooLong(
      `it has ${target.length} characters, and at most ${MOST_TARGET} are read`,
      `${target.length}자입니다. 최대 ${MOST_TARGET}자까지 읽습니다`,
    )
  }
  const path = pathOf(visit)
  if (path.length > MOST_PATH || countOf('/', path) > MOST_SEGMENTS) {
    return tooLong('there is no path of this length', '이렇게 긴 경로는 없습니다')
  }
  const parameters = countOf('&', target) + 1
  if (parameters > MOST_PARAMETERS) {
    return tooLong(
      `it has ${parameters} parameters, and at most ${MOST_PARAMETERS} are read`,
      `매개변수가 ${parameters}개입니다. 최대 ${MOST_PARAMETERS}개까지 읽습니다`,
    )
  }
  return undefined
}

/**
 * Headers take time by their length, and none of Strata's is long.
 *
 * @type {Rule}
 */
export function headersRule({ headers }) {
  const length = Object.entries(headers).reduce(
    (sum, [name, value]) => sum + name.length + String(value).length,
    0,
  )
  if (length <= MOST_HEADERS) return undefined
  return {
    status: 431,
    detail: `The headers of this request have ${length} characters, and at most ${MOST_HEADERS} are read. Removing this site’s cookies may help.`,
    korean: `요청 헤더가 ${length}자입니다. 최대 ${MOST_HEADERS}자까지 읽습니다. 이 사이트의 쿠키를 지우면 해결될 수 있습니다.`,
  }
}

/** @param {string} why @param {string} korean */
function tooLong(why, korean) {
  return {
    status: 414,
    detail: `This link is too long and was not read: ${why}.`,
    korean: `링크가 너무 길어서 읽지 않았습니다. ${korean}.`,
  }
}

/** @param {string} sign @param {string} text */
function countOf(sign, text) {
  let count = 0
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) count++
  return count
}
