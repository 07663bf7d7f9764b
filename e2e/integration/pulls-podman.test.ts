import { describe } from 'vitest'
import { hasNewer, NO_NEWER } from '../engines/newer'
import { startPodman } from '../engines/podman'
import { pullsInto } from './pull-suite'

describe(`a pull into containers-storage${hasNewer ? '' : `, ${NO_NEWER}`}`, () => {
  pullsInto({
    store: 'containers-storage',
    start: () => startPodman({ name: 'puller' }),
    runs: hasNewer,
  })
})
