import type { WasteReport } from '@/lib/analysis/chain-report'

interface HiddenParts {
  /** By position, base first. */
  readonly parts: readonly { readonly position: number; readonly bytes: number }[]
  /** Hidden bytes of further layers, and of paths that the report leaves out. */
  readonly rest: number
}

/** Hidden bytes by the layer that stores them: the `most` largest by themselves. */
export function hiddenParts({ hidden, hiddenBytes }: WasteReport, most: number): HiddenParts {
  const sums = new Map<number, number>()
  for (const { from, bytes } of hidden) sums.set(from, (sums.get(from) ?? 0) + bytes)
  const parts = [...sums]
    .map(([position, bytes]) => ({ position, bytes }))
    .sort((a, b) => b.bytes - a.bytes)
    .slice(0, most)
    .sort((a, b) => a.position - b.position)
  return { parts, rest: hiddenBytes - parts.reduce((sum, { bytes }) => sum + bytes, 0) }
}
