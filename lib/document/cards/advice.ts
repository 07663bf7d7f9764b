import type { RepeatedPath } from '../../analysis/advisor/advice'
import { exact } from '../../analysis/cell'
import type { CardTable } from '../document'
import { type CardContext, columnsNamed, figureCell, notedCell, textCell } from '../values'
import { evidenceText, type FoundAdvice, noAdviceText, repeatText, savingText } from '../words/advice-words'
import { failureText } from '../words/failure-text'
import { sourceText } from '../words/source-text'
import { type CardDefinition, documentOf } from './card'

/** Repeated paths that are listed; the others are counted. */
const MOST_PATHS = 100

/** What the advisor says of the repository that the link names. */
export const adviceCard: CardDefinition<'advice'> = {
  id: 'advice',
  title: 'advisor.heading',
  pages: ['planner'],
  needs: 'advice',
  offered: { name: 'advise' },
  says(context) {
    const { answer, advise, units, words } = context
    const t = words('advisor')
    const about = words('cards')
    const note = t('note')
    if ('code' in answer) return { note, remarks: [failureText(words('failures'), answer)], source: advise }
    const { advice, asked } = answer
    if ('none' in advice) {
      return { note, remarks: [noAdviceText(t, advice.none, units)], source: sourceText(about, asked) }
    }
    const paths = pathsOf(advice)
    const left = paths.length - MOST_PATHS
    return {
      note,
      remarks: [
        ...advice.repeats.map((repeat) => repeatText(t, advice, repeat, units)),
        savingText(t, advice, units),
        evidenceText(t, advice),
        ...(left > 0 ? [words('adviceCard')('more', { count: left })] : []),
      ],
      tables: paths.length > 0 ? [pathsTable(paths.slice(0, MOST_PATHS), context)] : [],
      source: sourceText(about, advice.report),
    }
  },
}

/** A card of a comparison under the advisor's name: the page has one of the same title of its own. */
export function advised(card: CardDefinition<'compare'>): CardDefinition<'advised'> {
  return {
    ...card,
    id: `advice-${card.id}`,
    pages: ['planner'],
    needs: 'advised',
    slides: undefined,
    offered: false,
    says(context) {
      const { words } = context
      const under = (text: string) => words('exports')('of', { name: words('advisor')('heading'), text })
      const document = documentOf(card, context)
      return (
        document && {
          ...document,
          card: `advice-${card.id}`,
          title: under(document.title),
          charts: document.charts.map((chart) => ({ ...chart, title: under(chart.title) })),
        }
      )
    },
  }
}

interface TaggedPath extends RepeatedPath {
  readonly tags: readonly string[]
}

/** Of all repeats, in their order; the largest path of each first. */
function pathsOf({ repeats }: FoundAdvice): readonly TaggedPath[] {
  return repeats.flatMap(({ tags, paths }) => paths.map((path) => ({ ...path, tags })))
}

function pathsTable(paths: readonly TaggedPath[], context: CardContext): CardTable {
  const t = context.words('adviceCard')
  return {
    columns: columnsNamed(t, { path: 'left', bytes: 'right', files: 'right', tags: 'left' }),
    rows: paths.map(({ path, directory, bytes, files, tags }) => [
      textCell(`/${path}${directory ? '/' : ''}`),
      figureCell(exact(bytes, 'bytes'), context, 'unpacked'),
      textCell(files.toLocaleString('en-US')),
      notedCell(`${tags[0] ?? ''} ~ ${tags.at(-1) ?? ''}`, t('copies', { count: tags.length })),
    ]),
  }
}
