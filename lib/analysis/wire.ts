/**
 * A report as it travels to the page that draws it: the same values, column by column. In a table of two hundred tags
 * most columns repeat themselves, and a column is where that can be said once. Reports only grow: it knows no field of
 * them, and a figure that is added needs nothing here.
 */

/** A column of values; `undefined` stands where an object lacks the key. */
type Values = readonly unknown[]

/** One column, by what its values have in common. */
type Column =
  /** Anything. */
  | { readonly v: Values }
  /** The same value in each place, so many times. */
  | { readonly c: unknown; readonly n: number }
  /** Values that repeat each other, and how often each stands in a row. */
  | { readonly r: Values; readonly t: readonly number[] }
  /** Distinct values, and which of them stands where. */
  | { readonly d: Values; readonly i: readonly number[] }
  /** Places without a value: how many have one, how many have none, and so on in turn. */
  | { readonly h: readonly number[]; readonly of: Column }
  /** Lists: how long each is, and all that is in them. */
  | { readonly l: Column; readonly of: Column }
  /** Objects: a column for each key; `n` of them. */
  | { readonly o: Readonly<Record<string, Column>>; readonly n: number }
  /** Digests: what each begins with, how many hex digits it has, and these of all of them, three in two signs. */
  | { readonly a: string; readonly g: number; readonly x: string }
  /** Whole numbers, each but the first by how much it is more than the one before. */
  | { readonly s: readonly number[] }

/** A value that `unpack` makes again. */
export type Packed<T> = Column & { readonly is?: T }

const DIGEST = /^sha256:[0-9a-f]{64}$/
const ALGORITHM = 'sha256:'
/** As many hex digits of a digest as are ever shown. */
const SHOWN_DIGITS = 12
const FEW = 0.5

/**
 * Makes a value of JSON small enough to be sent with its page. Digests are cut to what tells them apart from each other,
 * twelve digits at least: a page shows no more of them. Time grows with the value's length.
 */
export function pack<T>(value: T): Packed<T> {
  return packColumn([value], ALGORITHM.length + digitsNeeded(value))
}

/** The same as a text. */
export const packText = (value: unknown): string => JSON.stringify(pack(value))

let last: { readonly text: string; readonly value: unknown } | undefined

/** A packed text of the server's; of the same text as the time before, the same value. @throws SyntaxError */
export function unpackText<T>(text: string): T {
  last = last?.text === text ? last : { text, value: unpack(JSON.parse(text)) }
  return last.value as T
}

/** What was packed, with its digests cut short. */
export function unpack<T>(packed: Packed<T>): T {
  return unpackColumn(packed)[0] as T
}

/** The fewest hex digits that keep all digests in a value apart. */
function digitsNeeded(value: unknown): number {
  const found = new Set<string>()
  collect(value, found)
  for (let digits = SHOWN_DIGITS; digits < 64; digits += 3) {
    const cut = new Set<string>()
    for (const digest of found) cut.add(digest.slice(0, ALGORITHM.length + digits))
    if (cut.size === found.size) return digits
  }
  return 64
}

function collect(value: unknown, found: Set<string>): void {
  if (typeof value === 'string') {
    if (isDigest(value)) found.add(value)
  } else if (typeof value === 'object' && value !== null) {
    if (Array.isArray(value)) for (const one of value) collect(one, found)
    else for (const key in value) collect((value as Fields)[key], found)
  }
}

const isDigest = (value: string) => value.length === 71 && DIGEST.test(value)

/** @param length  of a digest, see `pack` */
function packColumn(values: Values, length: number): Column {
  const known = values.filter((value) => value !== undefined)
  if (known.length < values.length) return { h: runsOf(values), of: packColumn(known, length) }
  if (values.length > 0 && values.every(Array.isArray)) {
    const lists = values as readonly Values[]
    const lengths = lists.map((list) => list.length)
    // A hole in a list is written as null, as JSON does.
    return { l: packPlain(lengths), of: packColumn(lists.flatMap(filled), length) }
  }
  if (values.length > 0 && values.every(isRecord)) return packRecords(values, length)
  const shortened = values.map((value) =>
    typeof value === 'string' && isDigest(value) ? value.slice(0, length) : value,
  )
  return packPlain(shortened)
}

const filled = (list: Values) => list.map((value) => value ?? null)

type Fields = Readonly<Record<string, unknown>>

/** Whether it is an object whose keys can be columns of another. */
const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !Object.hasOwn(value, '__proto__')

function packRecords(records: readonly Fields[], length: number): Column {
  const keys = new Set<string>()
  for (const record of records) for (const key of Object.keys(record)) keys.add(key)
  const columns = [...keys].map((key) => {
    // Its own alone: every object has a `valueOf`.
    const values = records.map((record) => (Object.hasOwn(record, key) ? record[key] : undefined))
    return [key, packColumn(values, length)] as const
  })
  return { o: Object.fromEntries(columns), n: records.length }
}

