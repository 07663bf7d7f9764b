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
  const byPath = (a: TreeNode, b: TreeNode) => (a.path < b.path ? -1 : 1)
  if (sort === 'name')
    return rows.toSorted((a, b) => Number(b.directory) - Number(a.directory) || byPath(a, b))
  return rows.toSorted((a, b) => b.bytes - a.bytes || b.hiddenBytes - a.hiddenBytes || byPath(a, b))
}

/** Whether a text is meant as a glob. */
export function isGlob(text: string): boolean {
  return /[*?[\]{}]/.test(text)
}
