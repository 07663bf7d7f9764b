import 'server-only'
import type { ImageReport } from '../analysis/report'
import type { TagsReport } from '../analysis/sources-report'
import type { MissingPart } from '../link/link-missing'
import { shortened } from '../link/link-problems'
import type { PlannerState } from '../link/planner-state'
import type { TagState } from '../link/tag-state'
import { familiarRepository, parseReference } from '../oci/reference'
import { readTags } from './inventory'
import { pageSignal, settled } from './view-reads'

/** The tags of the repository that a Tag page's link names; undefined when they are not known. Never rejects. */
export async function tagsBeside(of: Pick<TagState, 'ref' | 'source'>): Promise<TagsReport | undefined> {
  const reference = parseReference(of.ref)
  if (!reference) return undefined
  const { host, repository } = reference
  return (await settled(readTags({ host, repository }, of.source, pageSignal()))).value
}

/** What a Tag page's link names beside the tag, and the tag's source has not. Never rejects. */
export async function missingOfTag(state: TagState, report: ImageReport): Promise<readonly MissingPart[]> {
  const layers = report.tag.image?.layers.length ?? 0
  const { layer } = state
  const tooHigh: readonly MissingPart[] =
    layer !== null && layer >= layers && layers > 0 ? [{ code: 'layer', given: layer + 1, layers }] : []
  const other = parseReference(state.with)
  if (!other || other.digest !== undefined) return tooHigh
  const { tag = 'latest' } = other
  const beside = await tagsBeside({ ...state, ref: state.with })
  if (!beside || beside.tags.some((one) => one.tag === tag)) return tooHigh
  const silent = beside.problems.find(({ failure }) => failure.code !== 'not-found')
  const name = shortened(familiarRepository(other))
  return [
    ...tooHigh,
    silent
      ? { code: 'problem', name, problem: { code: 'source', ...silent } }
      : { code: 'tag', repository: name, tags: [shortened(tag)] },
  ]
}

/** Whether the repository that the Planner's advice is asked for is there. Never rejects. */
export async function missingAdvised({ advise, source }: PlannerState): Promise<readonly MissingPart[]> {
  const ref = advise.trim()
  const [reference, beside] = [parseReference(ref), await tagsBeside({ ref, source })]
  if (!reference || !beside) return []
  const { tags, problems } = beside
  if (tags.some(({ tag }) => reference.tag === undefined || tag === reference.tag)) return []
  const name = shortened(familiarRepository(reference))
  if (tags.length > 0) return [{ code: 'tag', repository: name, tags: [shortened(reference.tag ?? '')] }]
  const [problem] = problems
  return problem && problem.failure.code !== 'not-found'
    ? [{ code: 'problem', name, problem: { code: 'source', ...problem } }]
    : [{ code: 'repository', repository: name }]
}
