import { readFileSync } from 'node:fs'
import { SourceError } from '../../lib/sources/source'
import { COMMANDS } from './commands'
import { CommandError, EXIT, UsageError } from './errors'
import { commandHelp, overview } from './help'
import { suggestion } from './nearest'
import { readArgs } from './read-args'

/** After the answer is written nothing is waited for that long: connections that are kept open, caches on a slow disk. */
const LEAVE_MS = 3000

// Whoever reads has read enough: `strata compare … | head`.
process.stdout.on('error', leaveOnBrokenPipe)
process.stderr.on('error', leaveOnBrokenPipe)
process.once('SIGINT', () => {
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K')
  process.exit(EXIT.interrupted)
})

const [name, ...rest] = process.argv.slice(2)
process.exitCode = await answer()
setTimeout(() => process.exit(), LEAVE_MS).unref()

async function answer(): Promise<number> {
  try {
    return await run(name, rest)
  } catch (error) {
    return await told(error)
  }
}

async function run(first: string | undefined, argv: readonly string[]): Promise<number> {
  if (first === undefined || first === '--help' || first === '-h') return print(overview(COMMANDS))
  if (first === '--version' || first === '-v') return print(`strata ${version()}`)
  if (first === 'help') {
    const [topic] = argv
    return print(topic === undefined ? overview(COMMANDS) : commandHelp(commandOf(topic)))
  }
  const command = commandOf(first)
  if (argv.includes('--help') || argv.includes('-h')) return print(commandHelp(command))
  return await command.run(readArgs(command, argv))
}

function commandOf(text: string) {
  const command = COMMANDS.find((one) => one.name === text)
  if (command) return command
  const kind = text.startsWith('-') ? 'option' : 'command'
  const names = kind === 'option' ? ['--help', '--version'] : COMMANDS.map((one) => one.name)
  throw new UsageError(`there is no ${kind} ${text}${suggestion(text, names)}`)
}

/** Tells why there is no answer. @returns the exit code that says so too */
async function told(error: unknown): Promise<number> {
  if (error instanceof UsageError || hasName(error, 'InputError')) {
    const known = COMMANDS.find((one) => one.name === name)
    console.error(`strata: ${error.message}`)
    console.error(`See 'strata ${known ? `${known.name} ` : ''}--help'.`)
    return EXIT.usage
  }
  if (error instanceof SourceError) {
    const { failureSentence } = await import('./sentences')
    console.error(`strata: ${failureSentence(error.failure, 'en')}`)
  } else if (
    error instanceof CommandError ||
    hasName(error, 'NoSuchFileError') ||
    isAboutEnvironment(error)
  ) {
    console.error(`strata: ${error.message}`)
  } else {
    console.error(error)
  }
  return EXIT.unanswered
}

/** Errors of modules that are not loaded before they are needed. */
function hasName(error: unknown, wanted: 'InputError' | 'NoSuchFileError'): error is Error {
  return error instanceof Error && error.name === wanted
}

function isAboutEnvironment(error: unknown): error is Error {
  return error instanceof Error && error.message.startsWith('STRATA_')
}

function print(text: string): number {
  console.log(text)
  return EXIT.fine
}

function version(): string {
  const file = new URL('../../package.json', import.meta.url)
  return JSON.parse(readFileSync(file, 'utf8')).version
}

function leaveOnBrokenPipe(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(EXIT.fine)
  throw error
}
