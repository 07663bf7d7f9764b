import type { Store } from '../../oci/facts'
import { formatRepository } from '../../oci/reference'
import type { NumberCell } from '../cell'
import { SERIES_MEASURES } from '../measures/series'
import { notesOf } from '../notes'
import type { RuleId } from '../pull/rules'
import type { CompareInput } from '../question'
import type { CompareReport, SeriesCellId, StrategyReport } from '../report'
import { alignRows } from '../series/align'
import { kindOf } from '../series/kind'
import { baseLayersOf } from './base-layers'
import type { CompareFacts, SeriesFacts } from './facts'
import { LayerTable } from './layer-table'
import { distinctNames, shortNameOf } from './names'
import { paceReport } from './releases'
import { beyondFor, endsFor, knownBySide, sideOf } from './sides'
import { fillUnpacked, imageOfTag, type TagImage } from './tag-image'
import { type SeriesContext, tagReports } from './tag-reports'
import { type VerdictInput, verdictsOf } from './verdicts'

/**
 * Computes the whole comparison from facts: the one answer that the page, the API and the exports draw.
 * Pure; time grows with tags × layers.
 */
export function compareReport(input: CompareInput, facts: CompareFacts): CompareReport {
  const { rule, ruleFrom } = ruleOf(input.rule, facts.engine?.store)
  const series = imagesOf(facts.series)
  const knownOn = knownBySide(facts, series)
  const table = new LayerTable()
  const named = facts.series.map((one, position) => ({ ...one, colour: one.input.colour ?? position }))
  const names = distinctNames(named, ({ repository }) =>
    repository ? [shortNameOf(repository.repository)] : [],
  )
  const strategies = facts.series.map((one, position) =>
    strategyReport(one, {
      tags: series[position] ?? [],
      position,
      names,
      known: knownOn(one),
      ends: endsFor(facts, one),
      beyond: beyondFor(facts, one),
      table,
      rule,
      input,
    }),
  )
  const rows = alignRows(strategies.map(({ tags }) => tags))
  const report = {
    at: facts.at,
    source: facts.source,
    snapshot: facts.snapshot,
    engine: facts.engine,
    guess: facts.guess,
    rule,
    ruleFrom,
    cache: input.cache,
    basis: input.basis,
    strategies,
    rows,
    layers: table.layers,
    verdicts: verdictsOf({
      strategies,
      rows,
      basis: input.basis,
      rule,
      over: overTags(series, strategies, rule),
    }),
  }
  return { ...report, notes: notesOf(report) }
}

/** Figures of series over some of their tags. */
function overTags(
  series: readonly (readonly TagImage[])[],
  strategies: readonly StrategyReport[],
  rule: RuleId,
): VerdictInput['over'] {
  return (position, id, tags) => {
    const measure = SERIES_MEASURES.find((one) => one.id === id)!
    const images = tags.flatMap((tag) => series[position]?.[tag]?.image ?? [])
    const cells = tags.flatMap((tag) => strategies[position]?.tags[tag]?.cells ?? [])
    return measure.of({ images, cells, missing: tags.length - images.length, rule })
  }
}

function ruleOf(
  asked: CompareInput['rule'],
  store: Store | undefined,
): Pick<CompareReport, 'rule' | 'ruleFrom'> {
  if (asked !== 'auto') return { rule: asked, ruleFrom: 'chosen' }
  return store === undefined ? { rule: 'classic', ruleFrom: 'default' } : { rule: store, ruleFrom: 'daemon' }
}

/** Joins what the sources reported, and lets every tag borrow what another of its side tells of the same content. */
export function imagesOf(series: readonly SeriesFacts[]): readonly (readonly TagImage[])[] {
  const joined = series.map((one) => ({ side: sideOf(one), tags: one.tags.map(imageOfTag) }))
  const filled = new Map<string, IterableIterator<TagImage>>()
  for (const side of new Set(joined.map((one) => one.side))) {
    const own = series.filter((one) => sideOf(one) === side)
    const daemonFacts = own.flatMap(({ tags }) => tags.flatMap(({ daemon }) => (daemon ? [daemon] : [])))
    const tags = joined.flatMap((one) => (one.side === side ? one.tags : []))
    filled.set(side, fillUnpacked(tags, daemonFacts).values())
  }
  return joined.map(({ side, tags }) => tags.map((tag) => filled.get(side)?.next().value ?? tag))
}

function strategyReport(facts: SeriesFacts, context: SeriesContext): StrategyReport {
  const { tags, position, known, names } = context
  const own = facts.repository && formatRepository(facts.repository)
  const images = tags.flatMap(({ image }) => (image ? [image] : []))
  const readable = tags.flatMap(({ facts: { tag }, image }) => (image ? [{ tag, image }] : []))
  const kind = kindOf(readable, (chainId) => known.baseAt(chainId))
  const base = baseLayersOf(tags, kind, known, own)
  const { reports, points } = tagReports(facts, context, base)
  const cells = reports.flatMap((report) => (report.image ? [report.cells] : []))
  const series = {
    images,
    cells,
    missing: tags.length - images.length,
    rule: context.rule,
    stored: points.at(-1),
  }
  return {
    input: facts.input,
    repository: own,
    name: names[position] ?? facts.input.reference,
    colour: facts.input.colour ?? position,
    from: facts.from && { name: facts.from.name, createdAt: facts.from.createdAt },
    kind,
    reading: facts.reading,
    cells: Object.fromEntries(
      images.length === 0 ? [] : SERIES_MEASURES.map((measure) => [measure.id, measure.of(series)]),
    ) as Partial<Record<SeriesCellId, NumberCell>>,
    pace: images.length === 0 ? undefined : paceReport(images, points),
    tags: reports,
    tagsFound: facts.tagsFound,
    problems: facts.problems,
  }
}
