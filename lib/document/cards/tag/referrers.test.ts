import { describe, expect, it } from 'vitest'
import { ARTIFACT_KINDS } from '../../../oci/artifact'
import { wordsOf } from '../../words/words'
import { documentOf } from '../card'
import { contextOf, expectWhole, linesOf } from './context.testing'
import { referrersCard } from './referrers'

const digest = `sha256:${'ab'.repeat(32)}`
const tag = `sha256-${'cd'.repeat(32)}.sig`
const context = contextOf()
const withReferrers = (referrers: typeof context.report.referrers) => ({
  ...context,
  report: { ...context.report, referrers },
})

describe('what hangs on an image', () => {
  it('is listed with its kind, bytes, digest and the tag that names it', () => {
    const said = documentOf(
      referrersCard,
      withReferrers([
        { kind: 'signature', mediaType: 'a/b', bytes: 246, digest, tag },
        { kind: 'artifact', mediaType: 'text/x', digest },
      ]),
    )!
    expectWhole(said)
    expect(linesOf(said.tables[0])).toEqual([
      ['signature', '246B', 'abababababab', tag],
      ['artifact of type text/x', '—', 'abababababab', ''],
    ])
    expect(said.tables[0]?.rows[1]?.[1]?.values[0]?.why).toBe('Its manifest does not say.')
  })

  it('is no card where nothing is known to', () => {
    expect(referrersCard.says(context)).toBeUndefined()
    expect(referrersCard.says(withReferrers([]))).toBeUndefined()
  })

  it('has words for every kind in both languages', () => {
    for (const kind of ARTIFACT_KINDS) {
      for (const locale of ['en', 'ko'] as const) {
        expect(wordsOf(locale)('referrers')(`kinds.${kind}`, { mediaType: 'a' })).not.toContain('kinds.')
        expect(wordsOf(locale)('failures')(`artifact.${kind}`, { mediaType: 'a' })).not.toContain('artifact.')
      }
    }
  })
})
