import { cardPicture } from '../svg/card'
import type { PictureFormat } from './format'

export const svg: PictureFormat<'svg'> = {
  id: 'svg',
  mediaType: 'image/svg+xml; charset=utf-8',
  kind: 'picture',
  show: 'chart',
  pixels: false,
  draw: cardPicture,
}

export const png: PictureFormat<'png'> = {
  id: 'png',
  mediaType: 'image/png',
  kind: 'picture',
  show: 'both',
  pixels: true,
  draw: cardPicture,
}
