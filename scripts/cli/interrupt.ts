const interrupt = new AbortController()
process.once('SIGINT', () => interrupt.abort())

/** Aborts when the person at the keyboard ends the command (SIGINT): sources hang up then. */
export const interrupted = interrupt.signal
