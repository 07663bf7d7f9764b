declare const kind: unique symbol

type Bytes<Kind extends string> = number & { readonly [kind]: Kind }

/** Bytes of file content that a layer adds on a host. */
export type UnpackedBytes = Bytes<'unpacked'>
/** Length of a blob as sent over the network. */
export type TransferBytes = Bytes<'transfer'>

type AnyBytes = UnpackedBytes | TransferBytes

/** Adds byte counts of one kind: the only sum of bytes, so that two kinds are never added up. */
export function sumBytes<B extends AnyBytes>(parts: Iterable<B>): B {
  let sum = 0
  for (const part of parts) sum += part
  return sum as B
}
