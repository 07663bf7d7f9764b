import { marked } from './plain'

/** A history step read back as the Dockerfile instruction that made it. */
export interface Instruction {
  /** In upper case, such as `RUN`; empty when the record names none. */
  readonly keyword: string
  /** As one writes it in a Dockerfile, runs of white space folded to one space, with a sign for the end of a line. */
  readonly text: string
  /** The record itself, with marks for what would act. */
  readonly original: string
  /** What a classic `COPY file:<hash> in .` (`dir:`, `multi:`) copied. BuildKit records no such hash. */
  readonly contentHash?: string
  /** Build arguments of a RUN, such as `A=b C=d`: recorded with the command, written nowhere near it. */
  readonly buildArgs?: string
  /** What two builds of one step have in common: `text` without the content hash. */
  readonly comparable: string
}

const KEYWORDS = new Set(
  `ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL
   STOPSIGNAL USER VOLUME WORKDIR`.split(/\s+/),
)

// All patterns run on folded text, and what may repeat in them is bounded or ends at a space: linear on any input.
const UNIX_SHELL = String.raw`\/(?:(?:usr\/)?(?:local\/)?bin|busybox)\/(?:a|ba|da|k|z)?sh(?: --?[A-Za-z]+(?: errexit| nounset| pipefail| xtrace)?){0,9}? -[A-Za-z]*c`
const WINDOWS_CMD = String.raw`(?:[A-Za-z]:\\\S*\\)?cmd(?:\.exe)? \/[Ss] \/[Cc]`
const POWERSHELL = String.raw`(?:[A-Za-z]:\\\S*\\)?(?:powershell|pwsh)(?:\.exe)?(?: -(?!Command )[A-Za-z]+(?: [A-Za-z]+)?){0,9} -Command(?: \$(?:Error|Progress|Verbose)\w{0,9}Preference = '\w+';){0,3}`
const SHELL = `(?:${UNIX_SHELL}|${WINDOWS_CMD}|${POWERSHELL})`
const LEADING_SHELL = new RegExp(`^${SHELL} `)
const INNER_SHELL = new RegExp(` (?=${SHELL} )`)
const BUILD_ARGS = /^\|(\d{1,4}) /
const NOP = new RegExp(`^${SHELL} #\\(nop\\) `)

/**
 * Reads a history record back as a Dockerfile instruction.
 *
 * The classic builder puts a shell before every step (`#(nop)` where it ran none), BuildKit puts it after `RUN` and
 * a comment at the end; both print lists and maps as Go does. A line of neither (imported images, `docker commit`,
 * bazel, debootstrap) stays as it is, without a keyword.
 *
 * @param createdBy  `created_by` of a config's history, or `CreatedBy` of the daemon's
 * @returns          what can be restored; sources of a classic COPY and quotes cannot.
 *                   Never throws, and takes time linear in the length.
 */
export function parseInstruction(createdBy: string): Instruction {
  return instructionOf(marked(createdBy))
}

