import { describe, expect, it } from 'vitest'
import { layerColour } from '@/components/display/layer-colour'

describe('layerColour', () => {
  it('gives neighbours different colours and never the bedrock’s again', () => {
    const colours = Array.from({ length: 40 }, (_, position) => layerColour(position))
    for (const [index, colour] of colours.slice(1).entries()) {
      expect(colour).not.toBe(colours[index])
      expect(colour).not.toBe('var(--layer-0)')
    }
  })
})
