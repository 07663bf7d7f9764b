import fc from 'fast-check'
import { expect, it } from 'vitest'
import { CORPUS } from './corpus'
import { TARGETS, tryOne } from './targets'

it.each(TARGETS)('$name is read or refused, whatever it is', (target) => {
  fc.assert(
    fc.property(target.input, (input) => tryOne(target, input)),
    { numRuns: 150 },
  )
})

it('what was found once stays mended', () => {
  for (const [name, input] of CORPUS) {
    const target = TARGETS.find((one) => one.name === name)
    expect(target, name).toBeDefined()
    tryOne(target!, input)
  }
})
