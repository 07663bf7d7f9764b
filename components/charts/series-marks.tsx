import { memo } from 'react'
import { Marker } from '@/components/display/strategy-mark'
import { useWords } from '@/components/document/use-words'
import type { SeriesChart } from '@/lib/document/document'
import { BESIDE_NAME, type SeriesFrame } from '@/lib/document/series/frame'
import { drawnParts, drawnPlaces, pointedPlaces, valuesOf, widthOf } from '@/lib/document/series/plot'
import { readingsAt } from '@/lib/document/words/series-words'
import type { Units } from '@/lib/i18n/format'
import { clipMiddle } from '@/lib/render/svg/text'
import { usePointed } from './crosshair'

interface Props {
  readonly chart: SeriesChart
  readonly frame: SeriesFrame
  readonly units: Units
}

const NAME = { size: 11 }
/** Room of the figures of a tag beside the crosshair. */
const READOUT = 420

/** What stands over the lines: names at their ends, and the tag that is pointed at, here or in another chart. */
export function SeriesMarks({ chart, frame, units }: Props) {
  const { left, top, width, right, height, ends } = frame
  return (
    <>
      <svg
        width={left + width + right}
        height={top + height + 8}
        className="pointer-events-none absolute inset-0"
        aria-hidden="true"
      >
        {ends.map(({ line, y }) => (
          <g key={line.strategy}>
            <Marker colour={line.colour} x={left + width + 12} y={top + y} size={0.8} />
            <text x={left + width + 22} y={top + y + 4} fontSize={NAME.size} fill="var(--ink)">
              {clipMiddle(line.name, right - BESIDE_NAME + 2, NAME)}
            </text>
          </g>
        ))}
        <Points chart={chart} frame={frame} />
        <Cross chart={chart} frame={frame} />
      </svg>
      <Readout chart={chart} frame={frame} units={units} />
    </>
  )
}

/** The points of lines, which do not move with the pointer. */
const Points = memo(function Points({ chart, frame }: Omit<Props, 'units'>) {
  const { x, y, width, step } = frame
  const kept = drawnPlaces(chart, width)
  return chart.lines.flatMap(({ strategy, colour, cells }, at) =>
    drawnParts(chart).map((part) => {
      const values = valuesOf(cells[part] ?? [])
      const isDashed = chart.parts[part]?.look === 'dashed'
      const size = (isDashed ? 0.65 : 0.8) + (widthOf(chart, at, part) - 2) * 0.12
      return (
        <g key={`${strategy}-${part}`}>
          {pointedPlaces(values, kept, step).map((place) => (
            <Marker key={place} colour={colour} x={x(place)} y={y(values[place] ?? 0)} size={size} />
          ))}
        </g>
      )
    }),
  )
})

function usePlace({ places }: SeriesChart): number | undefined {
  const label = usePointed()
  const place = label === undefined ? -1 : places.indexOf(label)
  return place < 0 ? undefined : place
}

function Cross({ chart, frame }: Omit<Props, 'units'>) {
  const place = usePlace(chart)
  if (place === undefined) return null
  const { x, y, top, height } = frame
  return (
    <g>
      <path d={`M${x(place)} ${top}v${height}`} stroke="var(--line-strong)" />
      {chart.lines.map(({ strategy, colour, cells }) =>
        drawnParts(chart).map((part) => {
          const [value] = valuesOf([cells[part]?.[place]])
          return (
            value !== undefined && (
              <Marker key={`${strategy}-${part}`} colour={colour} x={x(place)} y={y(value)} size={1.1} />
            )
          )
        }),
      )}
    </g>
  )
}

/** The figures of the tag, as the table has them. */
function Readout({ chart, frame, units }: Props) {
  const words = useWords()
  const place = usePlace(chart)
  if (place === undefined) return null
  const { x, left, top, width } = frame
  const at = x(place)
  const isRight = at > left + width / 2
  const side = isRight ? { right: `calc(100% - ${at - 10}px)` } : { left: at + 10 }
  return (
    <div
      aria-hidden="true"
      style={{ ...side, top: top - 8, maxWidth: READOUT }}
      className="pointer-events-none absolute z-10 w-max rounded-md border border-line bg-surface px-2.5 py-1.5 text-xs shadow-lg"
    >
      <p className="font-medium [overflow-wrap:anywhere]">{chart.places[place]}</p>
      <table className="tabular-nums">
        {chart.parts.length > 1 && (
          <thead>
            <tr>
              <td colSpan={2} />
              {chart.parts.map(({ title }) => (
                <td key={title} className="pl-2 text-right text-muted">
                  {title}
                </td>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {chart.lines.map((line) => {
            const readings = readingsAt(chart, line, place, units, words)
            return (
              <tr key={line.strategy}>
                <td className="pr-1.5">
                  <svg width="12" height="12" aria-hidden="true">
                    <Marker colour={line.colour} x={6} y={6} size={0.9} />
                  </svg>
                </td>
                <td className="max-w-28 truncate pr-2 text-muted">{line.name}</td>
                {readings.map(({ part, text }) => (
                  <td key={part} className="whitespace-nowrap pl-2 text-right">
                    {text}
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
      {chart.notes?.map(
        (note) =>
          note.place === place && (
            <p key={note.number} className="mt-1 text-warn [overflow-wrap:anywhere]">
              {note.text}
            </p>
          ),
      )}
    </div>
  )
}
