import { exact, unknown } from '../../../analysis/cell'
import type { PullLayer } from '../../../analysis/downloads-report'
import { profileMeant } from '../../../analysis/pull/profiles'
import type { LayerTimes, PullTimeline } from '../../../analysis/pull/timeline'
import type { CardCell, CardTable, TimelineChart } from '../../document'
import { layersByWay, layersWithoutBytes, pullTimeline, settledLink } from '../../downloads/pull-timeline'
import { aboutText, columnsNamed, figureCell, LEFT, RIGHT, textCell } from '../../values'
import { refusalTexts } from '../../words/blob-words'
import {
  holdsText,
  layerName,
  pullReasonText,
  pullTimeText,
  secondsOf,
  unsureTexts,
} from '../../words/pull-words'
import { shortened } from '../../words/shortened'
import { sourceText } from '../../words/source-text'
import type { CardDefinition, PullContext } from '../card'

type Timeline = Extract<PullTimeline, { ok: true }>

interface Pulled extends PullContext {
  /** Undefined while the bytes of a layer are not known, and for a network that is none. */
  readonly timeline: Timeline | undefined
}

/** One pull, layer by layer: what is done with it, why, and when. */
export const pullCard: CardDefinition<'pull'> = {
  id: 'pull',
  title: 'pull.title',
  pages: ['downloads'],
  needs: 'pull',
  says(context) {
    const { report, choice, pull, words } = context
    const t = words('pull')
    const simulated = pullTimeline(pull, settledLink(context, report.compare.rule))
    const timeline = simulated?.ok ? simulated : undefined
    const pulled: Pulled = { ...context, timeline }
    const lacking = layersWithoutBytes(pull).length
    return {
      note: words('exportsMore')('pullNote'),
      remarks: [
        ...refusalTexts([pull], context),
        ...unsureTexts(words, pull),
        ...(lacking > 0 ? [t('unknownBytes', { layers: lacking })] : []),
        linkText(context),
        ...(simulated ? [words('exportsMore')('pullModel')] : []),
      ],
      tables: [summaryOf(pulled), ...layerTables(pulled)],
      charts: timeline && pull.layers.length > 0 ? [chartOf(pulled, timeline)] : [],
      // A network carries transfer bytes, whichever ones the rest of the page counts.
      source: sourceText(words('cards'), {
        ...report.compare,
        basis: 'transfer',
        strategies: [choice.strategy],
      }),
    }
  },
}

/** The network and the host that the times rest on. */
function linkText(context: PullContext): string {
  const { words, report, profile } = context
  const [t, of] = [words('pull'), words('profiles')]
  const { bw, lat, disk, conc, part, lanes, unpack } = settledLink(context, report.compare.rule)
  const pairs = [
    [t('link.bw'), `${bw} MB/s`],
    [t('link.lat'), `${lat} ms`],
    [t('link.disk'), `${disk} MB/s`],
    [of('label'), of(`name.${profileMeant({ profile }, report.compare.rule).id}`)],
    [of('setting.downloads'), String(conc)],
    [of('setting.partMib'), part === 0 ? of('whole') : of('parts', { mib: part })],
    [of('setting.lanes'), String(lanes)],
    [of('setting.order'), of(`order.${unpack}`)],
  ] as const
  return pairs.map(([name, text]) => aboutText(words, name, text)).join(' · ')
}

function summaryOf(pulled: Pulled): CardTable {
  const { choice, pull, timeline, words } = pulled
  const t = words('pull')
  const have = words('have')
  const more = words('exportsMore')
  const { fetched, spared } = layersByWay(pull)
  const unknowns = layersWithoutBytes(pull)
  const code = unknowns.some(({ unsized }) => unsized) ? 'size-unknown' : 'no-registry'
  const lacking = { code, data: { layers: unknowns.length } } as const
  const downloads = timeline ? exact(timeline.downloadedBytes, 'bytes') : unknown('bytes', lacking)
  const lines: readonly (readonly [string, CardCell])[] = [
    [have('strategy'), textCell(choice.strategy.name)],
    [have('to'), textCell(pull.tag)],
    [have('from'), textCell(holdsText(t, pull))],
    [t('downloads'), figureCell(downloads, pulled, 'transfer')],
    [t('fetched'), figureCell(exact(fetched.length, 'layers'), pulled, 'round')],
    [t('spared'), figureCell(exact(spared.length, 'layers'), pulled, 'round')],
    [t('time'), textCell(timeline ? pullTimeText(t, timeline.totalMs) : '—')],
  ]
  return {
    caption: more('summary'),
    columns: columnsNamed(more, { figure: 'left', value: 'left' }),
    rows: lines.map(([name, value]) => [textCell(name), value]),
  }
}

