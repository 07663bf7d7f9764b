import type { Advice } from '../../analysis/chain-report'
import type { Translate } from './translate'

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
