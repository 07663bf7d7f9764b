import type { CompareReport, ImageReport } from '../../analysis/report'
import { formatTime } from '../../i18n/format'
import { formatPlatform } from '../../oci/platform'
import type { Translate } from './translate'

const SHORT = 12

export interface TagSourceWords {
  /** Of the namespaces `cards` and `tag`. */
  readonly cards: Translate
  readonly tag: Translate
}

/**
 * Which image it is, where that is known from, for which platform and when it was read: what makes a picture of one
 * tag stand alone.
 *
 * @param answered  the engine that tells of local images, and which kind of source answered
 * @param others    further images that are compared with it
 */
export function tagSourceText(
  { cards, tag: t }: TagSourceWords,
  report: ImageReport,
  { engine, source, snapshot }: Pick<CompareReport, 'engine' | 'source' | 'snapshot'>,
  others: readonly ImageReport[] = [],
): string {
  const { image } = report.tag
  if (!image) return report.tag.reference
  const places = image.presentIn.map((kind) => {
    if (kind === 'registry' || kind === 'archive' || !engine) return t(kind)
    return cards('engineLive', { version: engine.version, store: engine.store })
  })
  const marks = [
    ...(source === 'sample' ? [cards('sampleMark')] : []),
    ...(snapshot ? [`${t('snapshot')} ${snapshot.name}, ${formatTime(snapshot.createdAt)}`] : []),
  ]
  const from = [places.join(', '), ...marks.map((mark) => `(${mark})`)].join(' ')
  return [
    [report, ...others].map(nameOf).join(', '),
    from,
    ...(image.platform ? [formatPlatform(image.platform)] : []),
    formatTime(image.readAt),
  ].join(' · ')
}

/** A reference with its short digest. */
function nameOf({ tag: { reference, image } }: ImageReport): string {
  const digest = image?.manifestDigest ?? image?.imageId
  return digest === undefined ? reference : `${reference} (${digest.replace(/^\w+:/, '').slice(0, SHORT)})`
}
