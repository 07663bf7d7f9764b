/** Frames of a spinner that every font of a terminal has. */
const FRAMES = ['|', '/', '-', '\\'] as const
const FRAME_MS = 120
/** Nothing moves for what is done at once. */
const PATIENCE_MS = 400
const CLEAR_LINE = '\r\u001b[K'

export interface ErrorStream {
  readonly isTTY?: boolean
  readonly columns?: number
  write(text: string): unknown
}

/**
 * One line on standard error that says what is being done, while it is done: on a terminal only, without colours,
 * and gone afterwards. Sentences for people go the same way, so that they do not meet on one line.
 */
export class Progress {
  private timer: NodeJS.Timeout | undefined
  private readonly startedAt = performance.now()
  private frame = 0
  private shown = false

  constructor(
    private readonly stream: ErrorStream,
    quiet: boolean,
    /** What is being done now. */
    private doing: () => string = () => '',
  ) {
    if (quiet || !stream.isTTY) return
    this.timer = setInterval(() => this.draw(), FRAME_MS)
    this.timer.unref()
  }

  /** Changes what is said. */
  set(doing: () => string): void {
    this.doing = doing
  }

  /** Leaves a sentence on standard error, as programs do: `strata: …`. */
  say(sentence: string): void {
    this.clear()
    this.stream.write(`strata: ${plainLine(sentence)}\n`)
  }

  end(): void {
    clearInterval(this.timer)
    this.clear()
  }

  private draw(): void {
    const elapsed = performance.now() - this.startedAt
    if (elapsed < PATIENCE_MS) return
    const text = `${FRAMES[this.frame++ % FRAMES.length]} ${plainLine(this.doing())} (${(elapsed / 1000).toFixed(0)} s)`
    this.stream.write(CLEAR_LINE + text.slice(0, (this.stream.columns ?? 80) - 1))
    this.shown = true
  }

  private clear(): void {
    if (this.shown) this.stream.write(CLEAR_LINE)
    this.shown = false
  }
}

/** What a registry says may hold control characters; a terminal would obey them. */
function plainLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ')
}
