import type { Advice } from './chain-report'
import type { PlaceTag } from './place-report'

/** One cause, with all layers that take part in it. */
export interface AdviceGroup extends Omit<Advice, 'code'> {
  /** `between-releases`: a release hides what an earlier one stored, which no step of either can change. */
  readonly code: Advice['code'] | 'between-releases'
}

/**
 * Advice as one line a cause: a step that deletes what several others left; steps that write the same files one after
 * the other; all steps that repeat what is there. Releases that lie on one another are one cause together: they cannot
 * be merged.
 *
 * @param advice  largest saving first
 * @param tags    the series of the image: where earlier releases end in its chain
 * @returns       largest saving first; the sum of what is saved stays the same
 */
export function groupedAdvice(
  advice: readonly Advice[],
  tags: readonly Pick<PlaceTag, 'ends'>[],
): readonly AdviceGroup[] {
  const ends = [...new Set(tags.flatMap(({ ends: end }) => end ?? []))].sort((a, b) => a - b)
  /** How many releases end below a layer. */
  const releaseOf = (layer: number) => ends.filter((end) => end <= layer).length
  const crosses = ({ code, layers }: Advice) =>
    code !== 'drop-repeated' && releaseOf(layers[0] ?? 0) !== releaseOf(layers.at(-1) ?? 0)
  const groups: AdviceGroup[] = []
  const merges: AdviceGroup[] = []
  for (const { layers, ...rest } of advice) {
    const one = { ...rest, layers: [...new Set(layers)] }
    if (crosses(one)) join(groups, { ...one, code: 'between-releases' }, () => true)
    else if (one.code === 'drop-repeated') join(groups, one, () => true)
    else if (one.code === 'delete-where-created') join(groups, one, (a, b) => a.at(-1) === b.at(-1))
    else connect(merges, one)
  }
  return [...groups, ...merges].sort((a, b) => b.savedBytes - a.savedBytes || a.layers[0]! - b.layers[0]!)
}

type Layers = AdviceGroup['layers']

/** Adds to the group of the same cause, which may be the first of its kind. */
function join(
  groups: AdviceGroup[],
  one: AdviceGroup,
  isSame: (group: Layers, layers: Layers) => boolean,
): void {
  const at = groups.findIndex(({ code, layers }) => code === one.code && isSame(layers, one.layers))
  if (at === -1) groups.push(one)
  else groups[at] = added(groups[at]!, one)
}

/** Adds to all groups that a layer of it is in: they are one then. */
function connect(groups: AdviceGroup[], one: AdviceGroup): void {
  const touched = groups.filter(({ layers }) => layers.some((layer) => one.layers.includes(layer)))
  for (const group of touched) groups.splice(groups.indexOf(group), 1)
  groups.push([...touched, one].reduce(added))
}

/** Two of one cause; the example stays that of the larger. */
function added(a: AdviceGroup, b: AdviceGroup): AdviceGroup {
  return {
    ...(a.savedBytes >= b.savedBytes ? a : b),
    savedBytes: a.savedBytes + b.savedBytes,
    files: a.files + b.files,
    layers: [...new Set([...a.layers, ...b.layers])].sort((x, y) => x - y),
  }
}
