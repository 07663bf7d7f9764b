import { inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { cardPicture } from '../render/svg/card'
import { sizedChart } from '../render/svg/chart'
import { legendOf, madeBars, madeDocument } from '../render/svg/documents.testing'
import { FONT_FAMILY, svgPicture, textLine } from '../render/svg/svg'
import { pngOf as draw, pngScale } from './png'

const staying = new AbortController().signal
const pngOf = (svg: string, scale: number) => draw(() => svg, scale, staying)

interface Decoded {
  readonly width: number
  readonly height: number
  /** Bytes a pixel: 3 without alpha, 4 with it. */
  readonly channels: number
  /** Rows, each behind the byte of its filter. */
  readonly rows: Buffer
}

function decode(png: Uint8Array): Decoded {
  const file = Buffer.from(png)
  expect(file.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a')
  const parts: Buffer[] = []
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at)
    if (file.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(file.subarray(at + 8, at + 8 + length))
    at += 12 + length
  }
  return {
    width: file.readUInt32BE(16),
    height: file.readUInt32BE(20),
    channels: file[25] === 6 ? 4 : 3,
    rows: inflateSync(Buffer.concat(parts)),
  }
}

/** A line of black text on white. */
function lineOf(text: string, bold = false): string {
  const ground = '<rect width="300" height="60" fill="#ffffff"/>'
  const line = textLine(10, 40, text, { size: 24, bold, fill: '#000000' })
  return svgPicture({ width: 300, height: 60, title: 't', description: '', ids: '', content: ground + line })
}

/** How much black a picture has. */
async function inkOf(svg: string): Promise<number> {
  const { width, height, rows, channels } = decode(await pngOf(svg, 1))
  expect(channels).toBe(3)
  let ink = 0
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) ink += 255 - (rows[y * (3 * width + 1) + 1 + 3 * x] ?? 255)
  }
  return ink / 255
}

// The first picture waits for a thread, the rasteriser and the fonts.
describe('pngOf', { timeout: 30_000 }, () => {
  const card = cardPicture(madeDocument({ strategies: 2, tags: 4 }), { theme: 'light', show: 'both' })
  const [, width = '', height = ''] = /width="(\d+)" height="(\d+)"/.exec(card) ?? []

  it.each([1, 2, 3])('draws a card at %i times its size', async (scale) => {
    const png = decode(await pngOf(card, scale))
    expect([png.width, png.height]).toEqual([Number(width) * scale, Number(height) * scale])
    expect(png.rows).toHaveLength(png.height * (png.width * png.channels + 1))
    expect(new Set(png.rows.subarray(0, 1_000_000)).size).toBeGreaterThan(50)
  })

  it('draws Latin, Hangul and signs in both weights, with the fonts that ship with the app', async () => {
    const empty = await inkOf(lineOf(' '))
    for (const text of ['788MB', '로컬 용량', '≈', '●', '→', '—', '×']) {
      const [regular, bold] = [await inkOf(lineOf(text)), await inkOf(lineOf(text, true))]
      expect(regular, text).toBeGreaterThan(empty)
      expect(bold, text).toBeGreaterThanOrEqual(regular)
    }
    expect(lineOf('x')).toContain(FONT_FAMILY.replaceAll("'", '&#39;'))
  })

  it('draws a sign of another file beside letters that fonts join', async () => {
    const alone = (await inkOf(lineOf('first'))) + (await inkOf(lineOf('≈')))
    expect(await inkOf(lineOf('first ≈'))).toBeCloseTo(alone, 0)
  })

  it('draws what no font has as boxes', async () => {
    expect(await inkOf(lineOf('😀 שלום'))).toBeGreaterThan(await inkOf(lineOf('-')))
  })

  it('keeps the clear ground of a chart alone', async () => {
    const made = { strategies: 2, tags: 3 }
    const options = { theme: 'dark', units: 'decimal', width: 600, legend: legendOf(made) } as const
    expect(decode(await pngOf(sizedChart(madeBars(made), options).svg, 1)).channels).toBe(4)
  })

  it('fails for what is no picture, and goes on with the next', async () => {
    await expect(pngOf('<svg', 1)).rejects.toThrow('cannot be drawn')
    await expect(pngOf('', 1)).rejects.toThrow('cannot be drawn')
    expect(decode(await pngOf(lineOf('next'), 1)).width).toBe(300)
  })

  it('draws several at a time', async () => {
    const all = await Promise.all(
      Array.from({ length: 5 }, (_, index) => pngOf(lineOf(`picture ${index}`), 1)),
    )
    expect(new Set(all.map((png) => Buffer.from(png).toString('hex'))).size).toBe(5)
  })

  it('draws nothing for those who have left, and goes on with the next', async () => {
    const leaves = new AbortController()
    const written: string[] = []
    const ask = (name: string, signal: AbortSignal) =>
      draw(() => `${written.push(name) && lineOf(name)}`, 1, signal)
    const [drawn, waiting, next] = [
      ask('drawn', leaves.signal),
      ask('waiting', leaves.signal),
      ask('next', staying),
    ]
    await expect.poll(() => written, { interval: 1 }).toEqual(['drawn'])
    leaves.abort(new Error('left'))
    for (const left of [drawn, waiting]) await expect(left).rejects.toThrow('left')
    expect(decode(await next).width).toBe(300)
    expect(written).toEqual(['drawn', 'next'])
  })
})

describe('pngScale', () => {
  const sized = (width: number, height: number) =>
    svgPicture({ width, height, title: 't', description: '', ids: '', content: '' })

  it('is what was asked for', () => {
    expect(pngScale(sized(1600, 4000), 2)).toBe(2)
  })

  it('falls where the PNG would be too large to open', () => {
    const scale = pngScale(sized(1600, 12_000), 3)
    expect(scale).toBeLessThan(2)
    expect(1600 * 12_000 * scale ** 2).toBeCloseTo(48_000_000, 0)
    expect(pngScale(sized(100, 60_000), 1)).toBe(0.5)
  })
})
