/** The same work in Dockerfile form, as it is and as one step. */
interface MergedRun {
  readonly before: string
  readonly after: string
}

/** Longer instructions are cut in the middle: they show which step is meant, not all that it does. */
const MOST_LETTERS = 240

/**
 * Two steps as one, where their text shows that both run a shell command. Not for the `["exec"]` form,
 * options (`--mount=…`), here-documents, comments and what ends in the middle of a command.
 *
 * @param between  how many layers lie between the two
 */
export function mergedRun(first: string, second: string, between: number): MergedRun | undefined {
  const [one, two] = [commandOf(first), commandOf(second)]
  if (one === undefined || two === undefined) return undefined
  const gap = between > 0 ? ['# …'] : []
  return {
    before: [`RUN ${one}`, ...gap, `RUN ${two}`].join('\n'),
    after: [`RUN ${one} && \\\n    ${two}`, ...gap].join('\n'),
  }
}

function commandOf(instruction: string): string | undefined {
  const command = /^RUN\s+(.+)$/is.exec(instruction.trim())?.[1]?.trim()
  if (!command || /^(?:\[|--)|<<|(?:^|\s)#|[;&|\\]$/.test(command)) return undefined
  if (command.length <= MOST_LETTERS) return command
  return `${command.slice(0, MOST_LETTERS / 2)} … ${command.slice(-MOST_LETTERS / 2)}`
}
