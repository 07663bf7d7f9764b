import type { ImageEnd, LayerFacts } from '../../oci/facts'
import { formatReference, formatRepository } from '../../oci/reference'
import type { SeriesFacts, TagFacts } from '../compare/facts'
import { imageOfPlan, madeLayer, placeLayer, repositoryOfPlan } from './made'
import { type Plan, tagOfRelease } from './plan'
import { isPlannable, planProblems } from './problems'
import { type LayerRecipe, recipesOf } from './recipes'

/** A layer that only deletes is 104 B in a registry (engine-20.10, `docker-layer-linked:0.0.4`) and 0 B on a host. */
const WHITEOUT_TRANSFER_BYTES = 104

/**
 * Makes the series that a plan would give, so that a comparison draws it like any other.
 *
 * Its figures are the plan's own: exact within the plan (a sum of planned bytes is that sum), so they are not marked as
 * estimates; their only origin, `PLAN_ORIGIN`, says that they were never built. Digests are made up, the same
 * for the same content: a base of equal size is one layer in all plans that are compared.
 *
 * @param name  what to call the strategy; the repository's name is made of it
 * @param at    ISO time of the planning, for whoever prints when figures were read
 * @returns     no tags and `no-tags` for a plan with problems; the releases before the engine's layer limit, and
 *              `too-many-tags`, for a plan that goes beyond it. Never throws.
 */
export function plannedSeries(plan: Plan, name: string, at?: string): SeriesFacts {
  const repository = repositoryOfPlan(name, plan.strategy)
  const common = { input: { reference: formatRepository(repository), name }, repository }
  const problems = planProblems(plan)
  if (!isPlannable(problems)) {
    return { ...common, tags: [], tagsFound: 0, problems: [{ code: 'no-tags' }] }
  }
  const limit = problems.find((problem) => problem.code === 'layer-limit')
  const shown = limit ? limit.release - 1 : plan.releases
  const place = placer(plan)
  const tags: TagFacts[] = []
  for (const recipes of recipesOf(plan)) {
    if (tags.length === shown) break
    const tag = tagOfRelease(tags.length + 1)
    const history = recipes.map(({ createdBy }, layer) => ({ createdBy, layer }))
    tags.push({ tag, snapshot: imageOfPlan(repository, tag, place(recipes), history, at), failures: [] })
  }
  return {
    ...common,
    tags,
    tagsFound: plan.releases,
    problems: limit ? [{ code: 'too-many-tags', found: plan.releases, shown }] : [],
  }
}

/**
 * Names where the bases of planned series end, for `CompareFacts.known`: `base`, and `packages` for the image of base
 * and packages on which a custom base strategy builds.
 */
export function plannedBases(plans: readonly Plan[]): readonly ImageEnd[] {
  const ends = new Map<string, ImageEnd>()
  for (const plan of plans) {
    if (plan.strategy === 'squashed' || !isPlannable(planProblems(plan))) continue
    const place = placer(plan)
    for (const recipes of recipesOf(plan)) {
      const layers = place(recipes.slice(0, 2))
      for (const [index, { contents }] of recipes.slice(0, 2).entries()) {
        const [content, more] = contents
        const isBase = content?.part === 'base'
        const isCustom = plan.strategy === 'custom-base' && content?.part === 'packages'
        if (!content || more || !(isBase || isCustom)) continue
        const repository = repositoryOfPlan(content.part, content.part)
        const tag = content.version === '1' ? 'latest' : content.version
        const { chainId } = layers[index]!
        ends.set(chainId, { reference: formatReference({ ...repository, tag }), chainId })
      }
    }
  }
  return [...ends.values()]
}

/** Makes layers of recipes; one that many releases share is made once. */
function placer(plan: Plan): (recipes: readonly LayerRecipe[]) => readonly LayerFacts[] {
  const made = new Map<string, LayerFacts>()
  return (recipes) => {
    const layers: LayerFacts[] = []
    for (const recipe of recipes) {
      const below = layers.at(-1)
      const key = `${below?.chainId}\n${recipe.key}`
      const layer =
        made.get(key) ?? placeLayer(below, madeLayer({ content: recipe.key, ...sizes(plan, recipe) }))
      made.set(key, layer)
      layers.push(layer)
    }
    return layers
  }
}

function sizes(plan: Plan, { contents }: LayerRecipe) {
  const unpackedBytes = contents.reduce((sum, { bytes }) => sum + bytes, 0)
  const transfer = contents.reduce((sum, { part, bytes }) => sum + bytes * plan.ratio[part], 0)
  return {
    unpackedBytes,
    transferBytes: contents.length === 0 ? WHITEOUT_TRANSFER_BYTES : Math.max(1, Math.round(transfer)),
  }
}
