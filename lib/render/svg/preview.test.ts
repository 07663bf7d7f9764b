import { describe, expect, it } from 'vitest'
import type { Preview } from '../../document/preview'
import { PREVIEW_SIZE, previewPicture } from './preview'
import { layersPreview, strategiesPreview } from './previews.testing'
import { textWidth } from './text-width'
import { readXml } from './xml.testing'

const LONG = 'registry.example.com/a-team/of-many/with-long-names 이름이 아주 긴 '.repeat(8)
interface Line {
  readonly left: number
  readonly right: number
  readonly y: number
  readonly text: string
}

/** The lines of text outside of the mark, as wide as they are drawn at most. */
function linesOf(svg: string): readonly Line[] {
  return [...svg.replace(/<g transform.*?<\/g>/, '').matchAll(/<text ([^>]*)>([^<]*)</g)].map(
    ([, attributes = '', text = '']) => {
      const at = (name: string) => Number(new RegExp(`(?:^| )${name}="([\\d.]+)"`).exec(attributes)?.[1] ?? 0)
      const width = textWidth(text, at('font-size'), at('font-weight') === 700)
      const left = attributes.includes('text-anchor="end"') ? at('x') - width : at('x')
      return { left, right: left + width, y: at('y'), text }
    },
  )
}

const previews: readonly (readonly [string, Preview])[] = ['Short', LONG].flatMap((text) => [
  ...[1, 2, 3, 4, 5, 6].map((count) => [`${count} strategies`, strategiesPreview(count, text)] as const),
  ...[1, 7, 127].map((count) => [`${count} layers`, layersPreview(count, text)] as const),
  ['nothing', { kind: 'plain', page: 'Tag', title: text, text }] as const,
])

describe('previewPicture', () => {
  it.each(previews)('keeps all texts of %s in the picture and apart, however long', (_, preview) => {
    const svg = previewPicture(preview, 'light')
    expect(readXml(svg).elements).toContain('text')
    const lines = linesOf(svg)
    for (const line of lines) {
      expect(line.left, line.text).toBeGreaterThanOrEqual(55.9)
      expect(line.right, line.text).toBeLessThanOrEqual(PREVIEW_SIZE.width - 55.9)
      expect(line.y, line.text).toBeLessThanOrEqual(PREVIEW_SIZE.height - 32)
      const beside = lines.filter((other) => other !== line && Math.abs(other.y - line.y) < 12)
      for (const other of beside) expect(line.right <= other.left || other.right <= line.left).toBe(true)
    }
  })

  it('says the smallest figure in green, and hatches what is reused', () => {
    const svg = previewPicture(strategiesPreview(2, 'Name'), 'dark')
    expect(svg.match(/font-weight="700"[^>]*>≈1023/g)).toHaveLength(2)
    expect(svg.match(/fill="#6fd09c"/g)).toHaveLength(2)
    expect(svg.match(/stroke-width="1.8"/g)).toHaveLength(2)
  })

  it('has two lines of its sentence above few strategies, one above more, and none above six', () => {
    const lines = [2, 3, 4, 5, 6].map((count) => {
      const preview = { ...strategiesPreview(count, 'Name'), verdict: 'verdict '.repeat(60) }
      return readXml(previewPicture(preview, 'light')).texts.filter((text) => text.startsWith('verdict'))
        .length
    })
    expect(lines).toEqual([2, 2, 1, 1, 0])
  })

  it('spreads the figures of a tag no farther than there is room', () => {
    const lefts = (length: number) => {
      const figures = [1, 2, 3, 4].map(() => ({ label: 'L', text: 'M'.repeat(length) }))
      const lines = linesOf(previewPicture({ ...layersPreview(1, 'Short'), figures }, 'light'))
      return lines.filter(({ text }) => text.startsWith('M')).map(({ left, right }) => [left, right] as const)
    }
    const gap = (places: ReturnType<typeof lefts>) => places[1]![0] - places[0]![1] - textWidth('L', 18) - 10
    expect(gap(lefts(2))).toBeCloseTo(36, 0)
    expect(lefts(10).at(-1)?.[1]).toBeCloseTo(1144, 0)
    expect(gap(lefts(10))).toBeCloseTo(
      (1088 - 4 * (10 + textWidth('L', 18) + textWidth('M'.repeat(10), 28, true))) / 3,
      0,
    )
  })

  it('sets the rows of layers closer where a line follows', () => {
    const pitch = (below: string) => {
      const svg = previewPicture({ ...layersPreview(7, LONG), below }, 'light')
      const rows = [...svg.matchAll(/y="(\d+)" width="16"/g)].map(([, y]) => Number(y))
      return rows.at(-1)! - rows[0]!
    }
    expect(pitch('') - pitch('and more')).toBe((28 / 7) * 6)
  })

  it('has the parts of the source line that say how it was read, whatever else there is no room for', () => {
    for (const preview of [strategiesPreview(6, LONG), strategiesPreview(2, LONG)]) {
      expect(readXml(previewPicture(preview, 'light')).texts).toContain(
        'Docker · transfer bytes · 2026-01-02 03:04 UTC',
      )
    }
  })
})
