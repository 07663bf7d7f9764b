declare const kind: unique symbol

type Bytes<Kind extends string> = number & { readonly [kind]: Kind }

/** Bytes of file content that a layer adds on a host. */
export type UnpackedBytes = Bytes<'unpacked'>
/** Length of a blob as sent over the network. */
export type TransferBytes = Bytes<'transfer'>

/** Which bytes a download column counts: the network's (`transfer`) or the articles' (`unpacked`). */
export type Basis = 'transfer' | 'unpacked'

export const otherBasis = (basis: Basis): Basis => (basis === 'transfer' ? 'unpacked' : 'transfer')
