import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Where an installed package lies: looked for upwards from this file (tests, the command, a build that keeps the
 * place of its sources) and then from the working directory (a build that does not).
 *
 * @throws Error when it is not installed
 */
export function packageFolder(name: string): string {
  const isFile = import.meta.url.startsWith('file:')
  const here = isFile ? dirname(fileURLToPath(import.meta.url)) : process.cwd()
  for (const start of [here, process.cwd()]) {
    for (let folder = start; ; folder = dirname(folder)) {
      // The build must not follow these paths: what they lead to is read when it is needed.
      const found = join(/* turbopackIgnore: true */ folder, 'node_modules', name)
      if (existsSync(join(found, 'package.json'))) return found
      if (dirname(folder) === folder) break
    }
  }
  throw new Error(`the package ${name} is not installed`)
}
