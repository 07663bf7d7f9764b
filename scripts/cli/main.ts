import { CommanderError } from 'commander'
import { SourceError } from '../../lib/sources/source'
import { EXIT } from './errors'
import { interrupted } from './interrupt'
import { makeProgram, runProgram } from './program'

/** After the answer is written nothing is waited for that long: connections that are kept open, caches on a slow disk. */
const LEAVE_MS = 3000

// The reader has read enough: `strata compare … | head`.
process.stdout.on('error', leaveOnBrokenPipe)
process.stderr.on('error', leaveOnBrokenPipe)
interrupted.addEventListener('abort', () => {
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K')
  // Sources hang up in this turn; what does not listen is not waited for.
  setImmediate(() => process.exit(EXIT.interrupted))
})

const argv = process.argv.slice(2)
const program = makeProgram()
try {
  await runProgram(program, argv)
} catch (error) {
  process.exitCode = await reportError(error)
}
setTimeout(() => process.exit(), LEAVE_MS).unref()

/** Says why there is no answer. @returns the exit code that says so too */
async function reportError(error: unknown): Promise<number> {
  if (interrupted.aborted) return EXIT.interrupted
  if (error instanceof CommanderError && error.exitCode === EXIT.fine) return EXIT.fine
  const { name, message } = error instanceof Error ? error : new Error(String(error))
  if (['CommanderError', 'InputError', 'UsageError'].includes(name)) {
    const known = program.commands.find((one) => one.name() === argv[0])
    console.error(`strata: ${usageSentence(message)}`)
    console.error(`See 'strata ${known ? `${known.name()} ` : ''}--help'.`)
    return EXIT.usage
  }
  if (error instanceof SourceError) {
    const { failureSentence } = await import('./troubles')
    console.error(`strata: ${failureSentence(error.failure, 'en')}`)
  } else {
    const isForPeople = ['CommandError', 'NoSuchFileError'].includes(name) || message.startsWith('STRATA_')
    console.error(isForPeople ? `strata: ${message}` : error)
  }
  return EXIT.unanswered
}

/** As this command says it. */
function usageSentence(message: string): string {
  return message.replace(/^error: /, '').replace(/\n\(Did you (mean [^)]*)\)$/, '; did you $1')
}

function leaveOnBrokenPipe(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(EXIT.fine)
  throw error
}
