/**
 * What a page may do. Nothing is ever loaded from, or sent to, elsewhere, and no script runs but the server's own files
 * and those that Next.js writes into the page, which bear the nonce that it finds in the policy of the request.
 *
 * @param nonce  of one answer, in the letters of base64
 */
export const pagePolicy = (nonce: string): string =>
  [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'${process.env.NODE_ENV === 'development' ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "object-src 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ].join('; ')

/** The nonce of a page's policy, for scripts that Next.js does not write. */
export const nonceIn = (policy: string | null): string | undefined =>
  /'nonce-([^']+)'/.exec(policy ?? '')?.[1]

/** What the API answers is read and does nothing, whatever the names in it: an export may be opened in a tab. */
export const FILE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox"
