// Longer than most: every kind of chart, with what is said of all of them.
import { describe, expect, it } from 'vitest'
import type { CardChart } from '../../document/document'
import { bytesAxis } from './axis'
import { type ChartOptions, preferredWidth, sizedChart } from './chart'
import { legendOf, madeBars, madeHeat, madeLines, madeStack, madeTimeline } from './documents.testing'
import { markerOf } from './markers'
import { THEMES } from './theme'
import { readXml } from './xml.testing'

const made = { strategies: 3, tags: 5 }
const options: ChartOptions = {
  theme: 'light',
  units: 'decimal',
  width: 800,
  legend: legendOf(made),
  ids: 'a-',
}
const kinds: readonly CardChart[] = [
  madeBars(made),
  madeLines(made),
  madeHeat(made),
  madeTimeline(6),
  madeStack(6),
]
const { accents, surface } = THEMES.light

/** Paths of a picture by the value of one of their attributes. */
const count = (svg: string, text: string) => svg.split(text).length - 1

describe.each(kinds)('a chart of $kind', (chart) => {
  it('says its title and note to those who do not see it', () => {
    const svg = sizedChart(chart, options).svg
    expect(svg).toMatch(/^<svg [^>]*role="img" aria-labelledby="a-title a-desc"/)
    expect(svg).toContain(`<title id="a-title">${chart.title}</title>`)
    expect(svg).toContain(`<desc id="a-desc">${chart.note}</desc>`)
  })

  it('begins all of its ids as the options say, in both themes', () => {
    for (const theme of ['light', 'dark'] as const) {
      const { attributes } = readXml(sizedChart(chart, { ...options, theme }).svg)
      for (const [name, value] of attributes) if (name === 'id') expect(value).toMatch(/^a-/)
    }
  })

  it('is as wide as the options say and as high as it says', () => {
    const { svg, height } = sizedChart(chart, options)
    expect(svg).toContain(`width="800" height="${height}" viewBox="0 0 800 ${height}"`)
  })
})

describe('bars', () => {
  it('names strategies by colour and mark, at the bars and in the legend', () => {
    const svg = sizedChart(madeBars(made), options).svg
    for (const { colour, name } of legendOf(made)) {
      expect(svg).toContain(`>${name}</text>`)
      expect(count(svg, `d="${markerOf(colour)}"`)).toBeGreaterThan(made.tags - 1)
    }
    const bare = sizedChart(madeBars(made), { ...options, names: false }).svg
    expect(bare).not.toContain('Fixed base')
    expect(count(bare, `d="${markerOf(0)}"`)).toBe(made.tags)
  })

  it('tells shared layers apart by colour and pattern, and hatches what is reused in no layer’s colour', () => {
    const svg = sizedChart(madeBars(made), options).svg
    expect(count(svg, '<pattern')).toBeGreaterThan(4)
    expect(svg).toContain(`fill="${THEMES.light.sunken}"`)
    const fresh = sizedChart(madeBars({ strategies: 1, tags: 1 }), options).svg
    expect(fresh).not.toContain(`fill="${THEMES.light.sunken}"`)
  })

  it('draws no bar for what is unknown, and says so', () => {
    const svg = sizedChart(madeBars({ strategies: 1, tags: 12 }), { ...options, legend: [] }).svg
    expect(readXml(svg).texts.filter((text) => text === '—')).toHaveLength(1)
  })

  it('prints round ticks in the units of the page', () => {
    const texts = (units: 'decimal' | 'binary') =>
      readXml(sizedChart(madeBars(made), { ...options, units }).svg).texts
    expect(texts('decimal')).toEqual(expect.arrayContaining(['0B', '200MB', '400MB', '600MB']))
    expect(texts('binary')).toEqual(expect.arrayContaining(['0B', '200MiB', '400MiB', '600MiB']))
  })

  it('has rows of bars that can be read, six at most, and then narrower ones', () => {
    const groups = (count: number) => madeBars({ strategies: 1, tags: count, tagOf: () => '' })
    const room = (count: number) => bytesAxis(600e6 + count * 9e6, 'decimal').room + 4
    const texts = (count: number, wide: number) =>
      readXml(
        sizedChart(groups(count), { ...options, legend: [], names: false, width: room(count) + wide }).svg,
      ).texts
    const rows = (count: number, wide: number) => texts(count, wide).filter((text) => text === '0B').length
    // A bar takes 15 of 84 hundredths of its step.
    const least = (10 * 15) / 0.84
    expect([rows(10, least + 0.1), rows(10, least - 0.1), rows(10, least / 2 - 0.1)]).toEqual([1, 2, 3])
    expect(rows(600, 100)).toBe(6)
    expect(texts(600, 100)).toContain(`… +${600 - 6 * 21}`)
  })

  it('goes on in further rows before bars get too thin, and counts what is left', () => {
    const heightOf = (tags: number) => sizedChart(madeBars({ strategies: 3, tags }), options).height
    expect(heightOf(60)).toBeGreaterThan(2 * heightOf(8))
    const texts = readXml(sizedChart(madeBars({ strategies: 3, tags: 3000 }), options).svg).texts
    expect(texts.some((text) => /^… \+2,\d{3}$/.test(text))).toBe(true)
  })
})

