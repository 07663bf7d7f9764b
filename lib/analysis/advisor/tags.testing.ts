import { readFileSync } from 'node:fs'
import type { Entry, LayerIndex } from '../../layerfs/entry'
import type { DiffId } from '../../oci/digest'
import type { ImageEnd } from '../../oci/facts'
import { parseReference } from '../../oci/reference'
import { parseSnapshot } from '../../sources/snapshot'
import { digestOf, madeImage } from '../compare/facts.testing'
import type { Advice, Advised, NoAdvice, TagContent } from './advice'

/** A layer's files by path: equal fields are equal content; `WHITEOUT` deletes the path. */
export type Files = Readonly<Record<string, { readonly bytes: number; readonly content: string }>>

export const MB = 1_000_000

/** Content of so many bytes. */
export const file = (bytes: number, content = 'x') => ({ bytes, content })

export const WHITEOUT = { bytes: 0, content: 'whiteout' }

function entryOf(path: string, { bytes, content }: Files[string]): Entry {
  const common = { mode: 0o644, uid: 0, gid: 0, modified: 0 }
  if (content === WHITEOUT.content) return { ...common, path, kind: 'whiteout', contentBytes: 0 }
  return { ...common, path, kind: 'file', contentBytes: bytes, hash: `${content} ${bytes}` }
}

function indexOf(name: string, files: Files): LayerIndex {
  const entries = Object.entries(files).map(([path, content]) => entryOf(path, content))
  return { diffId: digestOf<DiffId>(name), tarBytes: 0, entries, notes: [] }
}

/** Tags of made-up images: per tag its layers' files, base first; equal files are one layer. */
export function tagsOf(...tags: readonly (readonly Files[])[]): TagContent[] {
  const names = new Map<string, string>()
  const nameOf = (files: Files) => {
    const text = JSON.stringify(files)
    names.set(text, names.get(text) ?? `layer ${names.size}`)
    return names.get(text)!
  }
  return tags.map((layers, index) => {
    const made = layers.map((files) => {
      const stored = Object.values(files).filter(({ content }) => content !== WHITEOUT.content)
      const unpacked = stored.reduce((sum, { bytes }) => sum + bytes, 0)
      return { name: nameOf(files), unpacked, transfer: Math.round(unpacked / 2) + 100 }
    })
    return {
      tag: `${index + 1}`,
      image: madeImage(`localhost:5000/app:${index + 1}`, made),
      files: layers.map((files) => indexOf(nameOf(files), files)),
    }
  })
}

/** The same tags with nothing read of their layers. */
export const withoutFiles = (tags: readonly TagContent[]): TagContent[] =>
  tags.map(({ tag, image }) => ({ tag, image }))

const sample = parseSnapshot(readFileSync('public/sample.strata.json', 'utf8'), 'sample')

/** A recorded repository, first to last release. */
export function recorded(name: string): TagContent[] {
  return sample.images
    .filter(({ reference }) => reference.startsWith(`localhost:5000/${name}:`))
    .map((image) => ({ tag: parseReference(image.reference)!.tag!, image }))
}

const [centos] = recorded('centos')
export const CENTOS: ImageEnd = {
  reference: centos!.image.reference,
  chainId: centos!.image.layers[0]!.chainId,
}

export function adviceIn(advised: Advised): Advice {
  if ('none' in advised) throw new Error(JSON.stringify(advised.none))
  return advised
}

export function reasonIn(advised: Advised): NoAdvice | undefined {
  return 'none' in advised ? advised.none : undefined
}
