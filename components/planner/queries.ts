import { queryOptions } from '@tanstack/react-query'
import type { Advice, NoAdvice } from '@/lib/analysis/advisor/advice'
import type { PlanFromSeries } from '@/lib/analysis/planner/from-series'
import { getJson } from '../data/get-json'

/** `GET /api/plan?s=`: a plan read out of a real series, and how each field was found. */
export type PlanReport = PlanFromSeries

/** `GET /api/advice?s=`: a re-layering that would cost less, or why there is none. */
export type AdviceReport = Omit<Advice, 'today' | 'proposed' | 'known'> | { readonly none: NoAdvice }

/** @param search  query string with `s` and what chooses between sources */
export const planQuery = (search: string) =>
  queryOptions({
    queryKey: ['plan', search],
    queryFn: ({ signal }) => getJson<PlanReport>(`/api/plan${search}`, signal),
  })

export const adviceQuery = (search: string) =>
  queryOptions({
    queryKey: ['advice', search],
    queryFn: ({ signal }) => getJson<AdviceReport>(`/api/advice${search}`, signal),
  })
