import { describe, expect, it } from 'vitest'
import { patternImage } from './pattern-css'

describe('patternImage', () => {
  it('is a picture of its own for every slot but the bedrock’s', () => {
    const images = Array.from({ length: 12 }, (_, slot) => patternImage(slot))
    expect(images[0]).toBeUndefined()
    expect(new Set(images).size).toBe(12)
    for (const image of images.slice(1)) {
      const [, text = ''] = /^url\("data:image\/svg\+xml,([^"()]*)"\)$/.exec(image ?? '') ?? []
      expect(decodeURIComponent(text)).toMatch(
        /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg".*<path d=.*\/svg>$/,
      )
    }
  })
})
