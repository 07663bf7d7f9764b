import type { TagReport } from '../../analysis/report'
import { formatPlatform } from '../../oci/platform'
import type { Translate } from '../words/translate'

/** What is out of the ordinary with a tag, as data: its words are `cards.<code>` and `cards.<code>Why`. */
export interface Mark {
  readonly code: 'moved' | 'otherEntry' | 'localOnly' | 'registryOnly' | 'inferred'
  readonly data?: Readonly<Record<string, string>> | undefined
}

/** Algorithm and twelve digits. */
const SHORT = 19

/**
 * Moved, another platform's on the host, in one place only, inferred.
 * @param places  whether some tags are elsewhere than others: only then a place is worth a word
 */
export function marksOf({ moved, otherEntry, image }: TagReport, places: boolean): readonly Mark[] {
  const only = places && image?.presentIn.length === 1 ? image.presentIn[0] : undefined
  const marks: Mark[] = []
  if (moved) {
    const [daemon, registry] = [moved.daemon.slice(0, SHORT), moved.registry.slice(0, SHORT)]
    marks.push({ code: 'moved', data: { daemon, registry } })
  }
  if (otherEntry) marks.push({ code: 'otherEntry', data: { platform: formatPlatform(otherEntry) } })
  if (only === 'daemon') marks.push({ code: 'localOnly' })
  if (only === 'registry' && !otherEntry) marks.push({ code: 'registryOnly' })
  if (image?.stepsFrom === 'inferred') marks.push({ code: 'inferred' })
  return marks
}

/** A mark in a word, and why it is there in a sentence. @param t  of the namespace `cards` */
function markText(t: Translate, { code, data }: Mark): { readonly text: string; readonly why: string } {
  if (code === 'inferred') return { text: '≈', why: t('inferred') }
  return { text: t(code), why: t(`${code}Why`, data) }
}

/** The marks of a row's tags, first to last, each once. @param t  of the namespace `cards` */
export function markTexts(
  t: Translate,
  tags: readonly (TagReport | undefined)[],
  places: boolean,
): readonly { readonly text: string; readonly why: string }[] {
  const marks = tags.flatMap((tag) => (tag ? marksOf(tag, places) : [])).map((mark) => markText(t, mark))
  return [...new Map(marks.map((mark) => [`${mark.text} ${mark.why}`, mark])).values()]
}