function instructionOf(createdBy: string): Instruction {
  const line = fold(createdBy).replace(/(?: ¶)? # buildkit$/, '')
  const nop = NOP.exec(line)
  const body = nop ? line.slice(nop[0].length) : line
  const keyword = /^[A-Z]+(?= |$)/.exec(body)?.[0] ?? ''
  if (!KEYWORDS.has(keyword)) return nop ? made(createdBy, '', body) : shellLine(createdBy, line)

  const args = body.slice(keyword.length + 1)
  if (keyword === 'RUN') return runOf(createdBy, args)
  if (keyword === 'COPY' || keyword === 'ADD') return copyOf(createdBy, keyword, args)
  return made(createdBy, keyword, RESTORE[keyword]?.(args) ?? args)
}

/** Ends a line of a heredoc or of a value, where a space would make one command of two. */
const LINE_END = ' ¶ '

/** A line that goes on after its end (`\`) has none. */
function fold(text: string): string {
  const lines = text.split(/[\r\n]+/).flatMap((line) => line.replace(/\s+/g, ' ').trim() || [])
  const joint = (before: string | undefined) => (before?.endsWith('\\') ? ' ' : LINE_END)
  return lines.map((line, at) => (at === 0 ? line : joint(lines[at - 1]) + line)).join('')
}

function made(original: string, keyword: string, args: string): Instruction {
  const text = [keyword, args].filter((part) => part !== '').join(' ')
  return { keyword, text, original, comparable: text }
}

/** A line without a keyword: RUN when a shell or build arguments lead it, as the classic builder writes it. */
function shellLine(original: string, line: string): Instruction {
  const isRun = LEADING_SHELL.test(line) || BUILD_ARGS.test(line)
  return isRun ? runOf(original, line) : made(original, '', line)
}

function runOf(original: string, args: string): Instruction {
  const { buildArgs, command } = splitBuildArgs(args)
  const run = made(original, 'RUN', command.replace(LEADING_SHELL, ''))
  return buildArgs === undefined ? run : { ...run, buildArgs }
}

/** Splits `|2 A=b C=d /bin/sh -c make`. Values may have spaces, so that a shell says more than the count does. */
function splitBuildArgs(args: string): { readonly buildArgs?: string; readonly command: string } {
  const lead = BUILD_ARGS.exec(args)
  if (!lead) return { command: args }
  const rest = args.slice(lead[0].length)
  const counted = afterWords(rest, Number(lead[1]))
  const shell = LEADING_SHELL.test(rest.slice(counted)) ? -1 : rest.search(INNER_SHELL)
  const at = shell < 0 ? counted : shell + 1
  return { buildArgs: rest.slice(0, at).trim(), command: rest.slice(at) }
}

/** Position after so many words. */
function afterWords(text: string, count: number): number {
  let at = 0
  for (let word = 0; word < count; word++) {
    const space = text.indexOf(' ', at)
    if (space < 0) return text.length
    at = space + 1
  }
  return at
}

// The classic builder puts no space between `--chown=…` and the source; `docker history` cuts long hashes off.
const CLASSIC_SOURCE =
  /^(?<flags>(?:--\S+ )*(?:--\S*?)?)(?<source>(?:file|dir|multi):(?<hash>[0-9a-f]+)…?)(?<target> in(?: .*)?)?$/

function copyOf(original: string, keyword: string, args: string): Instruction {
  const { flags = '', source = '', hash, target = '' } = CLASSIC_SOURCE.exec(args)?.groups ?? {}
  if (hash === undefined) return made(original, keyword, args)
  const lead = [keyword, flags.trim()].filter((part) => part !== '').join(' ')
  return {
    keyword,
    text: `${lead} ${source}${target}`,
    original,
    contentHash: hash,
    comparable: `${lead}${target}`,
  }
}

/** How the arguments of an instruction are restored; `undefined` leaves them as they are recorded. */
const RESTORE: Readonly<Record<string, (args: string) => string | undefined>> = {
  CMD: restoreCommand,
  ENTRYPOINT: restoreCommand,
  EXPOSE: (args) => insideBrackets(args.replace(/^map/, ''))?.replaceAll(':{}', ''),
  HEALTHCHECK: restoreHealthcheck,
  SHELL: (args) => restoreCommand(args) ?? quoteWords(args),
  VOLUME: (args) => (args.includes('"') ? restoreCommand(args) : insideBrackets(args)),
}

const insideBrackets = (args: string) => /^\[(.+)\]$/.exec(args)?.[1]
const asList = (words: readonly string[]) => `[${words.join(', ')}]`

function quoteWords(args: string): string | undefined {
  const words = insideBrackets(args)?.split(' ')
  return words && asList(words.map((word) => JSON.stringify(word)))
}

/** Reads a list as Go (`["a" "b"]`) or JSON (`["a","b"]`) writes it: the words with their quotes, and what follows. */
function quotedList(text: string): { readonly words: readonly string[]; readonly rest: string } | undefined {
  const words: string[] = []
  let at = 1
  while (text[at] !== ']') {
    const isSeparator = text[at] === ' ' || text[at] === ','
    const end = isSeparator ? at + 1 : literalEnd(text, at)
    if (end === undefined) return undefined
    if (!isSeparator) words.push(text.slice(at, end))
    at = end
  }
  return text.startsWith('[') && words.length > 0 ? { words, rest: text.slice(at + 1) } : undefined
}

// By hand: a regular expression runs out of stack on megabytes of escapes.
function literalEnd(text: string, from: number): number | undefined {
  if (text[from] !== '"') return undefined
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === '"') return at + 1
  }
  return undefined
}

function restoreCommand(args: string): string | undefined {
  const list = quotedList(args)
  if (list?.rest !== '') return undefined
  const [shell, flag, command] = list.words
  const isShellForm = list.words.length === 3 && shell === '"/bin/sh"' && flag === '"-c"'
  return (isShellForm && command && unquote(command)) || asList(list.words)
}

function unquote(literal: string): string | undefined {
  try {
    return fold(String(JSON.parse(literal)))
  } catch {
    return undefined // an escape that Go has and JSON has not
  }
}

const HEALTH_OPTIONS = ['interval', 'timeout', 'start-period', 'start-interval']

/** Restores `&{["CMD-SHELL" "curl x"] "30s" "3s" "0s" "0s" '\x03'}`; older builders have one duration less. */
function restoreHealthcheck(args: string): string | undefined {
  const list = args.startsWith('&{') ? quotedList(args.slice(2)) : undefined
  if (!list) return undefined
  const [form, ...words] = list.words
  if (form === '"NONE"') return 'NONE'
  const command = (form === '"CMD-SHELL"' && words[0] && unquote(words[0])) || asList(words)
  const durations = [...list.rest.matchAll(/"(\w+)"/g)].map(([, duration = '']) => duration)
  const options = HEALTH_OPTIONS.map((name, index) => `--${name}=${shortDuration(durations[index] ?? '0s')}`)
  const given = [...options, `--retries=${retriesIn(list.rest)}`].filter((option) => !/=0s?$/.test(option))
  return [...given, `CMD ${command}`].join(' ')
}

const shortDuration = (duration: string) => duration.replace(/(?<=m)0s$/, '').replace(/(?<=h)0m$/, '')

const RUNES: Readonly<Record<string, number>> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13 }

/** Go prints the number of retries as a character: 3 as `'\x03'`, 10 as `'\n'`, 48 as `'0'`. */
function retriesIn(text: string): number {
  const rune = /'(?:\\[xuU](?<hex>[0-9a-f]+)|\\(?<letter>.)|(?<plain>.))'/u.exec(text)?.groups
  if (rune?.hex) return Number.parseInt(rune.hex, 16)
  if (rune?.letter) return RUNES[rune.letter] ?? rune.letter.codePointAt(0) ?? 0
  return rune?.plain?.codePointAt(0) ?? 0
}
