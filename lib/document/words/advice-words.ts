import type { AdviceReport, NoAdvice, Repeat } from '../../analysis/advisor/advice'
import type { AdviceGroup } from '../../analysis/grouped-advice'
import type { PlaceTag } from '../../analysis/place-report'
import { type BytesOf, formatBytes, type Units } from '../../i18n/format'
import type { Translate } from './translate'

/** The advisor's answer where it has something to advise. */
export type FoundAdvice = Exclude<AdviceReport, { readonly none: NoAdvice }>

/** What these tags repeat and what to do about it. @param t  of the namespace `advisor` */
export function repeatText(
  t: Translate,
  { code, evidence }: FoundAdvice,
  repeat: Repeat,
  units: Units,
): string {
  const { tags, bytes, transferBytes } = repeat
  return t(`repeat.${code}`, {
    bytes:
      (evidence.by === 'sizes' ? '≈' : '') +
      formatBytes(bytes ?? transferBytes ?? 0, bytes === undefined ? 'transfer' : 'unpacked', units),
    tags: tags.length,
    first: tags[0] ?? '',
    last: tags.at(-1) ?? '',
  })
}

/** What all tags together would take less. @param t  of the namespace `advisor` */
export function savingText(
  t: Translate,
  { savedHostBytes, savedRegistryBytes }: FoundAdvice,
  units: Units,
): string {
  const known = (bytes: number | undefined, of: BytesOf) =>
    bytes === undefined ? 'none' : formatBytes(bytes, of, units)
  return t('saves', {
    host: known(savedHostBytes, 'unpacked'),
    registry: known(savedRegistryBytes, 'transfer'),
  })
}

/** How sure it is. @param t  of the namespace `advisor` */
export function evidenceText(t: Translate, { evidence }: FoundAdvice): string {
  return t(`evidence.${evidence.by}`)
}

/** Why there is nothing to advise. @param t  of the namespace `advisor` */
export function noAdviceText(t: Translate, none: NoAdvice, units: Units): string {
  return t(`none.${none.code}`, {
    tags: 'tags' in none ? none.tags : 0,
    layers: 'layers' in none ? none.layers : 0,
    shared: 'sharedLayers' in none ? none.sharedLayers : 0,
    bytes: formatBytes('bytes' in none ? none.bytes : 0, 'unpacked', units),
  })
}

/**
 * One cause as a sentence; layers count from 1, the base.
 *
 * @param t     of the namespace `waste`
 * @param tags  the series of the image
 */
export function adviceText(
  t: Translate,
  { code, layers, files }: AdviceGroup,
  tags: readonly Pick<PlaceTag, 'ends'>[],
): string {
  if (code === 'between-releases') {
    return t('betweenReleases', { count: tags.filter(({ ends }) => ends !== undefined).length, files })
  }
  const numbers = layers.map((layer) => layer + 1)
  const by = numbers.at(-1) ?? 0
  const from = numbers.length > 1 ? numbers.slice(0, -1) : numbers
  const count = code === 'drop-repeated' ? numbers.length : from.length
  return t(sentenceOf(code, numbers.length === 1), { from: from.join(', '), by, files, count })
}

function sentenceOf(code: Exclude<AdviceGroup['code'], 'between-releases'>, isOneLayer: boolean): string {
  if (code === 'drop-repeated') return 'dropRepeated'
  if (code === 'delete-where-created') return 'deleteWhereCreated'
  return isOneLayer ? 'mergeSame' : 'mergeSteps'
}
