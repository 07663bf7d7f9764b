/**
 * Lets the server's modules be loaded by Node alone: `server-only`, which keeps them out of the browser, is empty here
 * as it is in a build of the server. (Under the condition `react-server`, which would do the same, React's own packages
 * lack what modules that are shared with the page import.)
 */
import { register } from 'node:module'

const hook = `
export function resolve(specifier, context, next) {
  if (specifier !== 'server-only') return next(specifier, context)
  return { url: 'data:text/javascript,', format: 'module', shortCircuit: true }
}`

register(`data:text/javascript,${encodeURIComponent(hook)}`)
