import { describe, expect, it } from 'vitest'
import { AXIS_TEXT, axisLabels, bytesAxis, drawAxisLabels } from './axis'
import { textWidth } from './text-width'
import { THEMES } from './theme'
import { readXml } from './xml.testing'

const width = (text: string) => textWidth(text, AXIS_TEXT)

describe('axisLabels', () => {
  const name = 'release-1'
  const long = 'a-release-with-a-rather-long-name'

  it('stand level while all fit with air between them, cut where there is much room', () => {
    expect(axisLabels([name, '1'], width(name) + 8)).toEqual({ height: 20, slanted: false })
    expect(axisLabels([name, '1'], width(name) + 7.9).slanted).toBe(true)
    expect(axisLabels([long], 128)).toEqual({ height: 20, slanted: false })
    expect(axisLabels([long], 127.9).slanted).toBe(true)
    expect(axisLabels([], 0)).toEqual({ height: 20, slanted: false })
  })

  it('take the height of the widest, 120 pixels at most, where they are slanted', () => {
    const slant = Math.sin((35 * Math.PI) / 180)
    expect(axisLabels([name, '1'], 5).height).toBeCloseTo(width(name) * slant + 20)
    expect(axisLabels([long.repeat(9)], 5).height).toBeCloseTo(120 * slant + 20)
  })

  it('are left out where lines would touch, and cut by the edge and by their neighbours', () => {
    const drawn = (texts: readonly string[], step: number, slanted: boolean, first = 200) =>
      readXml(
        `<g>${drawAxisLabels({ slanted, height: 20 }, texts, (at) => first + at * step, 0, step, THEMES.light)}</g>`,
      ).texts
    const five = ['1', '2', '3', '4', '5']
    expect(drawn(five, 15, true)).toEqual(five)
    expect(drawn(five, 14.9, true)).toEqual(['1', '3', '5'])
    expect(drawn(five, 5, true)).toEqual(['1', '4'])
    expect(drawn(five, 5, false)).toHaveLength(5)
    expect(drawn([name], width(name) + 6.1, false)).toEqual([name])
    expect(drawn([name], width(name) + 5.9, false)[0]).toContain('…')
    const room = Math.cos((35 * Math.PI) / 180) * width(name)
    expect(drawn([name], 20, true, room + 0.1)).toEqual([name])
    expect(drawn([name], 20, true, room - 0.1)[0]).toContain('…')
    expect(width(drawn([long.repeat(9)], 20, true, 900)[0] ?? '')).toBeLessThanOrEqual(120)
  })
})

describe('bytesAxis', () => {
  it('has round steps in the units that are printed, and room for them', () => {
    const decimal = bytesAxis(612_700_000, 'decimal')
    expect([decimal.ticks, decimal.top]).toEqual([[0, 200e6, 400e6, 600e6, 800e6], 800e6])
    expect(decimal.room).toBe(Math.ceil(width('200MB')) + 12)
    const MiB = 1024 ** 2
    expect(bytesAxis(600 * MiB, 'binary').ticks).toEqual([0, 200, 400, 600].map((count) => count * MiB))
    expect(bytesAxis(4096, 'binary').ticks).toEqual([0, 1024, 2048, 3072, 4096])
    expect(bytesAxis(4095, 'binary').ticks.at(-1)).toBe(6000)
    expect(bytesAxis(0, 'binary')).toMatchObject({ ticks: [0, 0.25, 0.5, 0.75, 1], top: 1 })
  })
})
