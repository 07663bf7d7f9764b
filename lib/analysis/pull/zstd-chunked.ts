import { containersStorage } from './containers-storage'
import type { StoreRule } from './rule'

/**
 * As containers-storage, on a host that pulls in part (`enable_partial_images` of its storage.conf): of a new layer that
 * is packed as zstd:chunked it fetches the table of contents and the files that no layer of the host has which came
 * with such a table. Reuse is by whole file. A layer whose table was not read is taken to be fetched whole, which is the
 * most that it can be.
 *
 * @see containers/storage pkg/chunked/storage_linux.go, pkg/chunked/cache_linux.go (findFileInOtherLayers)
 */
export const zstdChunked = {
  ...containersStorage,
  id: 'zstd-chunked',
  fetchesFiles: true,
} as const satisfies StoreRule
