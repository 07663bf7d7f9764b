import { useTranslations } from 'next-intl'

interface Props {
  readonly places: readonly number[]
  readonly labelOf: (place: number) => string
  readonly lines: readonly ChartLine[]
  /** A line's figure at a place by its index; undefined where nothing is known. */
  readonly textOf: (line: ChartLine, index: number) => string | undefined
}

/** Where each line begins and ends, for those who hear the chart; the table beside it has every figure. */
export function LineSummary({ places, labelOf, lines, textOf }: Props) {
  const t = useTranslations('chartTable')
  return (
    <ul className="sr-only">
      {lines.map((line) => {
        const known = places.flatMap((place, index) => {
          const text = textOf(line, index)
          return text === undefined ? [] : [{ label: labelOf(place), text }]
        })
        const [first] = known
        const last = known.at(-1)
        if (!first || !last) return null
        const { name } = line
        return (
          <li key={name}>
            {first === last
              ? t('lineOne', { name, first: first.text, from: first.label })
              : t('line', { name, first: first.text, from: first.label, last: last.text, to: last.label })}
          </li>
        )
      })}
    </ul>
  )
}

/** One line: `values` along the places of the chart. */
export interface ChartLine {
  readonly name: string
  readonly colour: number
  readonly dash?: string | undefined
  /** How many lines lie over it: it is drawn the wider, so that it shows where they meet. */
  readonly below: number
  /** Extrapolated: drawn straight between its values, its figures marked ≈. */
  readonly estimated?: boolean
  readonly values: readonly (number | undefined)[]
}
