import { PLAN_HOST } from '../../analysis/planner/plan'
import type { CompareReport, ImageReport, StrategyReport, TagReport } from '../../analysis/report'
import { formatTime } from '../../i18n/format'
import { isPlan } from '../../link/plan-param'
import { plain } from '../../oci/plain'
import { formatPlatform } from '../../oci/platform'
import { engineText } from './engine-words'
import type { Translate } from './translate'

/**
 * What was measured, where, in which basis and when: what makes a picture of a card stand alone.
 * @param t  of the namespace `cards`
 */
export function sourceText(t: Translate, report: CompareReport): string {
  const { engine, source, snapshot, basis, at, strategies } = report
  const from = engine ? engineText(t, engine) : t('engineNone')
  const read = (from: { readonly createdAt: string }) =>
    t('snapshotMark', { time: formatTime(from.createdAt) })
  // That the facts are no live ones.
  const mark = source === 'sample' ? t('sampleMark') : snapshot && read(snapshot)
  const isSaved = source === 'sample' || source === 'snapshot'
  const text = t('source', {
    references: strategies
      .map((strategy) => {
        if (isMade(strategy)) return t('made', { name: strategy.name })
        return rangeOf(strategy) + (strategy.from ? ` [${read(strategy.from)}]` : '')
      })
      .join(', '),
    engine: mark === undefined ? from : `${from} (${mark})`,
    basis,
    // A snapshot holds what was true when it was read, whenever it is opened.
    time: formatTime((isSaved && newestReading(strategies)) || at),
  })
  // Where no series has a tag there is nothing to name first.
  return plain(text.replace(/^ · /, ''))
}

/** A plan or a proposal: no such image was built. */
function isMade({ input, tags }: StrategyReport): boolean {
  return isPlan(input.reference) || tags.some(({ reference }) => reference.startsWith(`${PLAN_HOST}/`))
}

/** `localhost:5000/app:0.0.1…0.0.4 (abcdef012345)`: the digest is the last tag's. */
function rangeOf({ input, tags }: StrategyReport): string {
  const [first] = tags
  const last = tags.at(-1)
  if (!first || !last) return input.reference
  // What follows the last colon is a tag, be it all digits: a port has a path behind it.
  const reference = input.reference.replace(/:[\w.-]+$/, '')
  const range = first === last ? first.tag : `${first.tag}…${last.tag}`
  return `${reference}:${range}${digestOf(last)}`
}

/** ` (abcdef012345)`; empty where no digest is known. */
function digestOf({ image }: TagReport): string {
  const digest = image?.manifestDigest ?? image?.imageId
  return digest === undefined ? '' : ` (${digest.replace(/^\w+:/, '').slice(0, 12)})`
}

function newestReading(strategies: readonly StrategyReport[]): string {
  const times = strategies.flatMap(({ tags }) => tags.flatMap(({ image }) => (image ? [image.readAt] : [])))
  return times.reduce((latest, time) => (time > latest ? time : latest), '')
}

/**
 * Which image it is, where that is known from, for which platform and when it was read: what makes a picture of one
 * tag stand alone.
 *
 * @param words     of the namespaces `cards` and `tag`
 * @param answered  the engine that holds local images, and which kind of source answered
 * @param others    further images that are compared with it
 */
export function tagSourceText(
  { cards, tag: t }: Readonly<Record<'cards' | 'tag', Translate>>,
  report: ImageReport,
  { engine, source, snapshot }: Pick<CompareReport, 'engine' | 'source' | 'snapshot'>,
  others: readonly ImageReport[] = [],
): string {
  const { image } = report.tag
  if (!image) return report.tag.reference
  const places = image.presentIn.map((kind) => {
    if (kind === 'registry' || kind === 'archive' || !engine) return t(kind)
    return engineText(cards, engine)
  })
  const marks = [
    ...(source === 'sample' ? [cards('sampleMark')] : []),
    ...(snapshot ? [`${t('snapshot')} ${snapshot.name}, ${formatTime(snapshot.createdAt)}`] : []),
  ]
  const from = [places.join(', '), ...marks.map((mark) => `(${mark})`)].join(' ')
  return [
    [report, ...others].map(({ tag }) => tag.reference + digestOf(tag)).join(', '),
    from,
    ...(image.platform ? [formatPlatform(image.platform)] : []),
    formatTime(image.readAt),
  ].join(' · ')
}
