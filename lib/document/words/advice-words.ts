import type { AdviceReport, NoAdvice, Repeat } from '../../analysis/advisor/advice'
import type { Advice } from '../../analysis/chain-report'
import { formatBytes, type Units } from '../../i18n/format'
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
    bytes: (evidence.by === 'sizes' ? '≈' : '') + formatBytes(bytes ?? transferBytes ?? 0, units),
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
  const known = (bytes: number | undefined) => (bytes === undefined ? 'none' : formatBytes(bytes, units))
  return t('saves', { host: known(savedHostBytes), registry: known(savedRegistryBytes) })
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
    bytes: formatBytes('bytes' in none ? none.bytes : 0, units),
  })
}

/** One piece of advice as a sentence; layers count from 1, the base. @param t  of the namespace `waste` */
export function adviceText(t: Translate, { code, layers, files }: Advice): string {
  const from = layers[0] ?? 0
  const by = layers.at(-1) ?? from
  return t(sentenceOf(code, from === by), { from: from + 1, by: by + 1, files })
}

function sentenceOf(code: Advice['code'], isOneLayer: boolean): string {
  if (code === 'drop-repeated') return 'dropRepeated'
  if (code === 'delete-where-created') return 'deleteWhereCreated'
  return isOneLayer ? 'mergeSame' : 'mergeSteps'
}
