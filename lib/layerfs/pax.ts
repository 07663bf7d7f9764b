import { TarError } from './tar-error'

/** Records of an extended header: keyword to the value's bytes. */
export type PaxRecords = ReadonlyMap<string, Uint8Array>

const ascii = new TextDecoder('latin1')

/**
 * Reads the records of a PAX extended header: `length keyword=value\n`, the length counting itself.
 *
 * @throws TarError `bad-header` when a record's length is wrong
 * @see    https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html#tag_20_92_13_03
 */
export function parsePax(body: Uint8Array): PaxRecords {
  const records = new Map<string, Uint8Array>()
  let at = 0
  while (at < body.length) {
    const space = body.indexOf(0x20, at)
    const length = space < 0 ? Number.NaN : Number(ascii.decode(body.subarray(at, space)))
    const end = at + length
    const equals = body.indexOf(0x3d, space)
    if (!Number.isInteger(length) || equals < 0 || equals >= end || body[end - 1] !== NEWLINE) {
      throw new TarError('bad-header', 'a PAX record has a wrong length')
    }
    records.set(ascii.decode(body.subarray(space + 1, equals)), body.slice(equals + 1, end - 1))
    at = end
  }
  return records
}

const NEWLINE = 0x0a
const DECIMAL = /^(-?\d+)(?:\.(\d*))?$/

/** A decimal record as a number, rounded down (seconds may have fractions); undefined when it is absent or empty. */
export function paxNumber(records: PaxRecords, keyword: string): number | undefined {
  const bytes = records.get(keyword)
  if (bytes === undefined || bytes.length === 0) return undefined
  // Not by way of a fraction: 1600000000.999999999 has no double of its own and would be a second later.
  const [, whole = '', fraction = ''] = DECIMAL.exec(ascii.decode(bytes)) ?? []
  const value = Number(whole) - (whole.startsWith('-') && /[1-9]/.test(fraction) ? 1 : 0) + 0
  if (whole === '' || !Number.isSafeInteger(value))
    throw new TarError('bad-header', `the PAX record ${keyword} is no number`)
  return value
}
