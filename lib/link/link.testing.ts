import fc from 'fast-check'
import { createSerializer } from 'nuqs/server'
import { PLAN_STRATEGIES } from '../analysis/planner/plan'
import { PROFILE_CHOICES, UNPACK_ORDERS } from '../analysis/pull/profiles'
import { RULE_CHOICES } from '../analysis/pull/rules'
import { type PageKey, parsersOf } from './pages'
import { TAG_TABS } from './tag-state'
import { FACES, OPTIONAL_COLUMNS, SORT_KEYS } from './view-state'

const text = fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' })
const reference = fc.constantFrom('localhost:5000/app', 'redis', 'ghcr.io/team/app:0.0.1')
const count = fc.nat(9999)
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })

const compare = {
  s: fc.array(
    fc.record({ reference, name: text, colour: fc.nat(5), filter: text }, { requiredKeys: ['reference'] }),
    { maxLength: 6 },
  ),
  basis: fc.constantFrom('transfer', 'unpacked'),
  units: fc.constantFrom('decimal', 'binary'),
  profile: fc.constantFrom(...PROFILE_CHOICES),
  rule: fc.constantFrom(...RULE_CHOICES),
  cache: fc.constantFrom('earlier', 'previous:3', 'none', 'tags:0.0.1,0.0.2'),
  platform: maybe(fc.constantFrom('linux/amd64', 'linux/arm/v7')),
  source: fc.constantFrom('auto', 'sample', 'official', 'archive:my file.tar'),
  total: fc.constantFrom(...FACES),
  sort: fc.record({ key: fc.constantFrom(...SORT_KEYS), descending: fc.boolean() }),
  cols: fc.subarray([...OPTIONAL_COLUMNS]),
  lang: maybe(fc.constantFrom('en', 'ko')),
}

const downloads = {
  ...compare,
  keep: count,
  ps: fc.nat(5),
  pt: text,
  pf: maybe(text),
  bw: fc.constant(2.5),
  conc: maybe(fc.integer({ min: 1, max: 1000 })),
  part: maybe(fc.constantFrom(0, 8, 0.5)),
  unpack: maybe(fc.constantFrom(...UNPACK_ORDERS)),
  price: maybe(count),
}

const report = {
  ...downloads,
  title: text,
  notes: text,
  hide: fc.subarray(['verdicts', 'strategies', 'total', 'method']),
  tags: fc.uniqueArray(reference, { minLength: 1 }),
}

const STATES: Readonly<Record<PageKey, Readonly<Record<string, fc.Arbitrary<unknown>>>>> = {
  compare,
  downloads,
  report,
  present: { ...report, card: text },
  planner: {
    ...compare,
    base: count,
    remove: fc.boolean(),
    kinds: fc.subarray([...PLAN_STRATEGIES]),
    advise: text,
  },
  tag: {
    ref: reference,
    tab: fc.constantFrom(...TAG_TABS),
    layer: maybe(count),
    q: text,
    open: fc.uniqueArray(fc.constantFrom('usr', 'usr/share', 'usr/share/doc', 'etc', 'a,b', '50%'), {
      minLength: 1,
    }),
    with: reference,
    pair: maybe(count),
  },
}

/** The link of any state of a page, as the page itself writes it. */
export function anyState(page: PageKey): fc.Arbitrary<URLSearchParams> {
  const serialize = createSerializer(parsersOf(page))
  return fc.record(STATES[page]).map((state) => new URLSearchParams(serialize(state)))
}
