import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The file that package.json's `bin` names. */
export const STRATA = fileURLToPath(new URL('../../scripts/strata.mjs', import.meta.url))

export interface Ran {
  readonly code: number | null
  readonly stdout: Buffer
  readonly stderr: string
}

export interface CommandOptions {
  readonly env?: Readonly<Record<string, string>>
  /** Called with the process once it runs. */
  readonly onStart?: (child: ChildProcess) => void
  readonly cwd?: string
}

/** The environment of a command that finds this engine, with a home in `folder` and nothing of this user's docker. */
export function commandEnvironment(dockerHost: string | undefined, folder: string) {
  const config = path.join(folder, 'docker')
  mkdirSync(config)
  return {
    PATH: process.env.PATH ?? '',
    HOME: folder,
    STRATA_CACHE_DIR: path.join(folder, 'cache'),
    DOCKER_CONFIG: config,
    DOCKER_HOST: dockerHost ?? `unix://${folder}/no-docker.sock`,
  }
}

/** Runs a program to its end, whatever its exit code; its standard input is empty. */
export function run(
  file: string,
  args: readonly string[],
  { env = {}, onStart, cwd }: CommandOptions = {},
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      env: { NODE_ENV: 'production', ...env },
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []]
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk))
    child.once('error', reject)
    child.once('close', (code) =>
      resolve({ code, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString() }),
    )
    onStart?.(child)
  })
}
