import { readFileSync } from 'node:fs'

/** Turns the direction of text, rings, ends lines, is half a character or is not seen. */
const ACTS = '\u202eevil\u0007\r\n\u0000\ud800\u200b\u2066z'
/** What of it may stand on no page: HTML changes some of it, which no hydration forgives. */
export const ACTING = /(?![\n\t])[\p{Cc}\p{Cs}\u200b\u202e\u2066]/u

interface Saved {
  title: string
  notes: string
  readonly engine: { version: string }
  readonly readFrom: { name: string }[]
  readonly images: { readonly origins: { name: string }[]; readonly platform: { variant?: string } }[]
  readonly steps: { createdBy: string; comment?: string }[]
  readonly files: { readonly kinds: string; rest: string[]; targets: string[] }[]
  readonly strategies: { name?: string }[]
}

/** The bundled sample with signs that act in every text that an image's author chooses, and in the snapshot's own. */
export function actingSnapshot(): string {
  const saved: Saved = JSON.parse(readFileSync('public/sample.strata.json', 'utf8'))
  saved.title += ACTS
  saved.notes += ACTS
  saved.engine.version += ACTS
  for (const from of saved.readFrom) from.name += ACTS
  for (const { origins, platform } of saved.images) {
    for (const origin of origins) origin.name += ACTS
    platform.variant = ACTS
  }
  for (const step of saved.steps) {
    step.createdBy += ACTS
    step.comment = ACTS
  }
  for (const strategy of saved.strategies) strategy.name = ACTS
  for (const files of saved.files) {
    files.rest = files.rest.map((name, at) => (files.kinds[at] === 'f' ? name + ACTS : name))
    files.targets = files.targets.map((target) => target + ACTS)
  }
  return JSON.stringify(saved)
}
