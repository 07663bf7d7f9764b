/**
 * What an app is asked. Links are a public contract: they are written here as a person would write them, and nothing
 * of the code that reads them is used, so that old and new code can be asked the same.
 */

/** Whose images are asked about. */
export interface Subject {
  /** `host:port` of the registry, or what stands before a repository's name. */
  readonly prefix: string
  /** A repository whose tags' files are read, with the tags 0.0.1 to 0.0.4. */
  readonly scanned: string
}

const LANGS = ['lang=en', 'lang=ko']
const BASES = ['basis=transfer', 'basis=unpacked']
const THEMES = ['theme=light', 'theme=dark']
const RULES = [
  'rule=auto',
  'rule=classic',
  'rule=containerd',
  'rule=prefix-only',
  'rule=containers-storage',
  'rule=zstd-chunked',
]
const CACHES = [
  'cache=earlier',
  'cache=previous',
  'cache=previous:2',
  'cache=base',
  'cache=none',
  'cache=daemon',
  'cache=tags:0.0.1,0.0.2',
]
const TEXTS = ['md', 'csv', 'html', 'txt', 'json']

interface Page {
  readonly cards: readonly string[]
  /** Which images its link names. */
  readonly link: string
  /** Beside the link, further questions. */
  readonly more: readonly string[]
  /** Further links. */
  readonly links?: readonly string[]
  readonly bases: readonly string[]
}

const CHAINED = 'docker-layer-linked'
const FIXED = 'docker-layer-base-linked'
const CUSTOM = 'docker-layer-base'

function linkOf({ prefix }: Subject): string {
  return [CHAINED, FIXED, CUSTOM].map((name) => `s=${prefix}/${name}`).join('&')
}

function pagesOf(subject: Subject): Readonly<Record<string, Page>> {
  const { prefix, scanned } = subject
  const link = linkOf(subject)
  const named = `s=${prefix}/${CHAINED};name=Linked | one;colour=3;tags=0.0.*;order=created;take=-3`
  return {
    compare: {
      cards: ['verdicts', 'total', 'cached', 'uncached', 'largest'],
      link,
      bases: BASES,
      more: ['cols=share,left,created,difference&sort=-cached', 'cols=&sort=layers&platform=linux/amd64'],
      links: [`${named}&s=${prefix}/none&s=not a reference`],
    },
    downloads: {
      cards: ['cached', 'matrix', 'pull', 'rollout', 'storage'],
      link,
      bases: BASES,
      more: [
        'ps=1&pt=0.0.3&cache=previous&rule=classic',
        'ps=1&pt=0.0.3&profile=soci&lanes=3',
        'ps=2&pt=0.0.4&pf=0.0.1&bw=3.5&lat=200&conc=1&disk=20',
        'hosts=2000&empty=40&skip=25&hbw=12.5&rbw=1000&price=0.09',
        'keep=1&ahead=100&drop=2&units=binary',
      ],
      links: [named],
    },
    planner: {
      cards: [
        'verdicts',
        'total',
        'cached',
        'uncached',
        'advice',
        'advice-total',
        'advice-cached',
        'advice-uncached',
      ],
      link: `advise=${prefix}/${FIXED}`,
      bases: BASES,
      more: [
        `kinds=chained,fixed-base,custom-base,squashed&s=${prefix}/${CUSTOM}`,
        'base=50&packages=20.5&app=3&model=replaces&remove=false&be=2&pe=3&releases=7&rb=40&rp=50&ra=90',
      ],
      links: [`advise=${prefix}/${CHAINED}`, `advise=${prefix}/none`],
    },
    tag: {
      cards: ['overview', 'layers', 'history', 'parents', 'files', 'figure', 'waste', 'compare'],
      link: `ref=${scanned}:0.0.4&with=${scanned}:0.0.1`,
      bases: [''],
      more: [
        'view=layer&layer=1&list=flat&sort=name',
        'view=layer&layer=0&open=bin&hidden=true',
        'view=union&q=test&hidden=true',
        'pair=3&recorded=true&find=package',
      ],
      links: [`ref=${prefix}/${CUSTOM}:0.0.2`],
    },
  }
}

/** Each of the texts with each of the others, joined as a query string. */
function each(...axes: readonly (readonly string[])[]): readonly string[] {
  return axes.reduce<readonly string[]>(
    (made, axis) => made.flatMap((one) => axis.map((text) => [one, text].filter(Boolean).join('&'))),
    [''],
  )
}

/** Exports of every card of every page in every format, below `/api/`. */
export function exportRequests(subject: Subject): readonly string[] {
  return Object.entries(pagesOf(subject)).flatMap(([page, { cards, link, more, links = [], bases }]) => {
    const all = ['', ...cards.map((card) => `card=${card}`)]
    const written = (endings: readonly string[], queries: readonly string[]) =>
      queries.flatMap((query) => endings.map((ending) => `${page}.${ending}?${query}`))
    const files = (endings: readonly string[], ...axes: readonly (readonly string[])[]) =>
      written(endings, each([link], ...axes))
    return [
      ...files(TEXTS, all, bases, LANGS),
      ...files(['md', 'json', 'svg'], all, ['units=binary&lang=en']),
      ...files(['svg'], all, bases, LANGS, THEMES),
      ...files(['svg'], all, ['show=table', 'show=both'], ['lang=en']),
      ...files(['svg'], all, ['size=1200x630', 'size=1920x1080'], ['lang=en']),
      ...files(['png'], all, THEMES, ['dpr=1&lang=en']),
      ...files(['png'], all, ['dpr=1&lang=ko&show=table']),
      ...files(['md', 'json'], bases.length > 1 ? each(bases, RULES, CACHES) : [], ['lang=en']),
      ...files(['md', 'json', 'svg'], more, all, ['lang=ko']),
      ...written(['md', 'json', 'svg'], each(links, all, ['lang=ko'])),
    ]
  })
}

