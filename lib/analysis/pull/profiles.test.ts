import { describe, expect, it } from 'vitest'
import { HOST_PROFILES, PROFILE_CHOICES, profileMeant, ruleAsked } from './profiles'
import { RULE_IDS, ruleOf } from './rules'

describe('the kinds of host', () => {
  it('are there for every rule, each with settings that make sense', () => {
    expect(new Set(HOST_PROFILES.map(({ rule }) => rule))).toEqual(new Set(RULE_IDS))
    expect(new Set(PROFILE_CHOICES).size).toBe(HOST_PROFILES.length + 1)
    for (const { rule, downloads, lanes, partMib } of HOST_PROFILES) {
      // A store whose copies in flight decide what is fetched has as many here.
      expect(ruleOf(rule).inFlight ?? downloads).toBe(downloads)
      for (const count of [downloads, lanes]) expect(Number.isInteger(count) && count > 0).toBe(true)
      expect(partMib).toBeGreaterThanOrEqual(0)
    }
  })

  it('ask for their rule, unless another one is chosen', () => {
    expect(ruleAsked({ profile: 'auto', rule: 'auto' })).toBe('auto')
    for (const { id, rule } of HOST_PROFILES) expect(ruleAsked({ profile: id, rule: 'auto' })).toBe(rule)
    expect(ruleAsked({ profile: 'soci', rule: 'containerd' })).toBe('containerd')
    expect(ruleAsked({ profile: 'auto', rule: 'prefix-only' })).toBe('prefix-only')
  })

  it('are meant by a rule alone, as links had it and as a daemon says it', () => {
    const meant = RULE_IDS.map((rule) => [rule, profileMeant({ profile: 'auto' }, rule).id])
    expect(Object.fromEntries(meant)).toEqual({
      classic: 'overlay2',
      containerd: 'containerd',
      'prefix-only': 'discarding',
      'containers-storage': 'podman',
      'zstd-chunked': 'chunked',
    })
    // The one that is named stays, whatever rule is in use.
    for (const rule of RULE_IDS) expect(profileMeant({ profile: 'soci' }, rule).id).toBe('soci')
  })
})
