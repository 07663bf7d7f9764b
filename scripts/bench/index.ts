/**
 * `npm run bench`: speed as ratios to a peer of the same run, or against a limit. Needs docker-registry
 * (Debian: apt-get install docker-registry) and a built app. Exits 1 when a limit is missed.
 */
import { benchAnswer } from './answer'
import { benchLayers } from './layers'
import { benchLoad } from './load'
import { benchMatrix } from './matrix'
import { benchMeasures } from './measures'
import { benchPage } from './page'
import { benchPicture } from './picture'
import { benchPullTime } from './pull-time'
import { benchRedraw } from './redraw'
import { benchRegistry } from './registry'
import { benchReport } from './report'
import { benchRollout } from './rollout'
import { benchSnapshot } from './snapshot'
import { stopAll } from './started'
import { benchTags } from './tags'

for (const bench of [
  benchRegistry,
  benchAnswer,
  benchLoad,
  benchTags,
  benchMeasures,
  benchMatrix,
  benchLayers,
  benchRollout,
  benchPullTime,
  benchPicture,
  benchSnapshot,
  benchReport,
  benchRedraw,
  benchPage,
]) {
  try {
    await bench()
  } finally {
    await stopAll()
  }
}
