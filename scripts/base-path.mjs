/**
 * Path below which a reverse proxy has Strata, from `STRATA_BASE_PATH`: `/strata`, or `''` for the root. Pages are built
 * for it, so a change of it makes the next start build again.
 *
 * @throws Error with a sentence that names the variable and what it may hold
 */
export function basePath(env = process.env) {
  const given = (env.STRATA_BASE_PATH ?? '').replace(/\/+$/, '')
  if (given === '' || /^(\/[\w~-][\w.~-]*)+$/.test(given)) return given
  throw new Error(
    `STRATA_BASE_PATH is not usable: expected a path such as /strata, not '${env.STRATA_BASE_PATH}'`,
  )
}
