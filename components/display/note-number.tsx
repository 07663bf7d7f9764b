import { numberSize } from '@/lib/document/series/note-marks'

interface Props {
  readonly number: number
  /** Slot of the strategy's accent. */
  readonly colour: number
}

/** The number of what stands out, in the colour of its strategy: the same in lists and on charts. */
export function NoteNumber({ number, colour }: Props) {
  return (
    <span
      style={{ borderColor: `var(--accent-${colour})`, fontSize: numberSize(number) }}
      className="inline-grid size-4 shrink-0 place-items-center rounded-full border-[1.5px] bg-surface font-bold text-ink leading-none"
    >
      {number}
    </span>
  )
}