describe('lines', () => {
  const lines = (values: readonly (number | undefined)[]): CardChart => ({
    kind: 'lines',
    bytesOf: 'transfer',
    title: 't',
    note: 'n',
    places: values.map((_, index) => String(index)),
    lines: [{ name: 'Chained', colour: 0, values }],
  })

  it('leave a gap where nothing is known, and a mark where a value stands alone', () => {
    const svg = sizedChart(lines([1, 2, undefined, 4, undefined, 6, 7]), { ...options, names: false }).svg
    const path = svg.match(/<path d="(M[^"]*)" fill="none" stroke="#0b6fb0" stroke-width="2"/)?.[1] ?? ''
    expect(path.match(/M/g)).toHaveLength(3)
    expect(path.match(/L/g)).toHaveLength(2)
    expect(count(svg, `d="${markerOf(0)}"`)).toBe(5)
  })

  const several = (values: readonly (readonly number[])[], dashed = false): CardChart => ({
    ...{ kind: 'lines', bytesOf: 'transfer', title: 't', note: 'n', places: ['1', '2', '3'] },
    lines: values.map((one, index) => ({ name: `${index}`, colour: 0, dashed, values: one })),
  })
  const drawn = (chart: CardChart, attribute: string) =>
    [
      ...sizedChart(chart, { ...options, names: false, legend: [] }).svg.matchAll(
        /<path [^>]*stroke-linejoin[^>]*>/g,
      ),
    ].map(([path]) => new RegExp(`${attribute}="([^"]*)"`).exec(path)?.[1])

  it('of one colour have dashes of their own, those of another kind always some', () => {
    const five = [1, 2, 3, 4, 5].map((value) => [value, value * 2, value])
    const dashes = [undefined, '7 4', '2 3', '9 3 2 3']
    expect(drawn(several(five), 'stroke-dasharray')).toEqual([...dashes, undefined])
    expect(drawn(several(five, true), 'stroke-dasharray')).toEqual(['7 4', '7 4', '2 3', '9 3 2 3', '7 4'])
    const colours = several(five)
    if (colours.kind !== 'lines') throw new Error('lines expected')
    const other = { ...colours, lines: colours.lines.map((line, colour) => ({ ...line, colour })) }
    expect(drawn(other, 'stroke-dasharray')).toEqual(five.map(() => undefined))
  })

  it('are wider the more others run over them', () => {
    const same = [1, 2, 3]
    const widths = (...values: number[][]) => drawn(several(values), 'stroke-width')
    expect(widths(same, same, same, same, same)).toEqual(['7.25', '7.25', '5.5', '3.75', '2'])
    expect(widths([1, 2, 3], [1, 2, 9])).toEqual(['3.75', '2'])
    expect(widths([1, 2, 3], [1, 9, 3])).toEqual(['2', '2'])
    expect(widths([1, 2, 3], [9, 2, 9])).toEqual(['2', '2'])
  })

  it('name themselves where the legend does not, dashed ones apart', () => {
    const svg = sizedChart(madeLines(made), { ...options, names: false }).svg
    expect(svg).toContain('Chained, as added up')
    expect(svg).toContain('stroke-dasharray')
    const namedBy = (name: string, colour: number) => {
      const legend = [
        { name: 'Other', colour: 0 },
        { name, colour },
      ]
      return !sizedChart(lines([1, 2]), { ...options, legend, names: false }).svg.includes('>Chained<')
    }
    expect([namedBy('Chained', 0), namedBy('Chained', 1), namedBy('chained', 0)]).toEqual([
      true,
      false,
      false,
    ])
  })
})

describe('heat', () => {
  it('prints figures in large cells, and 0 and unknown as what they are', () => {
    const { texts } = readXml(sizedChart(madeHeat(made), { ...options, width: 1200 }).svg)
    expect(texts).toEqual(
      expect.arrayContaining(['600.00M', '0', '–', '(nothing)', 'Chained', 'Fixed base (≈)']),
    )
  })

  it('is colours and their scale alone where cells are small, and stays small itself', () => {
    const svg = sizedChart(madeHeat({ strategies: 6, tags: 80 }), { ...options, width: 1500 }).svg
    const { texts } = readXml(svg)
    expect(texts).not.toContain('600.00M')
    expect(texts.filter((text) => /^[\d.]+(kB|MB|GB)$/.test(text))).toHaveLength(4)
    expect(svg.length).toBeLessThan(3_000_000)
  })

  it('counts the tags that it does not draw', () => {
    const { texts } = readXml(sizedChart(madeHeat({ strategies: 1, tags: 400 }), options).svg)
    expect(texts.some((text) => /^… \+2\d\d$/.test(text))).toBe(true)
  })
})

