import { isLoopbackHost } from '../../oci/loopback.mjs'
import { SourceError } from '../source'
import type { Answer } from './answer'
import { isCertificateFailure } from './failures'
import { addressOf } from './reach'

/** Asks at a base address. `settled`: it is known to be the right one, so that a broken connection is worth another try. */
type AskAt = (base: URL, settled: boolean) => Promise<Answer>

/**
 * Finds out whether a registry is spoken to in https or in plain http, by the first question that is answered,
 * and stays with it. Plain http is a choice for loopback (asked first) and for hosts configured as insecure
 * (asked when https does not answer, as Docker does) alone.
 */
export class Endpoint {
  private bases: readonly URL[]

  constructor(
    private readonly host: string,
    insecure: boolean,
  ) {
    const schemes = isLoopbackHost(host) ? ['http', 'https'] : insecure ? ['https', 'http'] : ['https']
    // `localhost:99999` follows the grammar of references and is no address.
    const addresses = schemes.map((scheme) => `${scheme}://${addressOf(host)}`)
    this.bases = addresses.filter((address) => URL.canParse(address)).map((address) => new URL(address))
  }

  get plainHttp(): boolean {
    return this.bases.length === 1 && this.bases[0]?.protocol === 'http:'
  }

  async ask(askAt: AskAt): Promise<Answer> {
    const [first, second] = this.bases
    if (!first) throw new SourceError({ code: 'unreachable', at: this.host, detail: 'not an address' })
    if (!second) return askAt(first, true)

    const answer = await outcomeOf(askAt(first, false))
    if (!isWrongScheme(answer, first)) return this.stay(first, answer)
    const other = await outcomeOf(askAt(second, false))
    if (!isWrongScheme(other, second)) return this.stay(second, other)
    if (other instanceof SourceError && isCertificateFailure(other.failure)) throw other
    if (!(answer instanceof SourceError)) return answer
    if (answer.failure.code === 'interrupted') return askAt(first, true)
    throw answer
  }

  private stay(base: URL, outcome: Outcome): Answer {
    if (outcome instanceof SourceError) throw outcome
    // Another question may have settled it meanwhile; the first one counts.
    if (this.bases.length > 1) this.bases = [base]
    return outcome
  }
}

type Outcome = Answer | SourceError

function outcomeOf(work: Promise<Answer>): Promise<Outcome> {
  return work.catch((error: unknown) => {
    if (error instanceof SourceError) return error
    throw error
  })
}

/** Whether an outcome leaves open that the other scheme is the right one. */
function isWrongScheme(outcome: Outcome, { protocol }: URL): boolean {
  if (outcome instanceof SourceError) {
    return ['tls', 'unreachable', 'interrupted'].includes(outcome.failure.code)
  }
  // Go's servers answer 400 to plain http at a TLS port.
  return outcome.status === 400 && protocol === 'http:'
}