/** Values that are neither lists nor objects, or of several kinds. */
function packPlain(values: Values): Column {
  const texts = new Map<unknown, number>()
  let runs = 0
  for (const [index, value] of values.entries()) {
    if (typeof value === 'object' && value !== null) return { v: values }
    if (index === 0 || value !== values[index - 1]) runs++
    if (!texts.has(value)) texts.set(value, texts.size)
  }
  if (runs === 1) return { c: values[0], n: values.length }
  if (runs < values.length * FEW) return repeated(values)
  if (values.every(Number.isSafeInteger)) return steps(values as readonly number[])
  const digests = packDigests(values)
  if (digests) return digests
  if (texts.size < values.length * FEW) {
    return { d: [...texts.keys()], i: values.map((value) => texts.get(value) ?? 0) }
  }
  return { v: values }
}

const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const SHORT_DIGEST = /^sha256:(?:[0-9a-f]{3})+$/

/** Digests that were cut to one length; undefined where there is another text among them. */
function packDigests(values: Values): Column | undefined {
  const length = typeof values[0] === 'string' ? values[0].length : 0
  let x = ''
  for (const value of values) {
    if (typeof value !== 'string' || value.length !== length || !SHORT_DIGEST.test(value)) return undefined
    for (let at = ALGORITHM.length; at < length; at += 3) {
      const bits = Number.parseInt(value.slice(at, at + 3), 16)
      x += SIGNS.charAt(bits >> 6) + SIGNS.charAt(bits & 63)
    }
  }
  return { a: ALGORITHM, g: length - ALGORITHM.length, x }
}

function unpackDigests(algorithm: string, digits: number, text: string): string[] {
  const signs = (digits / 3) * 2
  return Array.from({ length: text.length / signs }, (_, index) => {
    let digest = algorithm
    for (let at = index * signs; at < (index + 1) * signs; at += 2) {
      const bits = (SIGNS.indexOf(text.charAt(at)) << 6) | SIGNS.indexOf(text.charAt(at + 1))
      digest += bits.toString(16).padStart(3, '0')
    }
    return digest
  })
}

function repeated(values: Values): Column {
  const [r, t]: [unknown[], number[]] = [[], []]
  for (const value of values) {
    if (t.length > 0 && value === r.at(-1)) t[t.length - 1]!++
    else {
      r.push(value)
      t.push(1)
    }
  }
  return { r, t }
}

/** Neighbours in a table are alike more often than they are small. */
function steps(values: readonly number[]): Column {
  const s = values.map((value, index) => value - (values[index - 1] ?? 0))
  return s.every(Number.isSafeInteger) ? { s } : { v: values }
}

/** How many values there are, then how many are missing, and so on in turn. */
function runsOf(values: Values): readonly number[] {
  const runs = [0]
  let missing = false
  for (const value of values) {
    if ((value === undefined) !== missing) {
      missing = !missing
      runs.push(0)
    }
    runs[runs.length - 1]!++
  }
  return runs
}

function unpackColumn(column: Column): unknown[] {
  if ('v' in column) return [...column.v]
  if ('c' in column) return Array.from({ length: column.n }, () => column.c)
  if ('d' in column) return column.i.map((index) => column.d[index])
  if ('r' in column) return column.r.flatMap((value, index) => Array(column.t[index]).fill(value))
  if ('x' in column) return unpackDigests(column.a, column.g, column.x)
  if ('s' in column) {
    let at = 0
    return column.s.map((step) => {
      at += step
      return at
    })
  }
  if ('h' in column) return withHoles(column.h, unpackColumn(column.of))
  if ('l' in column) {
    const take = taker(unpackColumn(column.of))
    return unpackColumn(column.l).map((length) => take(Number(length)))
  }
  const columns = Object.entries(column.o).map(([key, one]) => [key, unpackColumn(one)] as const)
  return Array.from({ length: column.n }, (_, index) => {
    const record: Record<string, unknown> = {}
    for (const [key, values] of columns) {
      const value = values[index]
      if (value !== undefined) record[key] = value
    }
    return record
  })
}

function withHoles(runs: readonly number[], values: Values): unknown[] {
  const take = taker(values)
  return runs.flatMap((count, index) => (index % 2 === 0 ? take(count) : Array(count).fill(undefined)))
}

/** Hands out the next values, so many at a time. */
function taker(values: Values): (count: number) => Values {
  let at = 0
  return (count) => {
    at += count
    return values.slice(at - count, at)
  }
}
