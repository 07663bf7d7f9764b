import { comparisonCard } from './comparison'

export const totalCard = comparisonCard('total', ['compare', 'planner', 'report'])
