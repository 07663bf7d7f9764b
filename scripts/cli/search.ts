import path from 'node:path'
import type { Command } from 'commander'
import type { Locale } from '../../lib/i18n/locales'
import { pageOf } from '../../lib/link/pages'
import { UsageError } from './errors'
import { LinkOption, type Options, type Page } from './options'

/**
 * The query string of the page whose cards are asked for.
 *
 * @param command  whose options have been read
 * @param own      parameters that its arguments stand for; those with a value replace the link's
 * @throws UsageError that says what of `--link` cannot be read
 */
export function searchOf(
  page: Page,
  command: Command,
  own: Readonly<Record<string, string | readonly string[] | undefined>>,
): URLSearchParams {
  const { link, snapshot: [snapshot] = [] } = command.opts<Options>()
  const search = linkOf(page, link)
  if (snapshot !== undefined) search.set('source', `snapshot:${path.basename(snapshot)}`)
  for (const option of command.options) {
    const value: unknown = command.getOptionValue(option.attributeName())
    if (option instanceof LinkOption && typeof value === 'string') search.set(option.parameter, value)
  }
  for (const [name, value = []] of Object.entries(own)) {
    const texts = [value].flat()
    if (texts.length > 0) search.delete(name)
    for (const text of texts) search.append(name, text)
  }
  return search
}

function linkOf(page: string, link: string | undefined): URLSearchParams {
  if (link === undefined) return new URLSearchParams()
  if (link.startsWith('?')) return new URLSearchParams(link)
  if (!URL.canParse(link))
    throw new UsageError(`--link expects an address of the page or its query, not '${link}'`)
  const { pathname, searchParams } = new URL(link)
  const of = pageOf(pathname)
  if (of !== undefined && of !== page) {
    throw new UsageError(`that is a link of another page: strata ${of} --link …`)
  }
  return searchParams
}

/** The language of the answer: what is asked for, else English, so that a script reads the same on every machine. */
export function localeOf({ lang }: { readonly lang: Locale | null }): Locale {
  return lang ?? 'en'
}
