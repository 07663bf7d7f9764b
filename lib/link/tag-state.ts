import { createSerializer, type inferParserType } from 'nuqs/server'
import type { CompareInput } from '../analysis/question'
import { parseReference, type Reference } from '../oci/reference'
import {
  MAX_PARAM,
  parseAs,
  parseAsCount,
  parseAsFlag,
  parseAsOneOf,
  parseAsReference,
  parseAsText,
} from './params'
import { viewParsers } from './view-state'

export const TAG_TABS = ['layers', 'files', 'waste', 'compare'] as const
export type TagTab = (typeof TAG_TABS)[number]

/** How the height of a band follows from its bytes: as they are, by their logarithm, all alike. */
export const SCALES = ['linear', 'log', 'equal'] as const
export type Scale = (typeof SCALES)[number]

/** Images have at most some hundred layers, and not many more steps. */
const MAX_POSITION = 9999

/** Directories, by the deepest ones that are open: what they lie in is open too. As many as a link can hold. */
const parseAsPaths = parseAs<readonly string[]>({
  least: 1,
  read(text) {
    const deepest = text.split(',').map((path) => path.replace(/%2C/g, ',').replace(/%25/g, '%'))
    return withParents(deepest)
  },
  write(paths) {
    // What is open in something that is closed is not seen.
    const seen = paths.filter((path) => parentsOf(path).every((parent) => paths.includes(parent)))
    const deepest = seen.filter((path) => !seen.some((other) => other.startsWith(`${path}/`)))
    let length = 0
    return deepest
      .map((path) => path.replace(/%/g, '%25').replace(/,/g, '%2C'))
      .filter((path) => {
        length += path.length + 1
        return length <= MAX_PARAM
      })
      .join(',')
  },
  eq: (a, b) => a.length === b.length && a.every((path) => b.includes(path)),
})

function withParents(paths: readonly string[]): readonly string[] {
  return [...new Set(paths.flatMap((path) => [...parentsOf(path), path]))].filter(Boolean)
}

function parentsOf(path: string): readonly string[] {
  return [...path.matchAll(/\//g)].map(({ index }) => path.slice(0, index))
}

const { platform, source, lang, theme, units } = viewParsers

/** The whole state of a tag's page, as its link holds it. Unknown values fall back to the defaults. */
export const tagParsers = {
  ref: parseAsText.withDefault(''),
  platform,
  source,
  lang,
  theme,
  units,
  tab: parseAsOneOf(TAG_TABS).withDefault('layers'),
  /** Position in the chain, base 0; the topmost layer when absent. */
  layer: parseAsCount(MAX_POSITION),
  scale: parseAsOneOf(SCALES).withDefault('linear'),
  view: parseAsOneOf(['layer', 'union']).withDefault('union'),
  list: parseAsOneOf(['tree', 'flat']).withDefault('tree'),
  sort: parseAsOneOf(['size', 'name']).withDefault('size'),
  q: parseAsText.withDefault(''),
  hidden: parseAsFlag.withDefault(false),
  /** Lists the paths of the other tags of the series too, so that rows keep their places from tag to tag. */
  along: parseAsFlag.withDefault(false),
  /** Directories of the tree of files that are open. */
  open: parseAsPaths.withDefault([]),
  /** The tag that this one is compared with, as what came before it: a reference; the tag before when empty. */
  with: parseAsReference.withDefault(''),
  /** Of that comparison: the pair of steps whose files are shown, steps as they were recorded, the text that paths are found by. */
  pair: parseAsCount(MAX_POSITION),
  recorded: parseAsFlag.withDefault(false),
  find: parseAsText.withDefault(''),
}

export type TagState = inferParserType<typeof tagParsers>

export interface ImageInput extends Pick<CompareInput, 'platform' | 'source'> {
  readonly reference: Reference
}

/** The tag that a state is of, and what chooses between several images of it; undefined where no tag can be read. */
export function toImageInput({ ref, platform, source }: TagState): ImageInput | undefined {
  const reference = parseReference(ref)
  return reference && { reference, platform: platform ?? undefined, source }
}

const serialize = createSerializer(tagParsers)

/** The link of a tag's page. */
export function tagLink(state: Partial<TagState>): string {
  return `/tag${serialize(state)}`
}
