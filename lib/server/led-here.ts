import 'server-only'
import { headers } from 'next/headers'
import { isForeign } from './door/site.mjs'

/**
 * Whether another site's page led a person here, with a link that it chose: no source is read for it until the page
 * stands and asks for itself.
 */
export async function isLedHere(): Promise<boolean> {
  return isForeign({ headers: Object.fromEntries(await headers()) })
}
