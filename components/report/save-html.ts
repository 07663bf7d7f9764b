import { handOver } from '@/components/exports/deliver'
import { pageCss } from '@/lib/render/report/page-css'
import { selfContained } from '@/lib/render/report/self-contained'
import { FILE_CSS, SHEET_CSS } from '@/lib/render/report/sheet-css'

interface Question {
  readonly sheet: HTMLElement
  readonly title: string
  readonly lang: string
  /** What stands below printed pages. */
  readonly foot: string
}

/**
 * Saves the report as one HTML file, made here from what is on the page.
 *
 * @returns its name
 * @throws Error when the browser cannot hold the file
 */
export function saveHtml({ sheet, title, lang, foot }: Question): string {
  const css = FILE_CSS + SHEET_CSS + pageCss({ title, foot })
  const file = new Blob([selfContained(sheet, { title, lang, css })], { type: 'text/html' })
  const name = `${fileName(title)}-${new Date().toISOString().slice(0, 'yyyy-mm-dd'.length)}.html`
  handOver(file, name)
  return name
}

const MOST_NAME = 60

/** A title as a file may be called anywhere. */
function fileName(title: string): string {
  const words = title.normalize('NFC').match(/[\p{L}\p{N}.]+/gu) ?? []
  return words.join('-').replace(/^\.+/, '').slice(0, MOST_NAME) || 'strata-report'
}
