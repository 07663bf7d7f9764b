import { comparisonCard } from './comparison'

export const cachedCard = comparisonCard('cached', ['compare', 'downloads', 'planner', 'report'])
