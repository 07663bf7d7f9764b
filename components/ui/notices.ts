/** A sentence about something that has just been done, or could not be. */
export interface Notice {
  readonly tone: 'good' | 'bad'
  /** In the language of the page. */
  readonly text: string
}

type Listener = (notice: Notice) => void

let listener: Listener | undefined
let waiting: readonly Notice[] = []
let called = false
const callers = new Set<() => void>()

/** Says for a few seconds, without covering the page, what came of an action. */
export function notify(notice: Notice): void {
  if (listener) listener(notice)
  else waiting = [...waiting, notice]
  called = true
  for (const call of callers) call()
}

/** Calls when there is the first notice. @returns ends it */
export function awaitNotices(call: () => void): () => void {
  callers.add(call)
  return () => void callers.delete(call)
}

/** Whether there has been one. */
export const hadNotices = (): boolean => called

/** Hands all notices to what shows them, those first that came before. @returns ends it */
export function showNotices(show: Listener): () => void {
  listener = show
  for (const notice of waiting) show(notice)
  waiting = []
  return () => {
    listener = undefined
  }
}
