import type { TreeNode } from './tree'

export type RowSort = 'size' | 'name'

/** What is in a directory; undefined when there is no such directory. */
export function childrenAt(root: TreeNode, path: string): readonly TreeNode[] | undefined {
  let node: TreeNode | undefined = root
  for (const name of path === '' ? [] : path.split('/')) {
    node = node?.children.find((child) => child.name === name)
  }
  return node?.children
}

/** All paths that are no directories, at any depth, and those directories that something happened to. */
export function flatRows(
  root: TreeNode,
  wanted: (path: string) => boolean = () => true,
): readonly TreeNode[] {
  const rows: TreeNode[] = []
  const visit = (node: TreeNode) => {
    const listed = !node.directory || (node.change === 'deleted' && node.path !== '')
    if (listed && wanted(node.path)) rows.push(node)
    for (const child of node.children) visit(child)
  }
  visit(root)
  return rows
}

/** Sorts rows: the largest first, counting what they hide, or by name. Equal ones stand by path. */
export function sortRows(rows: readonly TreeNode[], sort: RowSort): readonly TreeNode[] {
  // Looked up once, not at each comparison.
  const keyed = rows.map((node) => ({ node, path: node.path }))
  type Keyed = (typeof keyed)[number]
  const byPath = (a: Keyed, b: Keyed) => (a.path < b.path ? -1 : 1)
  const byName = (a: Keyed, b: Keyed) => Number(b.node.directory) - Number(a.node.directory) || byPath(a, b)
  const bySize = (a: Keyed, b: Keyed) =>
    b.node.bytes - a.node.bytes || b.node.hiddenBytes - a.node.hiddenBytes || byPath(a, b)
  return keyed.sort(sort === 'name' ? byName : bySize).map(({ node }) => node)
}

/** Whether a text is meant as a glob. */
export function isGlob(text: string): boolean {
  return /[*?[\]{}]/.test(text)
}
