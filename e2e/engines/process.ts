import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/**
 * A new folder for one engine. Its path is short, for a unix socket's path may have 107 bytes only; it is in
 * STRATA_TEST_TMP when the test runner gave one, so that the runner can clear away what a crash leaves.
 */
export function engineFolder(name: string): string {
  const parent = process.env.STRATA_TEST_TMP ?? (tmpdir().length < 40 ? tmpdir() : '/tmp')
  mkdirSync(parent, { recursive: true })
  return mkdtempSync(path.join(parent, `strata-${name}-`))
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      server.close(() => resolve(port))
    })
  })
}

/**
 * Runs a program to its end.
 *
 * @returns what it wrote to its standard output
 * @throws Error with the command and what it wrote to its standard error
 */
export async function capture(
  file: string,
  args: readonly string[],
  options: { env?: NodeJS.ProcessEnv; cwd?: string } = {},
): Promise<string> {
  try {
    const { stdout } = await execute(file, args, { ...options, maxBuffer: 64 << 20 })
    return stdout
  } catch (error) {
    const detail = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error)
    throw new Error(`${path.basename(file)} ${args.join(' ')}: ${detail.trim()}`, { cause: error })
  }
}

export interface Service {
  readonly folder: string
  readonly pid: number | undefined
  /** What it wrote so far behind so many bytes, standard output only. */
  output(from?: number): string
  /** The last lines of its log, for a message. */
  tail(): string
  alive(): boolean
  /** SIGTERM, and SIGKILL after ten seconds; resolves when it is gone. */
  end(): Promise<void>
}

/**
 * Engines start themselves again for each layer, and fill more memory than Go lets them before it collects: at a later
 * time they have ended.
 */
const ENGINES = { ...process.env, GOGC: '400' }

/** Starts a program that stays, with its output in `folder`; it ends with this process at the latest. */
export function startService(
  folder: string,
  file: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = ENGINES,
): Service {
  const out = path.join(folder, 'stdout')
  const log = path.join(folder, 'stderr')
  const child = spawn(file, args, {
    stdio: ['ignore', openSync(out, 'w'), openSync(log, 'w')],
    env,
  })
  if (child.pid !== undefined) writeFileSync(path.join(folder, 'pid'), String(child.pid))
  const last = () => child.kill('SIGTERM')
  process.once('exit', last)
  return {
    folder,
    pid: child.pid,
    output: (from = 0) => readFileSync(out).subarray(from).toString(),
    tail: () =>
      `${readFileSync(out, 'utf8')}\n${readFileSync(log, 'utf8')}`.trim().split('\n').slice(-12).join('\n'),
    alive: () => isAlive(child),
    async end() {
      process.off('exit', last)
      child.kill('SIGTERM')
      for (let waited = 0; isAlive(child) && waited < 10_000; waited += 50) await sleep(50)
      if (isAlive(child)) child.kill('SIGKILL')
    },
  }
}

function isAlive(child: ChildProcess): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null
}

/**
 * Asks until the answer is something.
 *
 * @throws Error naming `what` when the service ended or the time is over
 */
export async function waitFor<T>(
  what: string,
  service: Service,
  ask: () => Promise<T | undefined>,
  seconds = 30,
): Promise<T> {
  const end = Date.now() + seconds * 1000
  while (Date.now() < end && service.alive()) {
    const answer = await ask().catch(() => undefined)
    if (answer !== undefined) return answer
    await sleep(50)
  }
  const why = service.alive() ? `not ready after ${seconds} s` : 'ended'
  throw new Error(`${what} ${why}:\n${service.tail()}`)
}
