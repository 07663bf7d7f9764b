import { MEASURES } from '../../analysis/measures'
import type { TopicId } from './topics'

/**
 * How the figures are computed, by topic, in the field's own terms, which are the same in every language. Bubbles show
 * them, so they stand apart from what only the method's page needs.
 */
const FORMULAS: Partial<Record<TopicId, string>> = {
  ...Object.fromEntries(MEASURES.map(({ topic, formula }) => [topic, formula])),
  difference: 'max − min;  max ÷ min',
  'all-tags': 'Σ length(blob) or Σ unpacked(layer), distinct over all tags',
  matrix: 'bytes(row → column) = pull(column | host holds row)',
  contribution: 'visible(layers 1…n) − visible(layers 1…n−1)',
  hidden: 'Σ content(files of all layers) − content(visible files)',
  duplicates: 'Σ (copies − 1) × length(content)',
  dive: 'efficiencyScore = Σ smallest copy ÷ Σ all copies',
  basis: 'transfer = length(blob);  unpacked = content of the files',
  units: '1 MB = 1,000,000 B;  1 MiB = 1,048,576 B',
  classic: 'reuse(n) = reuse(n−1) ∧ chainID(n) on host ∧ host knows blob(n) as diffID(n)',
  containerd: 'reuse(n) = reuse(n−1) ∧ snapshot(chainID(n));  else skip if blob(n) in content store',
  'prefix-only': 'reuse(n) = reuse(n−1) ∧ snapshot(chainID(n))',
  'containers-storage':
    'reuse(n) = diffID(n) on host ∧ (host knows blob(n) as diffID(n) ∨ blob(n) = diffID(n))',
  'zstd-chunked': 'bytes(n) = table(n) + Σ length(file), files in no zstd:chunked layer on host',
  judge: 'tie = figure ≤ smallest × 1.01',
  pull: 'end(n) = max(free lane, downloaded(n)) + unpacked(n) ÷ disk',
  rollout: 'Σ hosts(from → release) × bytes(from → release)',
  'break-even': 'share where cost A(share) = cost B(share)',
  storage: 'stored(release) + releases ahead × mean growth of the last 10',
  retention: 'stored(all tags) − stored(remaining tags)',
  planned: 'transfer = unpacked × ratio',
}

/** The formula of a topic; undefined where a rule is described in words. */
export function formulaOf(id: TopicId): string | undefined {
  return FORMULAS[id]
}
