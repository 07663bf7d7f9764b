import { createContext, Script } from 'node:vm'

const call = new Script('work()')

/**
 * Runs synchronous work that a visitor's pattern may keep busy for ever; a regular expression is cut off as
 * well.
 *
 * @returns what the work returns, or undefined when its time is over
 */
export function withinTime<T extends object>(timeoutMs: number, work: () => T): T | undefined {
  try {
    return call.runInContext(createContext({ work }), { timeout: Math.ceil(timeoutMs) }) as T
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return undefined
    throw error
  }
}
