import { comparisonCard } from './comparison'

export const uncachedCard = comparisonCard('uncached', ['compare', 'planner', 'report'])
