import type { Command } from 'commander'
import { makeProgram, runProgram } from './program'

/** A command of the program once it has read this; nothing is done. @throws CommanderError, UsageError */
export async function readLine(name: string, ...argv: readonly string[]): Promise<Command> {
  const program = makeProgram()
  const command = program.commands.find((one) => one.name() === name)?.action(() => {})
  await runProgram(program, [name, ...argv])
  return command!
}
