import type { Command, Option, Options } from './command'
import { COMMON } from './read-args'

/** What `strata --help` prints. */
export function overview(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length))
  return [
    'Compares container image versioning strategies: layers, sizes and downloads.',
    '',
    'Usage: strata COMMAND [options]',
    '',
    'Commands:',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    'Options:',
    '  -h, --help     show this; after a command, the help of that command',
    '  -v, --version  show the version',
    '',
    'Exit codes:',
    '  0    answered',
    '  1    no answer: nothing could be read, or the file could not be written',
    '  2    the command line cannot be read',
    '  3    answered, but some tags or sources could not be read (0 with --allow-partial)',
    '  130  interrupted',
    '',
    'The daemon is the one that the docker command would ask (DOCKER_HOST, contexts), and so are the credentials of',
    'registries (docker login). STRATA_… variables are those of the server: see README.md.',
  ].join('\n')
}

/** What `strata COMMAND --help` prints. */
export function commandHelp({ name, summary, usage, details, options, examples }: Command): string {
  return [
    `${summary[0]?.toUpperCase()}${summary.slice(1)}.`,
    '',
    `Usage: strata ${name} ${usage}`,
    ...(details === undefined ? [] : ['', details]),
    '',
    'Options:',
    ...optionLines({ ...options, ...COMMON }),
    '',
    'Examples:',
    ...examples.map((example) => `  ${example}`),
  ].join('\n')
}

function optionLines(options: Options): readonly string[] {
  const entries = Object.entries(options).map(
    ([name, option]) => [headOf(name, option), option.help] as const,
  )
  const width = Math.min(26, Math.max(...entries.map(([head]) => head.length)))
  return entries.flatMap(([head, help]) => {
    if (head.length > width) return [head, `${' '.repeat(width)}  ${help}`]
    return [`${head.padEnd(width)}  ${help}`]
  })
}

function headOf(name: string, { short, value, choices, type }: Option): string {
  const word = value ?? (choices ? choices.join('|') : 'VALUE')
  return `  ${short ? `-${short}, ` : '    '}--${name}${type === 'string' ? ` ${word}` : ''}`
}
