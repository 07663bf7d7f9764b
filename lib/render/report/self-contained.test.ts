import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type NodeLike, selfContained } from './self-contained'

const text = (nodeValue: string): NodeLike => ({ nodeType: 3, nodeValue, childNodes: [] })

function element(localName: string, attributes: Record<string, string>, ...childNodes: NodeLike[]): NodeLike {
  return {
    nodeType: 1,
    nodeValue: null,
    localName,
    attributes: Object.entries(attributes).map(([name, value]) => ({ name, value })),
    childNodes,
  }
}

const WORDS = { title: 'Review', lang: 'en', css: '.sheet { color: #000 }' }
const bodyOf = (node: NodeLike) =>
  /<body>\n([\s\S]*)\n<\/body>\n<\/html>\n$/.exec(selfContained(node, WORDS))?.[1]

describe('selfContained', () => {
  it('is one file with its styles and a policy that lets nothing in', () => {
    const file = selfContained(element('p', {}, text('788MB')), { ...WORDS, title: '</title><script>' })
    expect(file).toContain("default-src 'none'; style-src 'unsafe-inline'; img-src data:")
    expect(file).toContain('<title>&lt;/title&gt;&lt;script&gt;</title>')
    expect(file).toContain('<style>.sheet { color: #000 }</style>')
    expect(file).toContain('<p>788MB</p>')
  })

  it('ends its styles where they end', () => {
    const file = selfContained(text(''), {
      ...WORDS,
      css: '@page { @top-left { content: "</style><script>" } }',
    })
    expect(file.match(/<\/style>/g)).toHaveLength(1)
  })

  it('keeps tables, charts and the colours of their patterns', () => {
    const chart = element(
      'svg',
      { viewBox: '0 0 4 4', role: 'img', 'aria-label': 'Total' },
      element('linearGradient', { id: 'a' }),
      element('rect', { width: '4', fill: 'url(#a)', style: 'fill: url("#a")' }),
    )
    expect(bodyOf(element('td', { colspan: '2' }, chart, element('br', {})))).toBe(
      '<td colspan="2"><svg viewBox="0 0 4 4" role="img" aria-label="Total"><linearGradient id="a"></linearGradient>' +
        '<rect width="4" fill="url(#a)" style="fill: url(&quot;#a&quot;)"></rect></svg><br></td>',
    )
  })

  it.each([
    ['scripts', element('script', {}, text('alert(1)')), ''],
    ['controls', element('button', {}, text('Save')), ''],
    ['what is marked', element('p', { 'data-export': 'no' }, text('Save')), ''],
    ['frames in a chart', element('svg', {}, element('foreignObject', {}, text('x'))), '<svg></svg>'],
    ['handlers', element('p', { onclick: 'alert(1)', contenteditable: 'true' }), '<p></p>'],
    ['addresses in styles', element('p', { style: 'background: url(https://x.example/a.png)' }), '<p></p>'],
    ['hidden addresses in styles', element('p', { style: 'background: u\\72l(//x.example)' }), '<p></p>'],
    ['pictures', element('img', { src: 'https://x.example/a.png' }), ''],
    ['pictures from elsewhere', element('image', { href: 'https://x.example/a.png' }), '<image></image>'],
    ['links that run', element('a', { href: 'javascript:alert(1)' }, text('x')), '<a>x</a>'],
    ['elements without a name', { nodeType: 1, nodeValue: null, childNodes: [] }, ''],
    ['comments', { nodeType: 8, nodeValue: 'x', localName: 'p', childNodes: [] }, ''],
    ['pages as pictures', element('image', { href: 'data:text/html,x' }), '<image></image>'],
    ['other names of a namespace', element('svg', { xmlns: 'http://www.w3.org/1999/xhtml' }), '<svg></svg>'],
    ['attributes like those of assistance', element('p', { 'aria-1': 'x', xaria: 'x' }), '<p></p>'],
    ['files behind links', element('a', { href: 'file:///etc/passwd' }, text('x')), '<a>x</a>'],
  ])('leaves out %s', (_, node, expected) => {
    expect(bodyOf(node)).toBe(expected)
  })

  it('keeps what is only read, whatever it says', () => {
    const words = { title: 'url(x)', 'aria-label': 'a\\b' }
    expect(bodyOf(element('p', words))).toBe('<p title="url(x)" aria-label="a\\b"></p>')
    expect(bodyOf(element('svg', { xmlns: 'http://www.w3.org/2000/svg' }))).toContain(
      'xmlns="http://www.w3.org',
    )
    expect(bodyOf(element('p', { 'data-export': 'yes' }, text('x')))).toBe('<p>x</p>')
    expect(bodyOf(element('p', { dir: 'no' }, text('x')))).toBe('<p dir="no">x</p>')
    expect(bodyOf(element('a', { href: '#part' }))).toBe('<a href="#part"></a>')
    const bare = {
      nodeType: 1,
      nodeValue: null,
      localName: 'p',
      childNodes: [{ ...text(''), nodeValue: null }],
    }
    expect(bodyOf(bare)).toBe('<p></p>')
  })

  it('keeps pictures that are in the page, and takes no link for one', () => {
    const href = 'data:image/svg+xml,%3Csvg%3E'
    expect(bodyOf(element('image', { href }))).toBe(`<image href="${href}"></image>`)
    expect(bodyOf(element('a', { href }))).toBe('<a></a>')
  })

  it('keeps links that a person may follow', () => {
    expect(bodyOf(element('a', { href: 'http://127.0.0.1:3000/report?a=1&b=2' }))).toBe(
      '<a href="http://127.0.0.1:3000/report?a=1&amp;b=2"></a>',
    )
  })

  it('never lets a text or a value become an element', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (value, words) => {
        const body = bodyOf(element('p', { title: value, class: value }, text(words))) ?? ''
        expect(body.match(/</g)).toHaveLength(2)
        expect(body.match(/>/g)).toHaveLength(2)
      }),
    )
  })
})