/** Every endpoint that answers with JSON, and the pictures of links. */
export function endpointRequests(subject: Subject): readonly string[] {
  const { prefix, scanned } = subject
  const link = linkOf(subject)
  const one = `s=${prefix}/${FIXED}`
  const tags = [CHAINED, FIXED, CUSTOM].flatMap((name) =>
    ['0.0.1', '0.0.4'].map((tag) => `${prefix}/${name}:${tag}`),
  )
  const pairs = [
    `a=${scanned}:0.0.1&b=${scanned}:0.0.4`,
    `a=${scanned}:0.0.4&b=${scanned}:0.0.3`,
    `a=${scanned}:0.0.2&b=${prefix}/${CUSTOM}:0.0.2`,
  ]
  return [
    ...['sources', 'repositories', 'repositories?q=base', 'snapshots', 'snapshots?name=sample', 'archives'],
    ...each(BASES, RULES, CACHES).flatMap((query) => [
      `compare?${link}&${query}`,
      `downloads?${link}&${query}`,
      `pull?${one}&tag=0.0.3&${query}`,
    ]),
    ...[
      'compare',
      'downloads?keep=1&ahead=3&drop=2',
      `compare?${link}&s=${prefix}/none&platform=linux/arm64`,
    ],
    ...[CHAINED, FIXED, CUSTOM, 'none'].flatMap((name) => [
      `plan?s=${prefix}/${name}`,
      ...RULES.map((rule) => `advice?s=${prefix}/${name}&${rule}`),
      `tags?repository=${prefix}/${name}`,
    ]),
    ...tagRequests([...tags, `${scanned}:0.0.1`, `${scanned}:0.0.4`, `${scanned}:none`]),
    ...each(
      [`files?reference=${scanned}:0.0.4`],
      ['view=layer', 'view=union'],
      ['layer=0', 'layer=1', 'layer=3'],
      ['', 'path=bin', 'flat=true', 'query=test', 'hidden=true', 'sort=name&offset=1&limit=2'],
    ),
    ...pairs.flatMap((pair) => [
      `diff?${pair}`,
      ...['', 'pair=0', 'pair=3', 'query=test', 'offset=1&limit=1'].map(
        (query) => `diff/files?${pair}&${query}`,
      ),
    ]),
    ...[`${link}&title=Before&notes=One`, `view=/tag?ref=${scanned}:0.0.4&files=true`, 'view=/planner'].map(
      (query) => `snapshot?${query}`,
    ),
    ...each(
      ['compare', 'downloads', 'planner', 'report', 'present'].map((page) => `og?page=${page}&${link}`),
      LANGS,
    ),
    ...each([`og?page=tag&ref=${scanned}:0.0.4`], LANGS, THEMES),
    ...WRONG,
  ]
}

/** What tells of one tag; asked before its files are read too. */
export function tagRequests(references: readonly string[]): readonly string[] {
  return references.flatMap((reference) =>
    ['image', 'chain', 'shared', 'place'].map((endpoint) => `${endpoint}?reference=${reference}`),
  )
}

/** What is asked of a file that was opened. @param source  its choice: `source=archive:…` */
export function openedRequests(subject: Subject, source: string): readonly string[] {
  const { scanned } = subject
  return [
    ...['compare', 'downloads', 'compare.md', 'downloads.json', 'snapshot'].map(
      (path) => `${path}?s=${scanned}`,
    ),
    ...tagRequests([`${scanned}:0.0.4`]),
    ...['tag.md', 'tag.json', 'tag.svg'].map((path) => `${path}?ref=${scanned}:0.0.4&with=${scanned}:0.0.1`),
    `tags?repository=${scanned}`,
    `files?reference=${scanned}:0.0.4&view=union&layer=3`,
    `diff?a=${scanned}:0.0.1&b=${scanned}:0.0.4`,
    'repositories?q=',
    `og?page=compare&s=${scanned}`,
  ].map((request) => `${request}&${source}`)
}

/** Questions that cannot be answered as they are put. */
const WRONG = [
  'compare?basis=both',
  'compare?cache=all&rule=none',
  'compare?source=archive:none',
  'compare?source=snapshot:none',
  'downloads?keep=many',
  'pull',
  'pull?s=redis&tag=',
  'plan',
  'advice?s=not a reference',
  'image?reference=',
  'chain',
  'files?reference=a:1&layer=x',
  'diff?a=a:1',
  'diff/files',
  'tags?repository=',
  'snapshot?view=/none',
  'scan',
  'nothing.md',
  'compare.xyz',
  'compare.md?card=none',
  'compare.md?basis=both',
  'compare.png?dpr=9',
  'planner.md?card=advice',
  'tag.md',
  'tag.md?ref=:',
  'report.md?z=damaged',
]
