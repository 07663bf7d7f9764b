import { describe } from 'vitest'
import { hasNewer, NO_NEWER } from '../engines/newer'
import { startPodman } from '../engines/podman'
import { chanceCases, PULL_CASES } from '../engines/pull-cases'
import { pullsInto } from './pull-suite'

describe(`a pull into containers-storage${hasNewer ? '' : `, ${NO_NEWER}`}`, () => {
  const cases = [...PULL_CASES, ...chanceCases('podman', 4, 6)]
  pullsInto({
    store: 'containers-storage',
    start: () => startPodman({ name: 'puller' }),
    runs: hasNewer,
    cases,
  })
})
