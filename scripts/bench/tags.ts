import { readList } from '../../lib/analysis/series/read-list'
import { orderTags } from '../../lib/analysis/series/select'
import { check, inTurn, timed } from './limit'

const TAGS = 20_000
const RUNS = 9
const LIMIT_MS = 100

/** Classifying and ordering the tags of a repository that has had everything: releases, variants, builds, signatures. */
export async function benchTags(): Promise<void> {
  const tags = Array.from({ length: TAGS }, (_, index) => tagOf(index))
  const entries = tags.map((tag) => ({ tag }))
  const works = {
    'read as a series': () => readList(tags, { reference: 'bench/app' }),
    'read as one series of all variants': () =>
      readList(tags, { reference: 'bench/app', variant: '*', preReleases: true }),
    'in order': () => orderTags(entries),
  }
  for (const [name, work] of Object.entries(works)) {
    const [times = []] = await inTurn(RUNS, () => timed(work))
    // What else the machine does only ever adds.
    check(`${TAGS} tags ${name}`, Math.min(...times), LIMIT_MS, ' ms')
  }
}

/** Each tenth of the list in another manner; a fixed step strews them, as a registry's order by text does. */
function tagOf(index: number): string {
  const step = (index * 7919) % TAGS
  const version = `${step % 7}.${step % 61}.${Math.floor(step / 10)}`
  const hex = ((step * 2_654_435_761) % 2 ** 32).toString(16).padStart(8, 'a')
  switch (index % 10) {
    case 0:
      return version
    case 1:
      return `${version}-alpine3.${step % 21}`
    case 2:
      return `${version}-slim-bookworm`
    case 3:
      return `${version}-rc.${step % 9}`
    case 4:
      return `v${version}-debian-12-r${step % 40}`
    case 5:
      return `${version}-${step}-g${hex}`
    case 6:
      return `2024${String((step % 12) + 1).padStart(2, '0')}15-${hex}`
    case 7:
      return `${version.slice(0, version.lastIndexOf('.'))}${step}`
    case 8:
      return `sha256-${hex.repeat(8)}.sig`
    default:
      return `feature-${step}`
  }
}
