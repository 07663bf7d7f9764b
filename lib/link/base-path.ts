/**
 * Path below which everything is served, as `STRATA_BASE_PATH` had it when the pages were built; `''` for the root.
 * Links between pages have it from Next.js; what is fetched, and what leaves with its whole address, has it from here.
 */
export const BASE_PATH = process.env.STRATA_BASE_PATH ?? ''

/** An address of this server as a browser has to ask for it. @param path  as routes have it: `/api/sources` */
export function withBase(path: string, base = BASE_PATH): string {
  return `${base}${path}`
}

/** The path of a page as routes have it, from the one that a browser shows. */
export function withoutBase(path: string, base = BASE_PATH): string {
  if (base === '' || (path !== base && !path.startsWith(`${base}/`))) return path
  return path.slice(base.length) || '/'
}
