import 'server-only'
import type { NextRequest } from 'next/server'
import type { CardDocument } from '../../document/document'
import { chooseLocale, LOCALE_COOKIE } from '../../i18n/locale'
import { EXPORT_PAGES, type ExportPage } from '../../link/pages'
import { FORMAT_IDS, FORMATS, type Format } from '../../render/formats'
import type { PictureFormat } from '../../render/formats/format'
import { addressOf } from '../address'
import { NoSuchFileError } from '../answer'
import { pictures } from '../pictures'
import { pngOf } from '../png'
import { ANY_SIZE, inTurn } from '../turns'
import { type ExportInput, parseExportInput, readPage } from './export-input'
import { type DocumentsQuestion, readDocuments } from './index'

/**
 * A page's cards as a file to be served.
 *
 * @param file  `compare.md`: a page and a format; the query string is the page's own, with what `parseExportInput` reads
 * @throws NoSuchFileError, InputError, SourceError
 */
export async function exportFile(
  file: string,
  { nextUrl: { searchParams: search }, cookies, headers, signal }: NextRequest,
): Promise<Response> {
  const [name, ending, ...more] = file.split('.')
  const page = EXPORT_PAGES.find((one) => one === name)
  const format = FORMATS.find(({ id }) => id === ending)
  if (!page || !format || more.length > 0) {
    throw new NoSuchFileError(`expected ${EXPORT_PAGES.join(', ')} with .${FORMAT_IDS.join(', .')}`)
  }
  const input = parseExportInput(search)
  const state = readPage(page, search)
  const locale = chooseLocale(
    search.get('lang') ?? undefined,
    cookies.get(LOCALE_COOKIE)?.value,
    headers.get('accept-language'),
  )
  const address = addressOf(headers)?.href.replace(/\/$/, '')
  const make = () => exportCards({ page, format, input, state, locale, address, signal })
  const isDrawn = format.kind === 'picture' && format.pixels
  const body = await (isDrawn ? pictures.make(search.getAll('s').join(), signal, make) : make())
  const words = ['strata', page, ...(input.card === undefined ? [] : [input.card])]
  return new Response(body, {
    headers: {
      'content-type': format.mediaType,
      'content-disposition': `${input.download ? 'attachment' : 'inline'}; filename="${words.join('-')}.${format.id}"`,
      'cache-control': 'no-store',
    },
  })
}

interface CardsQuestion<P extends ExportPage> extends Omit<DocumentsQuestion<P>, 'card'> {
  readonly format: Format
  readonly input: ExportInput
}

/** A page's cards in a format, see `exportFile`. @throws NoSuchFileError, InputError, SourceError */
export async function exportCards<P extends ExportPage>({ format, input, ...question }: CardsQuestion<P>) {
  // What is drawn in pixels has no links.
  const address = format.kind === 'picture' && format.pixels ? undefined : question.address
  const documents = await readDocuments({ ...question, address, card: input.card })
  return format.kind === 'text'
    ? await inTurn(ANY_SIZE, () => format.write(documents))
    : await pictureOf(documents, format, input, question.signal)
}

/** A picture is of one card: the first that is more than sentences, where none was asked for. */
async function pictureOf(
  documents: readonly CardDocument[],
  format: PictureFormat,
  input: ExportInput,
  signal: AbortSignal,
) {
  const document = documents.find(({ tables, charts }) => tables.length + charts.length > 0) ?? documents[0]
  if (!document) throw new NoSuchFileError('there is nothing to draw')
  const { theme, dpr, show = 'chart', size } = input
  const svg = () => inTurn(ANY_SIZE, () => format.draw(document, { theme, show, size }))
  return format.pixels ? new Uint8Array(await pngOf(svg, dpr, signal)) : await svg()
}
