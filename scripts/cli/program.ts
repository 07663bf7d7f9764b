import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import { addCommands } from './commands'
import { UsageError } from './errors'

const NOTES = `
Exit codes:
  0    answered
  1    no answer: nothing could be read, or the file could not be written
  2    the command line cannot be read
  3    answered, but some tags or sources could not be read (0 with --allow-partial)
  130  interrupted

The daemon is the one that the docker command would ask (DOCKER_HOST, contexts), and so are the credentials of
registries (docker login). STRATA_… variables are those of the server: see README.md.`

/** The command line, as it is read and explained; its actions set the exit code. */
export function makeProgram(): Command {
  const file = new URL('../../package.json', import.meta.url)
  const { version } = JSON.parse(readFileSync(file, 'utf8'))
  const program = new Command('strata')
    .description('Compares container image versioning strategies: layers, sizes and downloads.')
    .usage('COMMAND [options]')
    .version(`strata ${version}`, '-v, --version', 'show the version')
    .helpOption('-h, --help', 'show this; after a command, the help of that command')
    .helpCommand(false)
    .addHelpText('after', NOTES)
    .configureHelp({ helpWidth: 118 })
    // The caller of `runProgram` reports what is wrong.
    .configureOutput({ outputError: () => {} })
    .exitOverride()
  addCommands(program)
  return program
}

/**
 * Reads a command line and does what it says.
 *
 * @throws CommanderError or UsageError when it cannot be read; whatever the command throws
 */
export async function runProgram(program: Command, argv: readonly string[]): Promise<void> {
  const words = argv[0] === 'help' ? [...argv.slice(1), '--help'] : argv
  const [name = '--help', ...rest] = words
  const command = program.commands.find((one) => one.name() === name)
  if (command) refuseOpenOptions(command, rest)
  // The help of a command that there is not would be that of all.
  await program.parseAsync(command ? words : [name], { from: 'user' })
}

/** What starts with a dash behind an option without its value may be the next option. @throws UsageError */
function refuseOpenOptions({ options }: Command, argv: readonly string[]): void {
  const end = argv.indexOf('--')
  for (const [index, word] of argv.slice(0, end < 0 ? undefined : end).entries()) {
    const isOpen = options.some((option) => option.required && [option.short, option.long].includes(word))
    if (isOpen && /^-./.test(argv[index + 1] ?? ''))
      throw new UsageError(`${word} needs a value; one that starts with a dash is written ${word}=-XYZ`)
  }
}
