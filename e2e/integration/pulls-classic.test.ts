import { describe } from 'vitest'
import { startDocker } from '../engines/docker'
import { pullsInto } from './pull-suite'

describe('a pull into the classic store', () => {
  pullsInto({ store: 'classic', start: () => startDocker({ name: 'puller' }) })
})
