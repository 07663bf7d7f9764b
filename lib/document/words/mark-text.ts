import type { Mark } from '../compare/marks'
import type { Translate } from './translate'

/** A mark in a word, and why it is there in a sentence. @param t  of the namespace `cards` */
export function markText(
  t: Translate,
  { code, data }: Mark,
): { readonly text: string; readonly why: string } {
  if (code === 'inferred') return { text: '≈', why: t('inferred') }
  return { text: t(code), why: t(`${code}Why`, data) }
}
