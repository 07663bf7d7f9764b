/** The part of a DOM node that is read: tests and other serialisers can make one without a browser. */
export interface NodeLike {
  readonly nodeType: number
  readonly nodeValue: string | null
  readonly localName?: string
  readonly attributes?: ArrayLike<{ readonly name: string; readonly value: string }>
  readonly childNodes: ArrayLike<NodeLike>
}

export interface PageWords {
  readonly title: string
  /** Of the text: `en`, `ko`. */
  readonly lang: string
  /** Everything that the content needs to look as it does; it may name nothing outside of itself. */
  readonly css: string
}

const list = (text: string) => new Set(text.trim().split(/\s+/))

/** Elements that the file may contain; everything else is left out, with what is in it. */
const ELEMENTS = list(`
  article section header footer main div span p h1 h2 h3 h4 ul ol li dl dt dd table caption colgroup col thead tbody
  tfoot tr th td figure figcaption details summary a strong em b i small sup sub code pre br hr wbr time
  svg g rect path line polyline polygon circle ellipse text tspan title desc defs pattern linearGradient stop clipPath image
`)

const VOID = list('br hr wbr col')

const ATTRIBUTES = list(`
  class id lang dir colspan rowspan scope role headers start datetime title style href
  xmlns viewBox width height x y x1 y1 x2 y2 cx cy r rx ry d points transform fill stroke stroke-width stroke-dasharray
  stroke-linecap stroke-linejoin opacity fill-opacity stroke-opacity font-size font-family font-weight font-style
  font-variant-numeric text-anchor dominant-baseline alignment-baseline dx dy preserveAspectRatio offset stop-color
  patternUnits patternTransform gradientUnits clip-path clipPathUnits fill-rule clip-rule paint-order shape-rendering
  vector-effect letter-spacing textLength lengthAdjust
`)

const ELEMENT = 1
const TEXT = 3

/** Nothing is fetched and nothing runs, whatever the content is. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"

/**
 * One HTML file that opens without a server: the content of an element, and its styles.
 *
 * What is not known to be harmless is left out: elements and attributes that are not listed, what is marked
 * `data-export="no"`, links to anything but http and https. Never throws.
 */
export function selfContained(root: NodeLike, { title, lang, css }: PageWords): string {
  return `<!doctype html>
<html lang="${escaped(lang)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Strata">
<title>${escaped(title)}</title>
<style>${css.replace(/<\//g, '<\\/')}</style>
</head>
<body>
${written(root)}
</body>
</html>
`
}

function written(node: NodeLike): string {
  if (node.nodeType === TEXT) return escaped(node.nodeValue ?? '')
  const name = node.localName ?? ''
  if (node.nodeType !== ELEMENT || !ELEMENTS.has(name)) return ''
  const attributes = Array.from(node.attributes ?? [])
  if (attributes.some((one) => one.name === 'data-export' && one.value === 'no')) return ''
  const head = `<${name}${attributes.map((one) => attribute(name, one.name, one.value)).join('')}>`
  if (VOID.has(name)) return head
  return `${head}${Array.from(node.childNodes, written).join('')}</${name}>`
}

function attribute(element: string, name: string, value: string): string {
  const kept = ATTRIBUTES.has(name) || /^aria-[a-z]+$/.test(name)
  return kept && harmless(element, name, value) ? ` ${name}="${escaped(value)}"` : ''
}

/** Whether a value leads nowhere outside: links are for a person to follow, everything else stays in the file. */
function harmless(element: string, name: string, value: string): boolean {
  if (name === 'href') {
    // Drawn as a picture, an SVG runs nothing and fetches nothing.
    return element === 'image' ? value.startsWith('data:image/svg+xml') : /^(https?:\/\/|#)/i.test(value)
  }
  if (name === 'title' || name.startsWith('aria-')) return true
  if (name === 'xmlns') return value === 'http://www.w3.org/2000/svg'
  const inner = value.replace(/url\(\s*["']?#[\w:.-]+["']?\s*\)/g, '')
  return !/url\(|image-set|expression|javascript:|@import|\\/i.test(inner)
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (char) => ENTITIES[char]!)
}
