import { describe } from 'vitest'
import { startContainerdDocker } from '../engines/containerd'
import { hasNewer, NO_NEWER } from '../engines/newer'
import { pullsInto } from './pull-suite'

describe(`a pull into the containerd store${hasNewer ? '' : `, ${NO_NEWER}`}`, () => {
  pullsInto({ store: 'containerd', start: () => startContainerdDocker(), runs: hasNewer })
})
