import { ANSWERS } from './answers'
import type { Attack } from './attack'
import { DOOR } from './door'
import { LISTS } from './lists'
import { QUESTIONS } from './questions'
import { SCANS } from './scans'
import { UPLOADS } from './uploads'

/** All attacks, in the order in which they are made. */
export const ATTACKS: readonly Attack[] = [...DOOR, ...QUESTIONS, ...ANSWERS, ...LISTS, ...SCANS, ...UPLOADS]
