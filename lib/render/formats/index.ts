import { cardPicture } from '../svg/card'
import { csv } from './csv'
import type { PictureFormat } from './format'
import { html } from './html'
import { json } from './json'
import { markdown } from './markdown'
import { text } from './text'

const picture = { kind: 'picture', draw: cardPicture } as const
const svg: PictureFormat<'svg'> = {
  ...picture,
  id: 'svg',
  mediaType: 'image/svg+xml; charset=utf-8',
  pixels: false,
}
const png: PictureFormat<'png'> = {
  ...picture,
  id: 'png',
  mediaType: 'image/png',
  pixels: true,
}

/** Every format that cards are exported as. */
export const FORMATS = [markdown, csv, html, text, json, svg, png] as const

export type FormatId = (typeof FORMATS)[number]['id']

export const FORMAT_IDS: readonly FormatId[] = FORMATS.map(({ id }) => id)

export type Format = (typeof FORMATS)[number]

export const formatOf = (id: FormatId): Format => FORMATS.find((format) => format.id === id)!
