import { type Plan, type PlanPart, type PlanStrategy, tagOfRelease } from './plan'

/** Files of one part in one state: equal fields are equal content. */
interface Content {
  readonly part: PlanPart
  /** Which state of the part: a count of its changes, or the releases whose additions it holds. */
  readonly version: string
  readonly bytes: number
  readonly label: string
}

/** What one layer holds and the instruction that made it. */
export interface LayerRecipe {
  /** Empty for a layer that only deletes. */
  readonly contents: readonly Content[]
  /** Says what is in the layer: equal texts are equal layers. */
  readonly key: string
  readonly createdBy: string
}

/** One release of a plan: what is in it, and what is new since the one before. */
interface Release {
  readonly number: number
  readonly base: Content
  readonly packages: Content
  /** All of the app; absent once it is deleted. */
  readonly app?: Content | undefined
  /** What of the app this release brings. */
  readonly added?: Content | undefined
  readonly newBase: boolean
  readonly newPackages: boolean
  readonly deletesApp: boolean
}

/** Lays one release into layers, base first, given the layers of the release before (none for the first). */
type Recipe = (release: Release, before: readonly LayerRecipe[]) => readonly LayerRecipe[]

/** A strategy is one line here and one function. */
const RECIPES: Record<PlanStrategy, Recipe> = {
  /** `FROM` the release before; another base starts a new chain. */
  chained: (release, before) => {
    const { packages, added, newBase, newPackages, deletesApp } = release
    if (before.length === 0 || newBase) return RECIPES['fixed-base'](release, before)
    const step = copy(newPackages ? packages : undefined, added)
    return [...before, ...step, ...(deletesApp ? [REMOVAL] : [])]
  },
  /** `FROM base`, then packages and app in one step. */
  'fixed-base': ({ base, packages, app }) => [...from(base), ...copy(packages, app)],
  /** `FROM` an image of base and packages, then the app. */
  'custom-base': ({ base, packages, app }) => [...from(base), ...copy(packages), ...copy(app)],
  /** One layer for everything, as `docker export | docker import` or a copy into `scratch` leaves it. */
  squashed: ({ base, packages, app }) => copy(base, packages, app),
  /**
   * `FROM base`, then a step for the packages and one for every part of the app, the one that changes least first. Equal
   * files give equal layers here, as a build cache or reproducible builds have it.
   */
  'layer-per-concern': ({ base, packages, app, added }, before) => {
    const apps = before.filter(({ contents }) => contents.every(({ part }) => part === 'app'))
    const all = app === undefined ? [] : app === added ? copy(app) : [...apps, ...copy(added)]
    return [...from(base), ...copy(packages), ...all]
  },
}

/** Lays out the releases of a plan one after the other, first to last, each as layers, base first. */
export function* recipesOf(plan: Plan): Generator<readonly LayerRecipe[]> {
  let before: readonly LayerRecipe[] = []
  for (let number = 1; number <= plan.releases; number++) {
    before = RECIPES[plan.strategy](releaseOf(plan, number), before)
    yield before
  }
}

function releaseOf(plan: Plan, number: number): Release {
  const deletesApp = plan.removeAtEnd === true && number > 1 && number === plan.releases && plan.appBytes > 0
  const added = contentOf('app', `${number}`, plan.appBytes, tagOfRelease(number))
  const whole =
    plan.app === 'replaces' || number === 1
      ? added
      : contentOf('app', `1 to ${number}`, plan.appBytes * number, tagOfRelease(number))
  return {
    number,
    base: partAt('base', plan.baseBytes, plan.baseEvery, number),
    packages: partAt('packages', plan.packagesBytes, plan.packagesEvery, number),
    app: deletesApp ? undefined : whole,
    added: deletesApp ? undefined : added,
    newBase: changesAt(plan.baseEvery, number),
    newPackages: changesAt(plan.packagesEvery, number),
    deletesApp,
  }
}

function partAt(part: PlanPart, bytes: number, every: number | undefined, number: number): Content {
  const generation = every ? Math.floor((number - 1) / every) + 1 : 1
  return contentOf(part, `${generation}`, bytes, generation === 1 ? '' : `${generation}`)
}

function changesAt(every: number | undefined, number: number): boolean {
  return Boolean(every) && number > 1 && (number - 1) % every! === 0
}

function contentOf(part: PlanPart, version: string, bytes: number, name: string): Content {
  return { part, version, bytes, label: name === '' ? part : `${part} ${name}` }
}

const REMOVAL: LayerRecipe = { contents: [], key: 'rm app', createdBy: 'RUN rm app' }

function from(base: Content): readonly LayerRecipe[] {
  return layerOf(`FROM ${base.label}`, [base])
}

function copy(...contents: readonly (Content | undefined)[]): readonly LayerRecipe[] {
  const some = contents.filter((content) => content !== undefined && content.bytes > 0) as readonly Content[]
  return layerOf(`COPY ${some.map(({ label }) => label).join(', ')}`, some)
}

/** Nothing to copy makes no layer. */
function layerOf(createdBy: string, contents: readonly Content[]): readonly LayerRecipe[] {
  if (contents.every(({ bytes }) => bytes === 0)) return []
  const key = contents.map(({ part, version, bytes }) => `${part} ${version}: ${bytes} B`).join('\n')
  return [{ contents, key, createdBy }]
}
