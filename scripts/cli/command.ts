/** One option of a command, as `--help` shows it and as it is checked. */
export interface Option {
  readonly type: 'string' | 'boolean'
  readonly short?: string
  /** May be given several times. */
  readonly multiple?: boolean
  /** Stands for the value in the help: `FILE`. */
  readonly value?: string
  /** The values that it may have, where they are a few words. */
  readonly choices?: readonly string[]
  readonly help: string
}

export type Options = Readonly<Record<string, Option>>

export interface Command {
  readonly name: string
  /** One line of the list of commands. */
  readonly summary: string
  /** What follows the name: `REF [REF…] [options]`. */
  readonly usage: string
  readonly details?: string
  readonly options: Options
  readonly examples: readonly string[]
  /** @returns the exit code. @throws UsageError, CommandError, InputError, SourceError */
  run(args: Args): Promise<number>
}

type Values = Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>

/** A command line that has been read. */
export class Args {
  constructor(
    readonly positionals: readonly string[],
    private readonly values: Values,
  ) {}

  text(name: string): string | undefined {
    const value = this.values[name]
    return typeof value === 'string' ? value : undefined
  }

  /** Of an option that may be given several times, in the order given. */
  texts(name: string): readonly string[] {
    const value = this.values[name]
    return Array.isArray(value) ? value : []
  }

  flag(name: string): boolean {
    return this.values[name] === true
  }
}
