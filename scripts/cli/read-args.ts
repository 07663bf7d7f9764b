import { parseArgs } from 'node:util'
import { Args, type Command, type Options } from './command'
import { UsageError } from './errors'
import { suggestion } from './nearest'

/** Options that every command has. */
export const COMMON: Options = {
  quiet: { type: 'boolean', short: 'q', help: 'show no progress; problems are told all the same' },
  help: { type: 'boolean', short: 'h', help: 'show this' },
}

/** Reads what follows a command's name. @throws UsageError that says what cannot be read, and what was probably meant */
export function readArgs({ options: own }: Pick<Command, 'options'>, argv: readonly string[]): Args {
  const options = { ...own, ...COMMON }
  try {
    const config = Object.entries(options).map(([key, { type, short, multiple = false }]) => {
      return [key, { type, multiple, ...(short !== undefined && { short }) }] as const
    })
    const { positionals, values } = parseArgs({
      args: [...argv],
      options: Object.fromEntries(config),
      allowPositionals: true,
    })
    return checked(options, new Args(positionals, values))
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(sentenceOf(error, options))
  }
}

function checked(options: Options, args: Args): Args {
  for (const [key, { choices }] of Object.entries(options)) {
    const value = args.text(key)
    if (choices && value !== undefined && !choices.includes(value)) {
      throw new UsageError(
        `--${key} is one of ${choices.join(', ')}, not '${value}'${suggestion(value, choices)}`,
      )
    }
  }
  return args
}

function sentenceOf(error: unknown, options: Options): string {
  if (!(error instanceof Error)) throw error
  const [, unknown] = /^Unknown option '(-[^']*)'/.exec(error.message) ?? []
  if (unknown === undefined) return error.message.replace(/\s+/g, ' ').replace(/\.$/, '')
  const names = Object.keys(options).map((key) => `--${key}`)
  return `there is no option ${unknown}${suggestion(unknown, names)}`
}
