import type { CardCell, CardDocument, CardTable, CardValue, LegendEntry } from '../../document/document'
import type { TextFormat } from './format'

/**
 * The cells for scripts: each with its kind, value, unit, exactness and reason, beside the text that a person sees.
 * `version` goes up when something is renamed or taken away; fields may be added.
 */
export const json: TextFormat<'json'> = {
  id: 'json',
  mediaType: 'application/json; charset=utf-8',
  kind: 'text',
  write(documents) {
    const whole = { format: 'strata.export', version: 1, documents: documents.map(documentOf) }
    return `${JSON.stringify(whole, null, 2)}\n`
  },
}

function documentOf({ charts: _, legend, tables, ...rest }: CardDocument) {
  return {
    ...rest,
    legend: legend.map(({ name }) => name),
    tables: tables.map((table) => tableOf(table, legend)),
  }
}

function tableOf({ caption, columns, rows, totals = [] }: CardTable, legend: readonly LegendEntry[]) {
  const rowOf = (row: readonly CardCell[]) =>
    columns.map(({ id, perStrategy }, place) => {
      const { values = [], beside } = row[place] ?? {}
      const all = (some: readonly CardValue[]) =>
        some.map((value, strategy) => saidValue(value, perStrategy ? legend[strategy]?.name : undefined))
      return { column: id, values: all(values), ...(beside && { beside: all(beside) }) }
    })
  return {
    caption,
    columns: columns.map(({ id, title, perStrategy, beside }) => ({ id, title, perStrategy, beside })),
    rows: rows.map(rowOf),
    totals: totals.map(rowOf),
  }
}

/** The value in its unit, bytes as whole ones; no `value` where nothing is known. */
function saidValue({ text, cell, why, best }: CardValue, strategy: string | undefined) {
  const reason = cell && 'why' in cell ? cell.why?.code : undefined
  return { ...(strategy !== undefined && { strategy }), text, ...cell, reason, why, best }
}
