import { homedir } from 'node:os'
import path from 'node:path'

/** Environment variables as a source reads them; tests give their own. */
export type Environment = Readonly<Record<string, string | undefined>>

/** Where the docker CLI keeps its configuration. */
export function dockerFolder(env: Environment): string {
  return env.DOCKER_CONFIG || path.join(env.HOME ?? homedir(), '.docker')
}
