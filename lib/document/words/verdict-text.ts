import type { CompareReport, Verdict } from '../../analysis/report'

/** The data of a verdict's sentence, with strategies by name. */
export function verdictValues(
  { code, data }: Verdict,
  strategies: CompareReport['strategies'],
): Record<string, string | number> {
  const name = (key: string) => strategies[Number(data[key])]?.name ?? ''
  if (code === 'winner-changes') return { ...data, from: name('from'), to: name('to') }
  return code === 'layer-limit' ? { ...data, strategy: name('strategy') } : data
}
