import 'server-only'
import { type PlannerState, toAdviceInput } from '../../link/planner-state'
import { failureIn, SourceError } from '../../sources/source'
import { readCompare } from '../compare'
import { InputError } from '../inputs'
import { readAdvice } from '../planner'
import { plannedInput } from '../view-words'
import { once, type PageReader, saidWith } from './page-reader'

/** The plans, and measured strategies beside them; then what the advisor says of the repository that the link names. */
export const readPlannerPage: PageReader<'planner'> = (question) => {
  const { words, alone, signal } = question
  const state = saidWith(question)
  // Beside other cards the advisor says what could not be read, as the page does.
  const read = once(async () => {
    const answer = state.advise === '' ? undefined : await answerOf(state, signal)
    if (!alone) return answer
    if (!answer) throw new InputError('advise: expected the repository that is asked about')
    if ('code' in answer) throw new SourceError(answer)
    return answer
  })
  const compared = once(async () => {
    return { ...state, report: await readCompare(plannedInput(state, words), signal) }
  })
  return {
    compare: compared,
    answer: compared,
    advice: async () => {
      const answer = await read()
      return answer && { ...state, answer }
    },
    advised: async () => {
      const answer = await read()
      if (answer && 'advice' in answer && 'report' in answer.advice) {
        return { ...state, report: answer.advice.report }
      }
      if (alone) throw new InputError('advise: there is nothing to advise')
      return undefined
    },
  }
}

/** What the advisor answers, or why no source has the repository. */
async function answerOf(state: PlannerState, signal: AbortSignal) {
  const input = toAdviceInput(state)
  const { strategy, ...question } = input
  try {
    const advice = await readAdvice(input, signal)
    const compared = { ...question, strategies: [strategy], basis: 'unpacked', cache: 'earlier' } as const
    return { advice, asked: await readCompare(compared, signal) }
  } catch (error) {
    return failureIn(error)
  }
}
