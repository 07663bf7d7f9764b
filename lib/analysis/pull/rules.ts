import { classic } from './classic'
import { containerd } from './containerd'
import { containersStorage } from './containers-storage'
import { prefixOnly } from './prefix-only'
import type { StoreRule } from './rule'
import { zstdChunked } from './zstd-chunked'

/** Every store's rule, in the order in which they are offered. Adding one is one file and one line here. */
const RULES = [classic, containerd, prefixOnly, containersStorage, zstdChunked] as const

export type RuleId = (typeof RULES)[number]['id']

export const RULE_IDS: readonly RuleId[] = RULES.map(({ id }) => id)

/** What a person may choose: a rule, or that of the daemon that answers. */
export const RULE_CHOICES: readonly (RuleId | 'auto')[] = ['auto', ...RULE_IDS]

const BY_ID = Object.fromEntries(RULES.map((rule) => [rule.id, rule])) as Record<RuleId, StoreRule>

export const ruleOf = (id: RuleId): StoreRule => BY_ID[id]
