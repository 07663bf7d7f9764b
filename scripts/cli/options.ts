import { Option } from 'commander'
import { closestMatch } from 'leven'
import { PLAIN_CACHE_SETS } from '../../lib/analysis/cache-set'
import { cardsOf } from '../../lib/document/cards'
import { PICTURE_SCALES, PICTURE_SIZES, PICTURE_THEMES } from '../../lib/link/exports'
import { type ExportPage, type PageParsers, parsersOf } from '../../lib/link/pages'
import { wordsOf } from '../../lib/link/params'
import { TAG_ORDERS } from '../../lib/link/strategy-param'
import { FACES } from '../../lib/link/view-state'
import { FORMAT_IDS, type FormatId } from '../../lib/render/formats'
import { UsageError } from './errors'

/** Pages whose cards a command answers with. */
export type Page = Exclude<ExportPage, 'planner'>

type Text = 'link' | 'output' | 'tags' | 'order' | 'take' | 'title' | 'notes'
type Flag = 'quiet' | 'allowPartial' | 'files' | 'gzip'

/** What a command line says beside parameters of a link. */
export type Options = Readonly<Partial<Record<Text, string> & Record<Flag, boolean>>> & {
  readonly snapshot?: readonly string[]
  readonly name?: readonly string[]
  readonly format?: FormatId
}

/** An option that is a parameter of a link. */
export class LinkOption extends Option {
  constructor(
    flags: string,
    help: string,
    readonly parameter: string,
  ) {
    super(flags, help)
  }
}

/**
 * An option that is a parameter of a page's link: the words that it may be and its default are the page's own.
 *
 * @param flags  how it is called where that is not the parameter's name
 */
export const linkOptionOf =
  <P extends Page>(page: P) =>
  (parameter: keyof PageParsers<P> & string, help: string, flags = `--${parameter} <value>`) => {
    const parsers = parsersOf(page)
    const parser = parsers[parameter]
    const standard = parser?.type === 'multi' ? undefined : parser?.defaultValue
    const text = standard === undefined ? '' : parser?.serialize(standard)
    return oneOf(new LinkOption(flags, help, parameter), wordsOf(parser), text ? ` (${text})` : '')
  }

/** @param standard  what stands at the end of its help @returns the option, which takes nothing but these words */
function oneOf<O extends Option>(option: O, words: readonly string[] | undefined, standard = ''): O {
  option.description += `${words ? `: ${words.join(', ')}` : ''}${standard}`
  if (words === undefined) return option
  option.argParser((text) => {
    if (words.includes(text)) return text
    const meant = suggestion(text, words)
    throw new UsageError(`${option.long} is one of ${words.join(', ')}, not '${text}'${meant}`)
  })
  return option
}

/** An option that may be given several times. */
function repeated(flags: string, help: string): Option {
  return new Option(flags, help).argParser((text, before: readonly string[] = []) => [...before, text])
}

/** `; did you mean x?` or nothing. */
export function suggestion(text: string, names: readonly string[]): string {
  const name = closestMatch(text, names, { maxDistance: Math.min(2, Math.ceil(text.length / 2)) })
  return name === undefined ? '' : `; did you mean ${name}?`
}

/** Where figures come from and how they are said: options that every answer has. */
export const viewOptions = (page: Page): readonly Option[] => [
  linkOptionOf(page)('units', 'units of bytes'),
  linkOptionOf(page)('platform', "platform of a multi-platform image (the daemon's, else linux/amd64)"),
  linkOptionOf(page)('source', 'daemon and registries (auto), sample, official, archive:NAME, snapshot:NAME'),
  repeated(
    '--snapshot <file>',
    'open a saved snapshot, and read from it; with --source auto beside live tags: REF;from=FILE',
  ),
  new Option('--link <url>', 'start from what a link of the page shows; options and REFs go before it'),
  linkOptionOf(page)('lang', 'language of the answer, English when absent'),
  new Option('--allow-partial', 'exit with 0 where some tags or sources could not be read'),
  new Option('-q, --quiet', 'show no progress; problems are told all the same'),
]

export const OUTPUT = new Option('-o, --output <file>', 'write to a file instead of standard output')

/** Options of every command that answers with cards of a page. */
export const cardOptions = (page: Page): readonly Option[] => [
  oneOf(
    new LinkOption('--card <name>', 'one card instead of all', 'card'),
    cardsOf(page).map(({ id }) => id),
  ),
  oneOf(
    new Option('-f, --format <name>', 'format of the answer'),
    FORMAT_IDS,
    ' (by the ending of --output, else txt)',
  ),
  OUTPUT,
  oneOf(new LinkOption('--show <faces>', 'what a picture shows', 'show'), FACES, ' (chart)'),
  oneOf(new LinkOption('--size <pixels>', 'size of a picture', 'size'), PICTURE_SIZES, ' (natural)'),
  oneOf(new LinkOption('--theme <name>', 'colours of a picture', 'theme'), PICTURE_THEMES, ' (light)'),
  // `scale` of a tag's link is how its layers are drawn.
  oneOf(
    new LinkOption('--scale <n>', 'pixels of a PNG per pixel of the picture', 'dpr'),
    PICTURE_SCALES,
    ' (2; 1 with --size)',
  ),
  ...viewOptions(page),
]

/** Options of a comparison: what it is computed for, and how strategies are read whose REF does not say. */
export const compareOptions = (page: 'compare' | 'downloads'): readonly Option[] => [
  repeated('--name <name>', 'name of a strategy; the first for the first REF, and so on'),
  new Option('--tags <pattern>', 'tags to take: a glob, or a regular expression between slashes'),
  oneOf(new Option('--order <by>', 'order of the tags'), TAG_ORDERS, ' (version)'),
  new Option('--take <n>', 'take the first N tags, or the last with --take=-N'),
  linkOptionOf(page)('basis', 'bytes on the network, or on a host'),
  linkOptionOf(page)('cache', `what a host holds: ${PLAIN_CACHE_SETS.join(', ')}, previous:N, tags:A,B`),
  linkOptionOf(page)('profile', "kind of host that pulls; auto is the daemon's, else overlay2"),
  linkOptionOf(page)('rule', 'what a pull reuses, in place of the rule of that kind of host'),
]
