// @ts-check

/**
 * What the environment says about who may come in.
 *
 * @param {{ readonly [name: string]: unknown, readonly STRATA_ALLOWED_HOSTS?: string | undefined, readonly STRATA_HOST?: string | undefined }} env
 * @returns {import('./visit.mjs').Settings}
 */
export function settingsOf({ STRATA_ALLOWED_HOSTS = '', STRATA_HOST = '' }) {
  const names = `${STRATA_ALLOWED_HOSTS},${STRATA_HOST}`.toLowerCase().split(',')
  return { allowedHosts: new Set(names.map((name) => name.trim()).filter(Boolean)) }
}