const TIMES = { downloadFrom: 'right', downloadTo: 'right', unpackedAt: 'right' } as const

/** What is downloaded first, then what is reused; none for no layers. */
function layerTables(pulled: Pulled): readonly CardTable[] {
  const t = pulled.words('pull')
  const { fetched, spared } = layersByWay(pulled.pull)
  return [
    ...(fetched.length > 0 ? [layersOf(pulled, t('downloaded'), fetched)] : []),
    ...(spared.length > 0 ? [layersOf(pulled, t('reused'), spared)] : []),
  ]
}

type Placed = ReturnType<typeof layersByWay>['fetched']

function layersOf(pulled: Pulled, caption: string, layers: Placed): CardTable {
  const { timeline, words } = pulled
  const t = words('pull')
  const more = words('exportsMore')
  const times = timeline?.layers
  return {
    caption,
    columns: [
      { id: 'layer', title: more('layer'), ...LEFT },
      { id: 'instruction', title: words('chain')('instruction'), ...LEFT },
      { id: 'transfer', title: words('chain')('transfer'), ...RIGHT },
      { id: 'way', title: more('what'), ...LEFT },
      { id: 'why', title: more('why'), ...LEFT },
      ...(times ? columnsNamed(more, TIMES) : []),
    ],
    rows: layers.map(({ layer, place }) => [
      textCell(String(place + 1)),
      textCell(shortened(layerName(layer))),
      figureCell(bytesOf(layer), pulled, 'transfer'),
      textCell(t(`way.${layer.way}`)),
      textCell(pullReasonText(t, layer.why)),
      ...(times ? timesOf(times[place]) : []),
    ]),
  }
}

function bytesOf({ transferBytes, unsized }: PullLayer) {
  return transferBytes === undefined
    ? unknown('bytes', { code: unsized ? 'size-unknown' : 'no-registry', data: { layers: 1 } })
    : exact(transferBytes, 'bytes')
}

/** In seconds from the start of the pull; nothing for what a layer is spared. */
function timesOf({ downloadFromMs, downloadToMs, unpackToMs }: LayerTimes = {}): readonly CardCell[] {
  return [downloadFromMs, downloadToMs, unpackToMs].map((ms) =>
    textCell(ms === undefined ? '' : String(secondsOf(ms))),
  )
}

function chartOf({ choice, pull, words }: Pulled, { layers, totalMs }: Timeline): TimelineChart {
  const t = words('pull')
  // The chart may stand without the table that says whose pull it is.
  const whose = [
    aboutText(words, choice.strategy.name, pull.tag),
    aboutText(words, words('have')('from'), holdsText(t, pull)),
  ]
  return {
    kind: 'timeline',
    title: whose.join(' · '),
    note: words('exportsMore')('pullChart'),
    totalMs,
    lanes: pull.layers.map((layer, index) => {
      const { downloadFromMs, downloadToMs, unpackFromMs, unpackToMs } = layers[index] ?? {}
      return {
        label: `${index + 1}. ${shortened(layerName(layer))}`,
        bytes: layer.transferBytes,
        download: spanOf(downloadFromMs, downloadToMs),
        unpack: spanOf(unpackFromMs, unpackToMs),
        reused: layer.way !== 'download',
      }
    }),
  }
}

function spanOf(from: number | undefined, to: number | undefined): readonly [number, number] | undefined {
  return from === undefined || to === undefined ? undefined : [from, to]
}
