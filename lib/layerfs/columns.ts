import type { Entry } from './entry'

type Numbers = Float64Array | Uint32Array | Int32Array | Uint16Array | Uint8Array

/** The same numbers in an array of at least twice the length. */
export function wider<T extends Numbers>(numbers: T, least: number): T {
  const Kind = numbers.constructor as new (length: number) => T
  const made = new Kind(Math.max(least, numbers.length * 2))
  made.set(numbers)
  return made
}

/** Numbers of one width, as many as come. */
export class Growing<T extends Numbers> {
  length = 0
  numbers: T

  constructor(Kind: new (length: number) => T) {
    this.numbers = new Kind(64)
  }

  push(value: number): number {
    this.room(1)
    this.numbers[this.length] = value
    return this.length++
  }

  /** Makes sure that so many more fit. */
  room(more: number): void {
    const least = this.length + more
    if (least > this.numbers.length) this.numbers = wider(this.numbers, least)
  }

  all(): T {
    return this.numbers.subarray(0, this.length) as T
  }
}

/** Text without strings: a byte a character until one needs two. */
export class Text {
  private narrow: Growing<Uint8Array> | undefined = new Growing(Uint8Array)
  private units: Growing<Uint8Array> | Growing<Uint16Array> = this.narrow!

  get length(): number {
    return this.units.length
  }

  get wide(): boolean {
    return this.narrow === undefined
  }

  push(text: string, from: number): void {
    if (this.narrow) for (let at = from; at < text.length; at++) if (text.charCodeAt(at) > 0xff) this.widen()
    const { units } = this
    units.room(text.length - from)
    const start = units.length - from
    for (let at = from; at < text.length; at++) units.numbers[start + at] = text.charCodeAt(at)
    units.length = start + text.length
  }

  all(): Uint8Array | Uint16Array {
    return this.units.all()
  }

  private widen(): void {
    if (!this.narrow) return
    const wide = new Growing(Uint16Array)
    wide.room(this.units.numbers.length)
    wide.numbers.set(this.units.all())
    wide.length = this.units.length
    this.narrow = undefined
    this.units = wide
  }
}

/** Filled again for each text: a view of the numbers would cost more than the text itself. */
const codes: number[] = []

export function textOf(units: Uint8Array | Uint16Array, from: number, to: number): string {
  if (to - from > 4096) return textOf(units, from, from + 4096) + textOf(units, from + 4096, to)
  codes.length = to - from
  for (let at = from; at < to; at++) codes[at - from] = units[at]!
  return String.fromCharCode.apply(null, codes)
}

/** Each mode, uid and gid once. */
export class Owners {
  readonly all: [number, number, number][] = []
  private readonly known = new Map<string, number>()
  private at = 0

  of({ mode, uid, gid }: Entry): number {
    // Mostly that of the entry before.
    const before = this.all[this.at]
    if (before?.[0] === mode && before[1] === uid && before[2] === gid) return this.at
    const key = `${mode},${uid},${gid}`
    this.at = this.known.get(key) ?? this.all.push([mode, uid, gid]) - 1
    this.known.set(key, this.at)
    return this.at
  }
}
