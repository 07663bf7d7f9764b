import { judge } from './guard'

/** The refusal of a request that may not come in, as a problem document; undefined for one that may. */
export function refusalOf(request: Request, allowed: ReadonlySet<string>): Response | undefined {
  const { headers, method, url } = request
  const verdict = judge(
    {
      method,
      path: new URL(url).pathname,
      host: headers.get('host'),
      origin: headers.get('origin'),
      fetchSite: headers.get('sec-fetch-site'),
    },
    allowed,
  )
  if (verdict.ok) return undefined
  const { status, detail } = verdict
  const problem = { type: 'about:blank', title: 'Not let in', status, detail, code: 'refused' }
  return Response.json(problem, {
    status,
    headers: {
      'content-type': 'application/problem+json',
      ...(status === 405 && { allow: 'GET, HEAD' }),
    },
  })
}
