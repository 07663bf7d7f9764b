import { markCss } from '@/lib/render/report/mark-css'

const CSS = `@media (width < 40rem) {\n${markCss('.stack')}\n}`

/** The marks of strategies before their values, where the lines of tables are drawn as cards; once a page. */
export function StackMarks() {
  return (
    <style href="stack-marks" precedence="default">
      {CSS}
    </style>
  )
}
