import type { Entry, EntryKind, LayerIndex } from './entry'
import type { Content, Union, UnionNode } from './union'

interface Seen {
  readonly kind: EntryKind
  readonly content?: Content | undefined
}

/** All that a container sees, by path; the root left out. */
export function seen(union: Union): Map<string, Seen> {
  const found = new Map<string, Seen>()
  const visit = (node: UnionNode) => {
    for (const child of node.children()) {
      if (child.present) {
        const kind = union.isDirectory(child.id) ? 'directory' : child.visible!.kind
        found.set(pathOf(child), { kind, content: child.visible?.content })
      }
      visit(child)
    }
  }
  visit(union.root)
  return found
}

/** Bytes of the contents that a container sees, each once. */
export function seenBytes(union: Union): number {
  const contents = new Map(
    [...seen(union).values()].flatMap(({ content }) => (content ? [[content.id, content]] : [])),
  )
  return [...contents.values()].reduce((sum, { bytes }) => sum + bytes, 0)
}

/** What a container sees, worked out without a tree: a kind and, for files, which entry holds the content. */
type Model = Map<string, { readonly kind: EntryKind; readonly content?: Entry | undefined }>

/** The specification in a few lines: slow and plain, for the union to be compared with. */
export function modelOf(layers: readonly LayerIndex[]): Model {
  const model: Model = new Map()
  for (const { entries } of layers) {
    for (const { kind, path } of entries) {
      if (kind === 'whiteout') model.delete(path)
      if (kind === 'whiteout' || kind === 'opaque') deleteBelow(model, path)
    }
    for (const { kind, path } of entries) {
      if (kind === 'whiteout') putParents(model, path)
      if (kind === 'opaque' && path !== '') putParents(model, `${path}/marker`)
    }
    for (const entry of entries) if (entry.kind !== 'whiteout' && entry.kind !== 'opaque') put(model, entry)
  }
  return model
}

function putParents(model: Model, path: string): void {
  const parts = path.split('/')
  for (let depth = 1; depth < parts.length; depth++) {
    const parent = parts.slice(0, depth).join('/')
    if (model.get(parent)?.kind !== 'directory') model.set(parent, { kind: 'directory' })
  }
}

function put(model: Model, entry: Entry): void {
  const { path, kind, target = '' } = entry
  putParents(model, path)
  if (kind !== 'directory') {
    model.delete(path)
    deleteBelow(model, path)
  }
  const content = kind === 'file' ? entry : kind === 'hardlink' ? model.get(target)?.content : undefined
  model.set(path, { kind, content })
}

function deleteBelow(model: Model, path: string): void {
  for (const key of [...model.keys()]) if (key.startsWith(`${path}/`)) model.delete(key)
}

/** The path of a node, without a slash at either end. */
function pathOf(node: UnionNode): string {
  const parts: string[] = []
  for (let at: UnionNode | undefined = node; at?.parent; at = at.parent) parts.push(at.name)
  return parts.reverse().join('/')
}
