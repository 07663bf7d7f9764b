import { type NumberCell, unknown } from '../cell'
import type { Measure, TagContext } from './measure'

const STORED = {
  unit: 'bytes',
  perBasis: false,
  cards: ['total'],
  optional: true,
  sortable: false,
  smallestIsBest: false,
} as const

/** Transfer bytes on a registry's disk that holds this tag and all before it: each distinct blob once. */
export const storedRegistry = {
  ...STORED,
  id: 'registry-so-far',
  column: 'registrySoFar',
  bytesOf: 'transfer',
  topic: 'registry-so-far',
  formula: 'Σ length(blob), distinct over this tag and all before it',
  sources: ['descriptor'],
} as const satisfies Measure

/**
 * Bytes on the disk of a host that keeps this tag and all before it: unpacked, each distinct chainID once, and each
 * distinct blob once where the store keeps them.
 */
export const storedHost = {
  ...STORED,
  id: 'host-so-far',
  column: 'hostSoFar',
  bytesOf: 'unpacked',
  topic: 'host-so-far',
  formula:
    'Σ unpacked(layer), distinct chainIDs + Σ length(blob), distinct, where blobs are kept, over this tag and all before it',
  sources: ['chainId', 'unpacker'],
} as const satisfies Measure

export const storedRegistryOf = ({ stored }: TagContext): NumberCell => stored.registry
export const storedHostOf = ({ stored }: TagContext): NumberCell => stored.host

/**
 * A sum over tags is one of all of them or none: what lacks a tag is no total.
 *
 * @param missing  tags that could not be read, of `total`
 */
export function sumOfAll(cell: NumberCell, missing: number, total: number): NumberCell {
  if (cell.kind === 'unknown' || missing === 0) return cell
  return unknown('bytes', { code: 'incomplete', data: { missing, total } })
}
