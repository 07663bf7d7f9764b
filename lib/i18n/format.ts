/** Bytes, digests and times -> text: the only place that rounds. */

const SCALES = {
  decimal: { base: 1000, digits: 3, names: ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] },
  binary: { base: 1024, digits: 4, names: ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] },
} as const

export type Units = keyof typeof SCALES

/**
 * What bytes are of, which alone decides how they are written, so that a figure reads the same wherever it stands:
 * `transfer` is a blob on the network or in a registry, `unpacked` what lies on a host, and `round` no figure of an
 * image at all: a limit, a rate, a tick of an axis.
 */
export type BytesOf = 'transfer' | 'unpacked' | 'round'

/**
 * Bytes on a host with the digits that Docker prints: three significant (`788MB`, `8.85MB`, `17.7MB`, `0B`); four in
 * binary units as `docker stats` does, because 1023 needs them. Bytes of blobs as registries print them, with two
 * decimals (`605.69MB`, `104B`).
 *
 * @see github.com/docker/go-units, size.go (HumanSizeWithPrecision, BytesSize)
 */
export function formatBytes(bytes: number, of: BytesOf, units: Units = 'decimal'): string {
  if (of !== 'transfer') {
    const { value, name } = scale(bytes, units, (scaled) => Number(scaled.toPrecision(SCALES[units].digits)))
    return `${value}${name}`
  }
  const { value, name } = scale(bytes, units, (scaled) => Math.round(scaled * 100) / 100)
  return name === 'B' ? `${value}B` : `${value.toFixed(2)}${name}`
}

/** `606.83M`, `978k`, `104B`: short enough for a drawing, and never without its unit. */
export function shortBytes(bytes: number, of: BytesOf, units: Units = 'decimal'): string {
  return formatBytes(bytes, of, units).replace(/(?<=[a-zA-Z])i?B$/, '')
}

/** Bytes to the last one, grouped: `787,893,100 B`. */
export function formatExactBytes(bytes: number): string {
  return `${bytes.toLocaleString('en-US')} B`
}

/** Bytes with their sign, for what something adds or takes away: `+88.5kB`, `−177kB`, `0B`. */
export function formatDifference(bytes: number, of: BytesOf, units: Units = 'decimal'): string {
  return (bytes === 0 ? '' : bytes < 0 ? '−' : '+') + formatBytes(Math.abs(bytes), of, units)
}

/** Permissions as `ls -l` prints them, without the type: `rwxr-xr-x`, `rwxrwxrwt`. */
export function formatMode(mode: number): string {
  const triple = (bits: number, special: boolean, letter: string) =>
    (bits & 4 ? 'r' : '-') +
    (bits & 2 ? 'w' : '-') +
    (special ? (bits & 1 ? letter : letter.toUpperCase()) : bits & 1 ? 'x' : '-')
  return (
    triple(mode >> 6, (mode & 0o4000) !== 0, 's') +
    triple(mode >> 3, (mode & 0o2000) !== 0, 's') +
    triple(mode, (mode & 0o1000) !== 0, 't')
  )
}

/** A share as a percentage with at most one decimal: `99.4%`; never rounded up to 100% nor down to 0%. */
export function formatShare(ratio: number): string {
  if (ratio > 0 && ratio < 0.001) return '<0.1%'
  if (ratio < 1 && ratio > 0.999) return '>99.9%'
  const percent = Math.round(ratio * 1000) / 10
  return `${Number.isInteger(percent) ? percent.toFixed(0) : percent.toFixed(1)}%`
}

/** How many times as much: `62.5×`, `1.02×`. */
export function formatTimes(ratio: number): string {
  if (ratio >= 10_000) return '>9,999×'
  if (ratio >= 1000) return `${Math.round(ratio).toLocaleString('en-US')}×`
  return `${Number(ratio.toPrecision(3))}×`
}

/** Minutes are enough for a source line: `2026-11-21 04:31 UTC`. */
export function formatTime(iso: string): string {
  const time = new Date(iso)
  return Number.isNaN(time.getTime()) ? iso : `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

/** Goes up a unit while the *rounded* figure reaches the base: 999,999 B is `1MB`, not `1000kB`. */
function scale(bytes: number, units: Units, round: (scaled: number) => number) {
  const { base, names } = SCALES[units]
  let scaled = Math.abs(bytes)
  let unit = 0
  while (round(scaled) >= base && unit < names.length - 1) {
    scaled /= base
    unit++
  }
  return { value: Math.sign(bytes) * round(scaled) || 0, name: names[unit] ?? 'B' }
}
