import { THEMES } from '../svg/theme'
import { markCss } from './mark-css'

const { ink, muted, line, lineStrong, sunken, good, accents } = THEMES.light
const BAD = '#a8261c'

const FONT = `ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Apple SD Gothic Neo",
  "Malgun Gothic", "Noto Sans KR", "Noto Sans CJK KR", sans-serif`
const MONO = `ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", "Noto Sans Mono CJK KR", monospace`

/**
 * Everything that a report needs to look as it does: on the page, on paper, and in its file. It fetches nothing. On
 * paper it is black on white, at the paper's own width, and nothing is torn apart that is read together.
 */
export const SHEET_CSS = `
.sheet, .sheet * { box-sizing: border-box; }
.sheet {
  color-scheme: light; max-width: 60rem; margin: 0 auto; padding: clamp(1.25rem, 5vw, 3.5rem);
  background: #fff; color: ${ink}; font: 15px/1.55 ${FONT}; font-variant-numeric: tabular-nums; word-break: keep-all;
  -webkit-print-color-adjust: exact; print-color-adjust: exact;
  --ink: ${ink}; --muted: ${muted}; --surface: #fff; --sunken: ${sunken}; --line: ${line}; --line-strong: ${lineStrong};
  --bad: ${BAD}; --bad-soft: #fbe3df; --focus: #1f5fbf;
${accents.map((accent, slot) => `  --accent-${slot}: ${accent};`).join('\n')}
}
.sheet :where(h1, h2, h3, h4, p, ul, ol, li, dl, dt, dd, figure, table, caption, th, td, pre) {
  margin: 0; padding: 0; font: inherit; list-style: none; text-align: inherit;
}
.sheet h1 { font-size: 1.9em; font-weight: 650; line-height: 1.2; letter-spacing: -0.01em; overflow-wrap: anywhere; text-wrap: balance; }
.sheet h2 { font-size: 1.3em; font-weight: 650; line-height: 1.3; }
.sheet h3 { font-size: 1.05em; font-weight: 650; margin-top: 1.4em; overflow-wrap: anywhere; }
.sheet .quiet { color: ${muted}; font-size: 0.87em; overflow-wrap: anywhere; }
.sheet .byline { margin-top: 0.7em; }
.sheet .notes { margin-top: 1.3em; padding-left: 1em; border-left: 3px solid ${lineStrong}; white-space: pre-wrap; overflow-wrap: anywhere; }
.sheet .part { margin-top: 2.2em; padding-top: 1.4em; border-top: 1px solid ${line}; }
.sheet .part > h2 { margin-bottom: 0.25em; }
.sheet .card + .card { margin-top: 1.8em; }
.sheet .remarks { margin-top: 0.7em; }
.sheet .remarks li, .sheet .list li { padding-left: 1.1em; text-indent: -1.1em; margin-top: 0.3em; overflow-wrap: anywhere; }
.sheet .remarks li::before, .sheet .list li::before { content: "–"; display: inline-block; width: 1.1em; text-indent: 0; color: ${muted}; }
.sheet .legend { display: flex; flex-wrap: wrap; gap: 0.1em 1.2em; margin-top: 0.7em; font-size: 0.93em; overflow-wrap: anywhere; }
.sheet .mark { display: inline-block; width: 0.85em; height: 0.85em; margin-right: 0.4em; vertical-align: -0.08em; }
.sheet .scroll { overflow-x: auto; margin-top: 0.8em; }
.sheet table { width: 100%; border-collapse: collapse; font-size: 0.9em; line-height: 1.4; }
.sheet caption { text-align: left; font-weight: 600; padding-bottom: 0.35em; }
.sheet th, .sheet td { padding: 0.36em 0.7em; border-bottom: 1px solid ${line}; vertical-align: top; }
.sheet .words { overflow-wrap: anywhere; }
.sheet :is(th, td):first-child { padding-left: 0; }
.sheet :is(th, td):last-child { padding-right: 0; }
.sheet thead th { border-bottom-color: ${lineStrong}; vertical-align: bottom; color: ${muted}; font-weight: 500; }
.sheet tbody th { font-weight: 500; text-align: left; }
.sheet tfoot :is(th, td) { border-bottom: 0; border-top: 1px solid ${lineStrong}; font-weight: 600; text-align: left; }
.sheet :is(th, td).right { text-align: right; }
.sheet .best { font-weight: 650; text-decoration: underline; text-decoration-color: ${good}; text-decoration-thickness: 2px; text-underline-offset: 3px; }
.sheet .beside { display: block; color: ${muted}; font-size: 0.86em; font-weight: 400; }
.sheet .many { display: inline-grid; grid-template-columns: repeat(3, auto); gap: 0 0.6em; justify-items: end; vertical-align: top; }
.sheet .many > :last-child { padding-right: 0.62em; }
.sheet .spread { font-size: 0.76em; }
.sheet .spread :is(th, td) { padding-inline: 0.22em; }
.sheet .spread [data-line="0"] { padding-left: 1em; }
.sheet .spread .group { text-align: center; }
.sheet .spread thead .mark { margin-right: 0; }
.sheet .many.two { grid-template-columns: repeat(2, auto); }
@media screen { .sheet .many.two { font-size: 0.92em; } }
${markCss('.sheet')}
.sheet sup { font-size: 0.72em; line-height: 0; color: ${muted}; font-weight: 400; }
.sheet .footnotes { margin-top: 0.5em; color: ${muted}; font-size: 0.83em; }
.sheet .footnotes li { overflow-wrap: anywhere; }
.sheet figure { margin-top: 1em; }
.sheet figcaption { margin-top: 0.3em; color: ${muted}; font-size: 0.83em; }
.sheet figure svg { display: block; width: 100%; height: auto; }
.sheet details { margin-top: 0.8em; }
.sheet summary { cursor: pointer; }
.sheet .core { display: grid; grid-template-columns: minmax(0, 12.5rem) minmax(0, 1fr); gap: 0 1.6em; align-items: start; }
.sheet .core figure { margin-top: 1.2em; }
.sheet .mono { font-family: ${MONO}; font-size: 0.92em; }
.sheet .bad { color: ${BAD}; }
.sheet .pairs { display: grid; grid-template-columns: minmax(6em, max-content) minmax(0, 1fr); gap: 0.35em 1.4em; margin-top: 0.8em; }
.sheet .pairs dt { color: ${muted}; }
.sheet .pairs dd { overflow-wrap: anywhere; }
.sheet .terms { columns: 2; column-gap: 2.2em; margin-top: 0.8em; font-size: 0.9em; }
.sheet .terms > div { break-inside: avoid; padding-bottom: 0.6em; }
.sheet .terms dt { font-weight: 600; }
.sheet .terms dd { overflow-wrap: anywhere; }
.sheet .formula { display: block; padding: 0.1em 0; background: ${sunken}; padding: 0.15em 0.5em; border-radius: 3px; margin-top: 0.2em; }
.sheet .seen { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.sheet a { color: inherit; }
.sheet .foot { margin-top: 2.4em; padding-top: 0.8em; border-top: 1px solid ${lineStrong}; }
@media screen and (max-width: 640px) {
  .sheet .stack, .sheet .stack > :is(tbody, tfoot), .sheet .stack tr, .sheet .stack :is(th, td) { display: block; }
  .sheet .stack thead { position: absolute; clip-path: inset(50%); }
  .sheet .stack tr { padding: 0.5em 0; border-bottom: 1px solid ${line}; }
  .sheet .stack :is(tbody, tfoot) :is(th, td) { padding: 0.1em 0; border: 0; text-align: right; overflow-wrap: anywhere; }
  .sheet .stack :is(tbody, tfoot) th { text-align: left; font-weight: 600; }
  .sheet .stack td:empty, .sheet .stack .slash { display: none; }
  .sheet .stack td::before { content: attr(data-title); float: left; margin-right: 1em; color: ${muted}; font-weight: 400; }
  .sheet .stack td::after { content: ""; display: block; clear: both; }
  .sheet .stack td:is(.words, :has(> .value)) { text-align: left; }
  .sheet .stack td:is(.words, :has(> .value))::before { display: block; float: none; }
  .sheet .stack .value { display: inline-block; white-space: nowrap; }
  .sheet .stack td:has(> .value) .value { min-width: 31%; padding-right: 0.5em; }
  .sheet .stack .value::before { content: ""; display: inline-block; width: 0.58em; height: 0.58em; margin-right: 0.3em; }
  .sheet .spread :is(tbody, tfoot) tr { display: grid; grid-template-columns: repeat(var(--figures), minmax(0, auto)); gap: 0 0.6em; }
  .sheet .spread tr > :is(th, td:not([data-line])) { grid-column: 1 / -1; }
  .sheet .spread td[data-line] { grid-row: var(--row); grid-column: var(--figure); padding: 0.1em 0; }
  .sheet .spread td[data-line] .value { min-width: 0; padding: 0; }
  .sheet .spread td[data-line]::before { display: none; }
  .sheet .spread td[data-line="0"]::before { display: block; float: none; margin: 0; }
  .sheet .core { grid-template-columns: minmax(0, 1fr); }
  .sheet .terms { columns: 1; }
  .sheet .pairs { grid-template-columns: minmax(0, 1fr); gap: 0; }
  .sheet .pairs dd { margin-bottom: 0.6em; }
}

@media print {
  html, body { background: #fff !important; }
  .sheet { max-width: none; padding: 0; margin: 0; border: 0; box-shadow: none; color: #000; font-size: 9.5pt; }
  .sheet h1, .sheet h2, .sheet h3, .sheet caption { break-after: avoid; }
  .sheet h1 { font-size: 20pt; }
  .sheet .part { margin-top: 16pt; padding-top: 10pt; }
  .sheet .scroll { overflow: visible; }
  .sheet details { display: none; }
  .sheet th, .sheet td { padding: 2.4pt 5pt; }
  .sheet table { font-size: 8.4pt; }
  .sheet table.wide { font-size: 6.6pt; }
  .sheet table.wide .best { text-decoration-thickness: 1px; text-underline-offset: 1.5px; }
  .sheet table.wide :is(th, td) { padding: 1.8pt 2pt; }
  .sheet thead { display: table-header-group; }
  .sheet tfoot { display: table-row-group; }
  .sheet tr, .sheet li, .sheet figure, .sheet .short, .sheet .pairs > *, .sheet .legend { break-inside: avoid; }
  .sheet .legend, .sheet .quiet { break-after: avoid; }
  .sheet .footnotes, .sheet figcaption { break-before: avoid; }
  .sheet .core { grid-template-columns: 46mm minmax(0, 1fr); gap: 0 5mm; }
  .sheet a { text-decoration: none; }
}
`

/** What the file has around the sheet, where the app has its own. */
export const FILE_CSS = `
html { background: #f6f4ef; }
body { margin: 0; padding: 0; }
@media screen and (min-width: 62rem) { body { padding: 2rem 0; } .sheet { border: 1px solid ${line}; border-radius: 8px; } }
`
