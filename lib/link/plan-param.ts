import { DEFAULT_RATIO, PLAN_STRATEGIES, type Plan } from '../analysis/planner/plan'

const PREFIX = 'plan:'

/** Whether a strategy's reference stands for a plan. */
export function isPlan(reference: string): boolean {
  return reference.startsWith(PREFIX)
}

/**
 * Writes a plan as the reference of a strategy, so that whatever compares strategies compares plans too:
 * `plan:chained,base=231000000,packages=500000000,app=1000000,releases=4,remove`.
 */
export function formatPlan(plan: Plan): string {
  const { base, packages, app } = plan.ratio
  return [
    PREFIX + plan.strategy,
    `base=${plan.baseBytes}`,
    `packages=${plan.packagesBytes}`,
    `app=${plan.appBytes}`,
    `releases=${plan.releases}`,
    `ratio=${base}/${packages}/${app}`,
    ...(plan.app === 'replaces' ? ['replaces'] : []),
    ...(plan.baseEvery ? [`base-every=${plan.baseEvery}`] : []),
    ...(plan.packagesEvery ? [`packages-every=${plan.packagesEvery}`] : []),
    ...(plan.removeAtEnd ? ['remove'] : []),
  ].join(',')
}

/**
 * Reads what `formatPlan` wrote. Numbers that are none come out as NaN, for `planProblems` to name.
 *
 * @returns undefined when the text is no plan, or of an unknown strategy
 */
export function parsePlan(reference: string): Plan | undefined {
  if (!isPlan(reference)) return undefined
  const [name, ...fields] = reference.slice(PREFIX.length).split(',')
  const strategy = PLAN_STRATEGIES.find((known) => known === name)
  if (!strategy) return undefined
  const given = new Map<string, string>(
    fields.map((field) => {
      const [key = '', value = ''] = field.split('=', 2)
      return [key, value]
    }),
  )
  const number = (key: string) => (given.has(key) ? Number(given.get(key) || Number.NaN) : 0)
  const [base, packages, app] = (given.get('ratio') ?? '').split('/').map(Number)
  return {
    strategy,
    baseBytes: number('base'),
    packagesBytes: number('packages'),
    appBytes: number('app'),
    releases: number('releases'),
    ratio: {
      base: base || DEFAULT_RATIO,
      packages: packages ?? DEFAULT_RATIO,
      app: app ?? DEFAULT_RATIO,
    },
    app: given.has('replaces') ? 'replaces' : 'adds',
    baseEvery: number('base-every'),
    packagesEvery: number('packages-every'),
    removeAtEnd: given.has('remove'),
  }
}
