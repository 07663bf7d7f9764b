import type { Cell, Reason } from './cell'

/** One strategy's figure, of which less is better. */
export type Judged =
  | Cell
  /** A figure of another unit than cells have, such as time or money. */
  | { readonly kind: 'exact' | 'estimate'; readonly value: number }
  | { readonly kind: 'unknown'; readonly why?: Reason | undefined }
  /** It takes no part: the strategy has no tag there. */
  | null
  /** Not known, for a reason that nobody gave. */
  | undefined

/** Who comes off best; all positions are those of the figures that were judged. */
export interface Judgement {
  /** The one that is better than every other; undefined for a tie, for fewer than two, and where one is not known. */
  readonly best?: number | undefined
  /** All that are as good as the smallest known figure, where these are two or more; empty otherwise. */
  readonly tied: readonly number[]
  /** What a table marks: the best one, or those that tie ahead of a worse one; empty where one is not known. */
  readonly marked: readonly number[]
  /** Whose figure is not known, and why where that is known. */
  readonly unknown: readonly { readonly at: number; readonly why?: Reason | undefined }[]
}

/** Up to this many times the smallest figure another one ties with it. */
const TIE = 1.01

/** Whether a figure is as good as the smallest one: at most 1 % more. */
export function tiesWith(value: number, smallest: number): boolean {
  return value <= smallest * TIE
}

/**
 * Judges figures of several strategies. Everything that names, marks or sorts out a winner asks here.
 *
 * A tie is a tie: two figures that are equal as printed or within 1 % have no winner. No winner is crowned over a
 * figure that is not known. Bytes and counts that are printed alike (three digits as Docker has them, or a registry's
 * two decimals) always lie within 1 %, so they need no text; what is rounded more coarsely, as hours or money, does.
 *
 * @param figures  one a strategy, less is better
 * @param printed  their texts, where these are rounded by more than 1 %
 */
export function judge(figures: readonly Judged[], printed?: readonly (string | undefined)[]): Judgement {
  const known = figures.flatMap((figure, at) => (isKnown(figure) ? [{ at, value: figure.value }] : []))
  const unknown = figures.flatMap((figure, at) =>
    figure === null || isKnown(figure)
      ? []
      : [{ at, ...(figure && 'why' in figure && figure.why && { why: figure.why }) }],
  )
  const [first, ...others] = known.toSorted((a, b) => a.value - b.value)
  if (!first || others.length === 0) return { tied: [], marked: [], unknown }
  const text = printed?.[first.at]
  const ties = others.filter(
    ({ at, value }) => tiesWith(value, first.value) || (text !== undefined && printed?.[at] === text),
  )
  const leading = [first, ...ties].map(({ at }) => at).toSorted((a, b) => a - b)
  const tied = leading.length > 1 ? leading : []
  if (unknown.length > 0) return { tied, marked: [], unknown }
  const marked = leading.length < known.length ? leading : []
  return { best: tied.length > 0 ? undefined : first.at, tied, marked, unknown }
}

/** The number of a figure that has one. */
export function valueOfCell(figure: Judged): number | undefined {
  return isKnown(figure) ? figure.value : undefined
}

function isKnown(figure: Judged): figure is { readonly kind: 'exact' | 'estimate'; readonly value: number } {
  return figure?.kind === 'exact' || figure?.kind === 'estimate'
}
