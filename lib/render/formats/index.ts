import { csv } from './csv'
import { html } from './html'
import { json } from './json'
import { markdown } from './markdown'
import { png, svg } from './picture'
import { text } from './text'

/** Every format that cards are exported as. */
export const FORMATS = [markdown, csv, html, text, json, svg, png] as const

export type FormatId = (typeof FORMATS)[number]['id']

export const FORMAT_IDS: readonly FormatId[] = FORMATS.map(({ id }) => id)

export type Format = (typeof FORMATS)[number]

export const formatOf = (id: FormatId): Format => FORMATS.find((format) => format.id === id)!
