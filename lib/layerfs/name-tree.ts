import { textOf, wider } from './columns'

/** No node, no sibling, nothing. */
export const NONE = -1
export const ROOT = 0

const LEAST = 512

/** Another one in each process: who chose it could choose names that all meet in one place. */
const SEED = (Math.random() * 2 ** 32) | 0

/** The names of paths as a tree of numbers: about 30 bytes a path and two a character. Parents come before their children. */
export class NameTree {
  private parents: Int32Array<ArrayBuffer>
  private firsts: Int32Array<ArrayBuffer>
  private lasts: Int32Array<ArrayBuffer>
  private nexts: Int32Array<ArrayBuffer>
  /** Where each name begins; it ends where the next one does. */
  private starts: Uint32Array<ArrayBuffer>
  private text: Uint16Array<ArrayBuffer>
  private table: Int32Array<ArrayBuffer>
  size = 0

  /** @param about  how many paths it may have: arrays that grow leave as much behind as they hold */
  constructor(about = 0) {
    const length = Math.max(LEAST, about + 1)
    this.parents = new Int32Array(length)
    this.firsts = new Int32Array(length)
    this.lasts = new Int32Array(length)
    this.nexts = new Int32Array(length)
    this.starts = new Uint32Array(length + 1)
    this.text = new Uint16Array(8 * length)
    this.table = new Int32Array(2 ** Math.ceil(Math.log2(2 * length))).fill(NONE)
    this.add(NONE, '', 0, 0)
  }

  parentOf(node: number): number {
    return this.parents[node]!
  }

  /** Children in the order in which they came. */
  firstOf(node: number): number {
    return this.firsts[node]!
  }

  nextOf(node: number): number {
    return this.nexts[node]!
  }

  nameOf(node: number): string {
    return textOf(this.text, this.starts[node]!, this.starts[node + 1]!)
  }

  /** Without a slash at either end; the root's is empty. */
  pathOf(node: number): string {
    const names: string[] = []
    for (let at = node; at !== ROOT; at = this.parentOf(at)) names.push(this.nameOf(at))
    return names.reverse().join('/')
  }

  /** The node of a path, NONE where there is none. */
  find(path: string): number {
    let node = ROOT
    for (let from = 0; path !== '' && from <= path.length && node !== NONE; ) {
      const to = endOfName(path, from)
      node = this.childOf(node, path, from, to)
      from = to + 1
    }
    return node
  }

  /** The node of a path, made with what it is in where there is none. */
  makePath(path: string): number {
    let node = ROOT
    for (let from = 0; path !== '' && from <= path.length; ) {
      const to = endOfName(path, from)
      node = this.make(node, path, from, to)
      from = to + 1
    }
    return node
  }

  /** The child that a part of a text names, NONE where there is none. */
  childOf(parent: number, text: string, from = 0, to = text.length): number {
    return this.table[this.placeOf(parent, text, from, to)]!
  }

  /** The child that a part of a text names, made where there is none. */
  make(parent: number, text: string, from = 0, to = text.length): number {
    const place = this.placeOf(parent, text, from, to)
    const known = this.table[place]!
    if (known !== NONE) return known
    const node = this.add(parent, text, from, to)
    this.table[place] = node
    if (this.size * 2 > this.table.length) this.spread()
    return node
  }

  private add(parent: number, text: string, from: number, to: number): number {
    const node = this.size++
    if (node === this.parents.length) this.grow()
    this.parents[node] = parent
    this.firsts[node] = NONE
    this.lasts[node] = NONE
    this.nexts[node] = NONE
    const start = this.starts[node]! - from
    this.starts[node + 1] = start + to
    if (start + to > this.text.length) this.text = wider(this.text, start + to)
    const units = this.text
    for (let at = from; at < to; at++) units[start + at] = text.charCodeAt(at)
    if (parent === NONE) return node
    const last = this.lasts[parent]!
    if (last === NONE) this.firsts[parent] = node
    else this.nexts[last] = node
    this.lasts[parent] = node
    return node
  }

  private grow(): void {
    const least = this.parents.length + 1
    this.parents = wider(this.parents, least)
    this.firsts = wider(this.firsts, least)
    this.lasts = wider(this.lasts, least)
    this.nexts = wider(this.nexts, least)
    this.starts = wider(this.starts, this.parents.length + 1)
  }

  private placeOf(parent: number, text: string, from: number, to: number): number {
    const { table } = this
    const mask = table.length - 1
    let hash = mixed(SEED, parent)
    for (let at = from; at < to; at++) hash = mixed(hash, text.charCodeAt(at))
    for (let place = finished(hash) & mask; ; place = (place + 1) & mask) {
      const node = table[place]!
      if (node === NONE || (this.parents[node] === parent && this.isNamed(node, text, from, to))) return place
    }
  }

  private isNamed(node: number, name: string, from: number, to: number): boolean {
    const { text } = this
    const start = this.starts[node]!
    if (this.starts[node + 1]! - start !== to - from) return false
    for (let at = from; at < to; at++) if (text[start + at - from] !== name.charCodeAt(at)) return false
    return true
  }

  private spread(): void {
    const { text, starts } = this
    this.table = new Int32Array(this.table.length * 2).fill(NONE)
    const mask = this.table.length - 1
    for (let node = 1; node < this.size; node++) {
      let hash = mixed(SEED, this.parents[node]!)
      const end = starts[node + 1]!
      for (let at = starts[node]!; at < end; at++) hash = mixed(hash, text[at]!)
      let place = finished(hash) & mask
      while (this.table[place] !== NONE) place = (place + 1) & mask
      this.table[place] = node
    }
  }
}

/** Where a name of a path ends. */
export function endOfName(path: string, from: number): number {
  const slash = path.indexOf('/', from)
  return slash < 0 ? path.length : slash
}

/** Murmur3's steps: https://github.com/aappleby/smhasher/blob/master/src/MurmurHash3.cpp */
function mixed(hash: number, value: number): number {
  const own = Math.imul(Math.imul(value, 0xcc9e2d51) ^ (Math.imul(value, 0xcc9e2d51) >>> 17), 0x1b873593)
  const both = hash ^ own
  return (Math.imul((both << 13) | (both >>> 19), 5) + 0xe6546b64) | 0
}

function finished(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35)
  return (twice ^ (twice >>> 16)) >>> 0
}
