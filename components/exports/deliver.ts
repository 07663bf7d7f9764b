/** What leaves the page: files to the disk, tables and pictures to the clipboard. */

/** Something that can be asked of the server did not come, or the browser would not take it. */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError'
  constructor(
    /** `server`: no such export now; `clipboard`: the browser refused. */
    readonly where: 'server' | 'clipboard',
    message: string,
    /** What was to be copied, when it is text and was read. */
    readonly text?: string | undefined,
  ) {
    super(message)
  }
}

/** Reads an export. @throws DeliveryError with the server's own sentence */
async function read(href: string): Promise<Response> {
  const answer = await fetch(href).catch((error: Error) => {
    throw new DeliveryError('server', error.message)
  })
  if (answer.ok) return answer
  const problem: { detail?: string } = await answer.json().catch(() => ({}))
  throw new DeliveryError('server', problem.detail ?? `${answer.status} ${answer.statusText}`)
}

/** Saves an export as a file, under the name that the server gives it. @returns the name */
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
 */
export async function copyTable(hrefs: { readonly markdown: string; readonly html: string }): Promise<void> {
  const [markdown, html] = [hrefs.markdown, hrefs.html].map((href) => read(href).then((it) => it.text()))
  await copy(
    {
      'text/plain': typed(markdown!, 'text/plain'),
      'text/html': typed(html!, 'text/html'),
      ...(takes('web text/markdown') && { 'web text/markdown': typed(markdown!, 'text/markdown') }),
    },
    markdown,
  )
}

/** Puts a picture on the clipboard. */
export async function copyPicture(href: string): Promise<void> {
  await copy({ 'image/png': read(href).then((answer) => answer.blob()) })
}

const typed = (text: Promise<string>, type: string) => text.then((it) => new Blob([it], { type }))

const takes = (type: string) => globalThis.ClipboardItem?.supports?.(type) ?? false

async function copy(items: Record<string, Promise<Blob>>, text?: Promise<string>): Promise<void> {
  // What the server says goes before what the clipboard makes of it.
  const settled = Promise.all(Object.values(items))
  try {
    if (!navigator.clipboard?.write) throw new Error('no clipboard')
    await Promise.all([navigator.clipboard.write([new ClipboardItem(items)]), settled])
  } catch (error) {
    await settled
    throw new DeliveryError('clipboard', (error as Error).message, await text)
  }
}
