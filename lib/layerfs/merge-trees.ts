import type { TreeNode } from './tree'

interface Merged extends Omit<TreeNode, 'children'> {
  directory: boolean
  bytes: number
  hiddenBytes: number
  files: number
  readonly children: Merged[]
  readonly byName: Map<string, Merged>
}

/**
 * The paths of all trees as one, whose order by size no tree changes: of each path the most bytes that any has. One tree
 * at a time is looked at.
 */
export function mergeTrees(trees: Iterable<TreeNode>): TreeNode {
  const root = made({ name: '', path: '', directory: true })
  for (const tree of trees) add(root, tree)
  return root
}

const made = (of: Pick<TreeNode, 'name' | 'path' | 'directory'>): Merged => ({
  ...{ name: of.name, path: of.path, directory: of.directory },
  ...{ bytes: 0, hiddenBytes: 0, files: 0, shadows: [], children: [], byName: new Map() },
})

function add(into: Merged, node: TreeNode): void {
  into.directory ||= node.directory
  into.bytes = Math.max(into.bytes, node.bytes)
  into.hiddenBytes = Math.max(into.hiddenBytes, node.hiddenBytes)
  into.files = Math.max(into.files, node.files)
  for (const child of node.children) {
    let own = into.byName.get(child.name)
    if (!own) {
      own = made(child)
      into.byName.set(child.name, own)
      into.children.push(own)
    }
    add(own, child)
  }
}

/** Looks paths of a tree up; those of one directory cost as much as there are. */
export function finderIn(root: TreeNode): (path: string) => TreeNode | undefined {
  const directories = new Map<TreeNode, ReadonlyMap<string, TreeNode>>()
  return (path) => {
    let node: TreeNode | undefined = root
    for (const name of path === '' ? [] : path.split('/')) {
      if (!node) return undefined
      let children = directories.get(node)
      if (!children) {
        children = new Map(node.children.map((child) => [child.name, child]))
        directories.set(node, children)
      }
      node = children.get(name)
    }
    return node
  }
}