describe('timeline', () => {
  it('has a bar for each download and for each unpacking, and none for what is reused', () => {
    const svg = sizedChart(madeTimeline(9), options).svg
    expect(count(svg, `height="8" rx="1.5" fill="${accents[0]}"`)).toBe(5)
    expect(count(svg, `height="8" rx="1.5" fill="${surface}" stroke="${accents[2]}"`)).toBe(5)
    expect(count(svg, 'fill="url(#a-reused)"')).toBe(3)
  })

  it.each([
    [9999, ['0 s', '2.5 s', '5 s', '7.5 s']],
    [10_000, ['0 s', '2.5 s', '5 s', '7.5 s', '10 s']],
    [40_000, ['0 s', '10 s', '20 s', '30 s', '40 s']],
    [1, ['0 s', '0.00025 s', '0.0005 s', '0.00075 s', '0.001 s']],
  ])('of %d ms has round seconds', (totalMs, seconds) => {
    const chart: CardChart = { kind: 'timeline', title: 't', note: 'n', totalMs, lanes: [] }
    expect(readXml(sizedChart(chart, options).svg).texts.filter((text) => / s$/.test(text))).toEqual(seconds)
  })

  it('counts the layers that it does not draw', () => {
    const texts = (layers: number) => readXml(sizedChart(madeTimeline(layers), options).svg).texts
    expect(texts(130).some((text) => text.startsWith('…'))).toBe(false)
    expect(texts(131)).toContain('… +1')
  })

  it('ends where the pull ends, in round seconds', () => {
    expect(readXml(sizedChart(madeTimeline(9), options).svg).texts).toEqual(
      expect.arrayContaining(['0 s', '2 s', '4 s', '6 s']),
    )
  })
})

describe('the width in which a chart is read well', () => {
  it('has room for what it says', () => {
    const timeline = (label: string): CardChart => ({
      ...{ kind: 'timeline', title: 't', note: 'n', totalMs: 1 },
      lanes: [{ label, reused: false }],
    })
    expect([
      preferredWidth(timeline('x'.repeat(40)), 1),
      preferredWidth(timeline('x'.repeat(41)), 1),
    ]).toEqual([860, 1118])
    expect(preferredWidth(madeLines({ strategies: 1, tags: 40 }), 1)).toBe(960)
    expect(preferredWidth(madeHeat({ strategies: 4, tags: 2 }), 4)).toBe(606)
    expect(preferredWidth(madeHeat({ strategies: 0, tags: 2 }), 0)).toBe(0)
    expect(
      [0, 1, 3].map((strategies) => preferredWidth(madeBars({ strategies: 1, tags: 2 }), strategies)),
    ).toEqual([190, 190, 342])
  })
})

describe('stack', () => {
  it('counts the layers that it does not draw', () => {
    const of = (count: number) => sizedChart(madeStack(count), options)
    expect(readXml(of(260).svg).texts.some((text) => text.startsWith('…'))).toBe(false)
    const more = of(1261)
    expect(more.svg).toContain(`<text x="118" y="${260 * 22 + 16}"`)
    expect(readXml(more.svg).texts).toContain('… +1,001')
    expect([of(13).height, of(14).height, more.height]).toEqual([302, 310, 260 * 22 + 22])
  })

  it('has the base at the bottom, and says what is not known', () => {
    const { texts } = readXml(sizedChart(madeStack(6), options).svg)
    expect(texts.indexOf('base: centos')).toBeGreaterThan(
      texts.findIndex((text) => text.includes('install-5')),
    )
    expect(texts).toContain('—')
  })

  it('keeps rows apart however thin their layers are', () => {
    const layers = Array.from({ length: 60 }, (_, slot) => ({
      label: `l${slot}`,
      slot,
      bytes: slot === 30 ? 1e9 : 1,
      text: '',
    }))
    const svg = sizedChart({ kind: 'stack', bytesOf: 'unpacked', title: 't', note: 'n', layers }, options).svg
    const rows = [...svg.matchAll(/y="([\d.]+)"[^>]*>l\d+</g)].map(([, y]) => Number(y))
    expect(rows).toHaveLength(60)
    for (const [index, y] of rows.entries())
      if (index > 0) expect(y - (rows[index - 1] ?? 0)).toBeGreaterThanOrEqual(21.9)
    expect(svg).toContain(surface)
  })
})
