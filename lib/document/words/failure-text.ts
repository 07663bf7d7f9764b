import type { StrategyProblem } from '../../analysis/report'
import { formatBytes } from '../../i18n/format'
import type { ArtifactFacts } from '../../oci/artifact'
import type { SnapshotProblem, SourceFailure } from '../../oci/failure'
import { isLoopbackHost } from '../../oci/loopback.mjs'
import { plain } from '../../oci/plain'
import type { Translate } from './translate'

/** What happened and what to do. @param failures  of the namespace `failures` */
export function failureText(failures: Translate, failure: SourceFailure): string {
  return plain(sentence(failures, failure))
}

function sentence(failures: Translate, failure: SourceFailure): string {
  const { code, at } = failure
  switch (code) {
    case 'unreachable':
    case 'interrupted':
      return failures(code, { at, detail: failure.detail ?? 'none' })
    case 'socket-denied':
      return failures(code, { at, group: failure.group ?? 'docker' })
    case 'rate-limited':
      return failures(code, { at, seconds: failure.retryAfterSeconds ?? 'none' })
    case 'too-large':
    case 'left-out':
      return failures(code, { at, limit: formatBytes(failure.limitBytes, 'round') })
    case 'too-slow':
      return failures(code, {
        at,
        least: failure.leastBytes > 1 ? formatBytes(failure.leastBytes, 'round') : 'none',
        seconds: failure.seconds,
      })
    case 'too-many':
      return failures(`many.${failure.what}`, { at, limit: failure.limit })
    case 'no-platform':
      return failures(code, { at, wanted: failure.wanted, offered: failure.offered.join(', ') || '—' })
    case 'unsupported':
      return failure.artifact
        ? notImageText(failures, at, failure.artifact)
        : failures(code, { at, mediaType: failure.mediaType })
    case 'not-allowed':
      return failures(isLoopbackHost(at) ? 'not-allowed-here' : code, { at })
    case 'not-asked':
      return failures(code, { at, what: failure.what, why: failure.why ?? 'silent' })
    case 'unauthorized':
    case 'denied':
      return failures(code, { at })
    case 'bad-snapshot':
      return failures(code, { at, reason: snapshotProblemText(failures, failure.problem) })
    default: {
      const { code: _, ...facts } = failure
      return failures(code, facts)
    }
  }
}

function notImageText(failures: Translate, at: string, { kind, mediaType, bytes }: ArtifactFacts): string {
  const what = failures(`artifact.${kind}`, { mediaType })
  return failures('not-image', {
    at,
    what,
    bytes: bytes === undefined ? 'none' : formatBytes(bytes, 'transfer'),
  })
}

/** Why a file cannot be opened as a snapshot. @param failures  of the namespace `failures` */
function snapshotProblemText(failures: Translate, problem: SnapshotProblem): string {
  switch (problem.code) {
    case 'too-large':
      return failures('snapshot.too-large', { limit: formatBytes(problem.limitBytes, 'round') })
    case 'contradiction': {
      const { about, ...facts } = problem.conflict
      return failures(`conflict.${about}`, facts)
    }
    default: {
      const { code, ...facts } = problem
      return failures(`snapshot.${code}`, facts)
    }
  }
}

/** Why a series could not be read. @param words  of the namespaces `failures` and `problems` */
export function problemText(
  { failures, problems }: Readonly<Record<'failures' | 'problems', Translate>>,
  problem: StrategyProblem,
): string {
  if (problem.code === 'source') return failureText(failures, problem.failure)
  const { code, ...facts } = problem
  return problems(code, facts)
}
