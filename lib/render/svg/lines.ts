import type { LinesChart } from '../../document/document'
import { axisLabels, type BytesAxis, bytesAxis, drawAxisLabels, drawBytesAxis } from './axis'
import { drawLegend, type Named } from './legend'
import { marker } from './markers'
import type { Drawn, Plot } from './options'
import { element } from './svg'
import { accentOf, type PictureTheme, THEMES } from './theme'

const PLOT = 260
const HEAD = 12
const SIDE = 16
/** Marks of one line stand no closer. */
const MARK_STEP = 26
/** One dash pattern for each place among the lines of one colour. */
const DASHES = [undefined, '7 4', '2 3', '9 3 2 3'] as const

type Line = LinesChart['lines'][number]
type DashedLine = Line & { readonly dash: string | undefined }

/** Lines along the releases, distinct by mark and dash besides colour; a gap where nothing is known. */
export function drawLines({ chart, theme, units, width, legend, ...options }: Plot<LinesChart>): Drawn {
  const { names: named = true, plot = PLOT } = options
  const colours = THEMES[theme]
  const tallest = chart.lines.reduce(
    (most, { values }) => values.reduce<number>((top, value) => Math.max(top, value ?? 0), most),
    0,
  )
  const axis = bytesAxis(tallest, units)
  const entries = chart.lines.map((line, index) => ({ ...line, dash: dashOf(chart.lines, index) }))
  const said = namesOf(entries, legend, named)
  const names = said.length > 0 ? drawLegend(said, width, colours, 'lines') : { height: 0, content: '' }
  const room = width - axis.room - 4
  const place = { x: axis.room, y: names.height + HEAD, width: room, height: plot }
  const count = chart.places.length
  const step = (room - 2 * SIDE) / Math.max(1, count - 1)
  const at = (index: number) => axis.room + (count === 1 ? room / 2 : SIDE + index * step)
  // The first and the last label stand at the edges, where there is less room.
  const labels = axisLabels(chart.places, Math.min(step, 2 * SIDE + axis.room))
  const floor = place.y + plot
  const pen = { axis, floor, plot, at, step, colours }
  const parts = [
    names.content,
    drawBytesAxis(axis, place, units, colours),
    drawAxisLabels(labels, chart.places, at, floor, step, colours),
    // A line below others is the wider, so that it shows where they meet.
    ...entries.map((line, index) => drawLine(line, { ...pen, over: coveredBy(chart.lines, index) })),
  ]
  return { height: floor + labels.height + 6, content: parts.join('') }
}

/** What is named above the plot: each line; or, where lines have parts, strategies by colour and parts by dash. */
function namesOf(lines: readonly DashedLine[], legend: Plot['legend'], named: boolean): readonly Named[] {
  if (lines.some(({ part }) => part === undefined)) {
    return named || namesNeeded({ lines }, legend) ? lines : []
  }
  const parts = lines.flatMap(({ part = '', dash }, index) =>
    partsOf(lines).indexOf(part) === partsOf(lines.slice(0, index)).length
      ? [{ name: part, colour: 0, dash, neutral: true }]
      : [],
  )
  return [...(named ? legend : []), ...parts]
}

const partsOf = (lines: readonly Line[]) => [...new Set(lines.map(({ part }) => part))]

/** What a legend above does not say: lines that it does not name, or more than one of a strategy. */
export function namesNeeded({ lines }: Pick<LinesChart, 'lines'>, legend: Plot['legend']): boolean {
  return !lines.every(
    (line, index) =>
      legend.some(({ name, colour }) => name === line.name && colour === line.colour) &&
      dashOf(lines, index) === undefined,
  )
}

function dashOf(lines: readonly Line[], index: number): string | undefined {
  const line = lines[index]
  if (!line) return undefined
  if (line.part !== undefined) return DASHES[partsOf(lines).indexOf(line.part) % DASHES.length]
  const before = lines.slice(0, index).filter(({ colour }) => colour === line.colour).length
  return line.dashed ? (DASHES[Math.max(1, before % DASHES.length)] ?? '7 4') : DASHES[before % DASHES.length]
}

/** How many later lines run over a line somewhere. */
function coveredBy(lines: readonly Line[], index: number): number {
  const own = lines[index]?.values ?? []
  return lines
    .slice(index + 1)
    .filter(({ values }) =>
      own.some(
        (value, at) =>
          value !== undefined && at > 0 && value === values[at] && own[at - 1] === values[at - 1],
      ),
    ).length
}

interface Pen {
  readonly axis: BytesAxis
  readonly floor: number
  readonly plot: number
  readonly at: (index: number) => number
  readonly step: number
  readonly colours: PictureTheme
  /** How many lines run over it. */
  readonly over: number
}

function drawLine(line: DashedLine, { axis, floor, plot, at, step, colours, over }: Pen): string {
  const stroke = accentOf(colours, line.colour)
  const every = Math.max(1, Math.ceil(MARK_STEP / Math.max(0.01, step)))
  let d = ''
  let pen = false
  const marks: string[] = []
  for (const [index, value] of line.values.entries()) {
    if (value === undefined) {
      pen = false
      continue
    }
    const [x, y] = [at(index), floor - (value / axis.top) * plot]
    d += `${pen ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`
    // A value between two gaps has no line: its mark is all there is of it.
    const alone = !pen && line.values[index + 1] === undefined
    pen = true
    if (alone || index % every === 0 || index === line.values.length - 1) {
      marks.push(marker({ x, y, slot: line.colour, fill: stroke, edge: colours.surface }))
    }
  }
  if (d === '') return ''
  const path = {
    d,
    fill: 'none',
    stroke,
    'stroke-width': 2 + Math.min(3, over) * 1.75,
    'stroke-dasharray': line.dash,
    'stroke-linejoin': 'round',
  }
  return element('path', path) + marks.join('')
}
