import { cachedImages } from './cached-images'
import { downloadCached, downloadUncached } from './download'
import { layers } from './layers'
import { localSize } from './local-size'
import type { Measure } from './measure'
import { registrySize } from './registry-size'
import { releasesLeft } from './releases-left'
import { shareWithPrevious } from './share'

/** Every figure that a tag has, in the order of the tables. */
export const measures: readonly Measure[] = [
  layers,
  localSize,
  registrySize,
  downloadUncached('transfer'),
  downloadUncached('unpacked'),
  downloadCached('transfer'),
  downloadCached('unpacked'),
  cachedImages,
  shareWithPrevious('transfer'),
  shareWithPrevious('unpacked'),
  releasesLeft,
]
