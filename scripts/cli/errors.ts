/** What the exit code of a command says. */
export const EXIT = {
  fine: 0,
  /** The question could not be answered, or the answer not written. */
  unanswered: 1,
  /** The command line cannot be read. */
  usage: 2,
  /** Answered, but some tags or sources could not be read. */
  partial: 3,
  interrupted: 130,
} as const

/** The command line cannot be read; the message is for the person who typed it. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** There is no answer; the message is for a person. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
}
