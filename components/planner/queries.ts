import { queryOptions } from '@tanstack/react-query'
import type { AdviceReport } from '@/lib/analysis/advisor/advice'
import type { PlanReport } from '@/lib/analysis/planner/from-series'
import { getJson } from '../data/get-json'

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
