/** What leaves the page: files to the disk, tables and pictures to the clipboard. */

import { checked } from '@/components/data/get-json'
import { withBase } from '@/lib/link/base-path'

/** The browser would not put something on the clipboard. */
export class ClipboardError extends Error {
  override readonly name = 'ClipboardError'
  constructor(
    message: string,
    /** What was to be copied, when it is text. */
    readonly text: string | undefined,
  ) {
    super(message)
  }
}

/** Reads an export. @throws ApiError with the server's own sentence */
const read = async (href: string) => checked(await fetch(withBase(href)))

/** Saves an export as a file, under the name that the server gives it. @returns the name @throws ApiError */
export async function saveFile(href: string): Promise<string> {
  const answer = await read(href)
  const named = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1]
  const name = named ?? 'strata'
  handOver(await answer.blob(), name)
  return name
}

/** Gives a file to the browser, to be saved. @throws Error when it cannot hold it */
export function handOver(file: Blob, name: string): void {
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser takes the file after this task; a minute is more than it needs.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

/**
 * Puts a table on the clipboard as Markdown, HTML and plain text at once. Plain text is the Markdown: it is what
 * chats and pull requests take. The promises let the browser see the click that asked for it.
 *
 * @throws ApiError, ClipboardError
 */
export async function copyTable(hrefs: { readonly markdown: string; readonly html: string }): Promise<void> {
  const markdown = read(hrefs.markdown).then((answer) => answer.text())
  const html = read(hrefs.html).then((answer) => answer.text())
  const items = {
    'text/plain': typed(markdown, 'text/plain'),
    'text/html': typed(html, 'text/html'),
    ...(takesMarkdown() && { 'web text/markdown': typed(markdown, 'text/markdown') }),
  }
  await copy(items, markdown)
}

/** Puts a picture on the clipboard. @throws ApiError, ClipboardError */
export async function copyPicture(href: string): Promise<void> {
  await copy({ 'image/png': read(href).then((answer) => answer.blob()) })
}

const typed = (text: Promise<string>, type: string) => text.then((it) => new Blob([it], { type }))

const takesMarkdown = () => globalThis.ClipboardItem?.supports?.('web text/markdown') ?? false

async function copy(items: Record<string, Promise<Blob>>, text?: Promise<string>): Promise<void> {
  // What the server says goes before what the clipboard makes of it.
  const settled = Promise.all(Object.values(items))
  try {
    if (!navigator.clipboard?.write) throw new Error('no clipboard')
    await Promise.all([navigator.clipboard.write([new ClipboardItem(items)]), settled])
  } catch (error) {
    await settled
    throw new ClipboardError((error as Error).message, await text)
  }
}
