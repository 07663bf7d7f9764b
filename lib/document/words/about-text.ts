import type { Words } from './words'

/** A text under the name of what it is about: `Chained: no tag of it could be read.` */
export function aboutText(words: Words, name: string, text: string): string {
  return words('exportsMore')('about', { name, text })
}
