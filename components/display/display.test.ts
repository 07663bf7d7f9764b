import { describe, expect, it } from 'vitest'
import { instructionOf } from './instruction'
import { layerColour } from './layer-colour'

describe('instructionOf', () => {
  it.each([
    ['/bin/sh -c #(nop) COPY dir:dd51994e46c77756c in . ', 'COPY dir:dd51994e46c77756c in .'],
    ['/bin/sh -c #(nop)  CMD ["/bin/bash"]', 'CMD ["/bin/bash"]'],
    ['/bin/sh -c rm -rf test.txt', 'RUN rm -rf test.txt'],
    ['RUN /bin/sh -c make /app # buildkit', 'RUN make /app'],
    ['COPY . /app # buildkit', 'COPY . /app'],
    ['', ''],
  ])('reads %j as %j', (createdBy, expected) => expect(instructionOf(createdBy)).toBe(expected))
})

describe('layerColour', () => {
  it('gives neighbours different colours and never the bedrock’s again', () => {
    const colours = Array.from({ length: 40 }, (_, position) => layerColour(position))
    for (const [index, colour] of colours.slice(1).entries()) {
      expect(colour).not.toBe(colours[index])
      expect(colour).not.toBe('var(--layer-0)')
    }
  })
})
