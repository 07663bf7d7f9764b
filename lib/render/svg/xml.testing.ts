/** What tests find in a picture: that it is well-formed, and which elements and attributes it has. */
export interface XmlContents {
  readonly elements: ReadonlySet<string>
  readonly attributes: readonly (readonly [string, string])[]
  /** Texts between elements, unescaped. */
  readonly texts: readonly string[]
}

const TOKEN = /<(\/?)([A-Za-z][\w:-]*)((?:\s+[A-Za-z][\w:-]*="[^"<]*")*)\s*(\/?)>|([^<]+)/y
const ATTRIBUTE = /([A-Za-z][\w:-]*)="([^"]*)"/g
const REFERENCE = /&(?!(?:amp|lt|gt|quot|#39);)/
// Characters that XML 1.0 allows in a document (section 2.2).
const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u

/** @throws Error saying where the text is no well-formed document of what pictures are made of */
export function readXml(text: string): XmlContents {
  const forbidden = FORBIDDEN.exec(text)
  if (forbidden) throw new Error(`no XML character at ${forbidden.index}`)
  const open: string[] = []
  const elements = new Set<string>()
  const attributes: [string, string][] = []
  const texts: string[] = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex
    const found = TOKEN.exec(text)
    if (!found) throw new Error(`not well-formed at ${at}: ${text.slice(at, at + 60)}`)
    const [, closing, name = '', list = '', empty, between] = found
    if (REFERENCE.test(between ?? list)) throw new Error(`a bare & at ${at}: ${text.slice(at, at + 60)}`)
    if (between !== undefined) texts.push(unescapeXml(between))
    else if (closing) {
      if (open.pop() !== name) throw new Error(`</${name}> at ${at} closes nothing`)
    } else {
      elements.add(name)
      for (const [, key = '', value = ''] of list.matchAll(ATTRIBUTE))
        attributes.push([key, unescapeXml(value)])
      if (!empty) open.push(name)
    }
  }
  if (open.length > 0) throw new Error(`<${open.join('><')}> is not closed`)
  return { elements, attributes, texts }
}

const SIGNS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

const unescapeXml = (text: string) => text.replace(/&([^;]+);/g, (_, name: string) => SIGNS[name] ?? '')
