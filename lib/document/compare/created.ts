import { formatTime } from '../../i18n/format'
import type { Row } from './rows'

/** When the tags of a row were made, once where several say the same: `2022-01-16 05:39 UTC`. */
export function createdText({ tags }: Row): string {
  const times = tags.map((tag) => (tag?.image?.created ? formatTime(tag.image.created) : '—'))
  return [...new Set(times)].join(' / ')
}
