// Longer than most: every card of every page, and every format.
import type { Page } from '@playwright/test'
import type { CompareReport } from '../lib/analysis/report'
import { type ExportedDocument, expectSameCells, openExports, pictureFacts, svgShapes } from './export-files'
import { expect, test } from './fixtures'

/** What a card is made of: sentences alone have no table, and only what is drawn is offered as SVG. */
type Kind = 'chart' | 'table' | 'sentences'

interface Case {
  readonly path: string
  /** By the titles of the cards. */
  readonly cards: Readonly<Record<string, Kind>>
}

const TAG = '/tag?ref=localhost:5000/small/docker-layer-linked:0.0.4'

const PAGES: Readonly<Record<string, Case>> = {
  compare: {
    path: '/?',
    cards: {
      Summary: 'sentences',
      'At a glance': 'chart',
      'Total size': 'chart',
      'Update download (cached)': 'chart',
      'First download (not cached)': 'chart',
      'Largest layers of all tags': 'chart',
    },
  },
  downloads: {
    path: '/downloads?',
    cards: {
      'Update download (cached)': 'chart',
      'Upgrade matrix': 'chart',
      'Pull simulator': 'chart',
      'Rollout to a fleet': 'chart',
      Storage: 'chart',
    },
  },
  planner: {
    path: '/planner?advise=localhost:5000/docker-layer-base-linked',
    cards: {
      Summary: 'sentences',
      'Total size': 'chart',
      'Update download (cached)': 'chart',
      'First download (not cached)': 'chart',
      Advisor: 'sentences',
      'Advisor: Total size': 'chart',
      'Advisor: Update download (cached)': 'chart',
      'Advisor: First download (not cached)': 'chart',
    },
  },
  'tag layers': { path: TAG, cards: { Overview: 'table', 'Layer chain': 'chart' } },
  'tag files': {
    path: `${TAG}&tab=files`,
    cards: { Files: 'table', 'How the layers lie over one another': 'table' },
  },
  'tag waste': { path: `${TAG}&tab=waste`, cards: { Waste: 'table' } },
  'tag compare': {
    path: `${TAG}&tab=compare&with=localhost:5000/small/docker-layer-linked:0.0.1`,
    cards: { 'Compare with another tag': 'table' },
  },
}

test.describe.configure({ mode: 'parallel' })

for (const [name, { path, cards }] of Object.entries(PAGES)) {
  test(`every card of ${name} leaves the page in every format, and says the same in each`, async ({
    page,
    sampleUrl,
  }) => {
    test.slow()
    await page.goto(`${sampleUrl}${path}`)
    for (const [title, kind] of Object.entries(cards)) {
      await test.step(title, () => expectCard(page, title, kind))
    }
  })
}

/** Takes a card away in every way that it offers. @returns what its JSON says */
async function expectCard(page: Page, title: string, kind: Kind): Promise<ExportedDocument> {
  await expect(page.getByRole('heading', { name: title, exact: true }).first()).toBeVisible()
  const { panel, save, close } = await openExports(page, title)
  await panel.getByRole('button', { name: 'Copy table' }).click()
  await expect(panel.getByRole('status')).toContainText('Copied')
  const copied = await clipboard(page)
  const [md, csv, json] = [await save('Markdown'), await save('CSV'), await save('JSON')]
  const text = md.body.toString()
  expect(md.name).toMatch(/^strata-.+\.md$/)
  // A minute may end between the two, and a day with it.
  const timeless = (copy = '') => copy.replace(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/g, 'UTC')
  expect(timeless(copied['text/plain'])).toBe(timeless(text))
  expect(copied['text/html']).toContain(kind === 'sentences' ? '<li>' : '<table')
  const { documents } = JSON.parse(json.body.toString()) as { documents: ExportedDocument[] }
  const [document] = documents
  if (!document) throw new Error(`${title} has no document`)
  expect(documents).toHaveLength(1)
  expect(document.title).toBe(title)
  expect(document.tables.length > 0).toBe(kind !== 'sentences')
  expectSameCells(document, { md: text, csv: csv.body.toString() })
  await expectPictures(page, panel, save)
  await expect(panel.getByRole('button', { name: 'SVG' })).toHaveCount(kind === 'chart' ? 1 : 0)
  if (kind === 'chart') {
    const svg = await save('SVG')
    expect(await svgShapes(page, svg.body.toString())).toBeGreaterThan(1)
  }
  await close()
  return document
}

type Exports = Awaited<ReturnType<typeof openExports>>

/** One picture as it is offered, one three times as large in the dark, and one that fills the frame of a link. */
async function expectPictures(page: Page, panel: Exports['panel'], save: Exports['save']) {
  await panel.getByRole('radio', { name: '1×' }).click()
  const light = await pictureFacts(page, (await save('PNG')).body)
  await panel.getByRole('radio', { name: '3×' }).click()
  await panel.getByRole('radio', { name: 'Dark' }).click()
  const dark = await pictureFacts(page, (await save('PNG')).body)
  expect(light.width).toBeGreaterThanOrEqual(600)
  expect(dark.width).toBe(3 * light.width)
  expect(light.colours).toBeGreaterThan(20)
  expect(dark.colours).toBeGreaterThan(20)
  expect(light.lightness).toBeGreaterThan(0.7)
  expect(dark.lightness).toBeLessThan(0.4)
  await panel.getByRole('radio', { name: '1200×630' }).click()
  expect(await pictureFacts(page, (await save('PNG')).body)).toMatchObject({ width: 1200, height: 630 })
}

async function clipboard(page: Page): Promise<Record<string, string>> {
  return page.evaluate(async () => {
    const [item] = await navigator.clipboard.read()
    if (!item) return {}
    const kinds = item.types.filter((type) => type.startsWith('text/'))
    const texts = kinds.map(async (type) => [type, await (await item.getType(type)).text()])
    return Object.fromEntries(await Promise.all(texts))
  })
}

test('a table on the page and its export have the same cells', async ({ page, sampleUrl, request }) => {
  for (const [card, lang] of [
    ['total', 'en'],
    ['cached', 'ko'],
    ['uncached', 'en'],
  ]) {
    await page.goto(`${sampleUrl}/?basis=unpacked&lang=${lang}`)
    const answer = await request.get(
      `${sampleUrl}/api/compare.json?source=sample&basis=unpacked&lang=${lang}&card=${card}`,
    )
    const { documents } = (await answer.json()) as { documents: ExportedDocument[] }
    const [table] = documents[0]?.tables ?? []
    const rows = page.locator(`#${card} tbody tr`)
    await expect(rows).toHaveCount(table?.rows.length ?? -1)
    const shown = await rows.allTextContents()
    for (const [index, row] of (table?.rows ?? []).entries()) {
      for (const { text } of row.flatMap(({ values }) => values)) expect(shown[index]).toContain(text)
    }
  }
})

test('a clipboard that the browser refuses is said, and the text is offered', async ({ page, sampleUrl }) => {
  await page.addInitScript(() => {
    navigator.clipboard.write = () => Promise.reject(new Error('Write permission denied.'))
  })
  await page.goto(sampleUrl)
  const { panel } = await openExports(page, 'Total size')
  await panel.getByRole('button', { name: 'Copy table' }).click()
  await expect(page.getByText('Write permission denied.')).toBeVisible()
  await expect(page.getByRole('dialog').getByRole('textbox')).toHaveValue(/\| 0\.0\.1/)
})

test('an export that the server cannot make is said, and the page keeps everything', async ({
  page,
  sampleUrl,
}) => {
  await page.goto(sampleUrl)
  await page.route('**/api/compare.png*', (route) =>
    route.fulfill({ status: 500, json: { detail: 'Out of ink.' } }),
  )
  const { panel } = await openExports(page, 'Total size')
  await panel.getByRole('button', { name: 'PNG' }).click()
  await expect(panel.getByRole('status')).toContainText('Out of ink.')
  await expect(page.locator('#total tbody tr').first()).toBeVisible()
})

test('tables on other pages and their exports have the same figures', async ({
  page,
  sampleUrl,
  request,
}) => {
  const question = 'source=sample&lang=en'
  for (const { path, api, title } of [
    { path: '/downloads?', api: 'downloads.json?card=matrix', title: 'Upgrade matrix' },
    { path: '/downloads?', api: 'downloads.json?card=rollout', title: 'Rollout to a fleet' },
    { path: '/downloads?', api: 'downloads.json?card=storage', title: 'Storage' },
    { path: `${TAG}&tab=waste`, api: `tag.json?${TAG.slice(5)}&card=waste`, title: 'Waste' },
    {
      path: `${TAG}&tab=files`,
      api: `tag.json?${TAG.slice(5)}&card=figure`,
      title: 'How the layers lie over one another',
    },
  ]) {
    await test.step(title, async () => {
      await page.goto(`${sampleUrl}${path}`)
      const answer = await request.get(`${sampleUrl}/api/${api}&${question}`)
      const { documents } = (await answer.json()) as { documents: ExportedDocument[] }
      const heading = page.getByRole('heading', { name: title, exact: true })
      await expect(heading).toBeVisible()
      const cards = page.locator('section, [role=tabpanel]').filter({ has: heading })
      const card = cards.filter({ has: page.locator('tbody tr') }).last()
      await expect(card.locator('tbody tr').first()).toBeVisible()
      const shown = await card.textContent()
      const figures = figuresOf(documents[0])
      expect(figures.length).toBeGreaterThan(3)
      for (const text of figures) expect(shown).toContain(text)
    })
  }
})

/** Texts of all exact figures of a card, each once; a map has no room for the `B` of `606.83MB`. */
function figuresOf(document: ExportedDocument | undefined): readonly string[] {
  const cells = document?.tables.flatMap(({ rows }) => rows.flat()) ?? []
  const exact = cells.flatMap(({ values }) => values).filter(({ kind }) => kind === 'exact')
  return [...new Set(exact.map(({ text }) => text.replace(/(?<=[kMGT]|^0)B$/, '')))]
}

test('of a real engine and registry, the export of Compare has the cells of the API', async ({
  request,
  baseURL,
  prefix,
}) => {
  const names = ['docker-layer-linked', 'docker-layer-base-linked', 'docker-layer-base']
  const question = `${names.map((name) => `s=${prefix}/${name}`).join('&')}&basis=unpacked&lang=en`
  const [exported, answered] = await Promise.all(
    ['compare.json', 'compare'].map(async (path) =>
      (await request.get(`${baseURL}/api/${path}?${question}`)).json(),
    ),
  )
  const { documents } = exported as { documents: ExportedDocument[] }
  const { strategies } = answered as CompareReport
  expect(strategies).toHaveLength(3)
  const CELLS = { layers: 'layers', local: 'local', registry: 'registry' } as const
  const DOWNLOADS = { cached: 'cached:unpacked', uncached: 'uncached:unpacked' } as const
  for (const card of ['total', 'cached', 'uncached'] as const) {
    const [table] = documents.find((document) => document.card === card)?.tables ?? []
    expect(table?.rows).toHaveLength(4)
    for (const [index, row] of (table?.rows ?? []).entries()) {
      for (const { column, values } of row) {
        const id =
          column === 'download' && card !== 'total' ? DOWNLOADS[card] : CELLS[column as keyof typeof CELLS]
        if (!id) continue
        const cells = strategies.map(({ tags }) => tags[index]?.cells[id])
        expect(values.map(({ kind, value }) => ({ kind, value }))).toEqual(
          cells.map((cell) => ({
            kind: cell?.kind,
            value: cell && 'value' in cell ? cell.value : undefined,
          })),
        )
      }
    }
  }
})

test('what a classic builder kept of a real image leaves the page too', async ({ page, prefix }) => {
  test.slow()
  await page.goto(`/tag?ref=${prefix}/docker-layer-linked:0.0.4`)
  const parents = await expectCard(page, 'Parents', 'table')
  expect(parents.tables[0]?.rows.length).toBeGreaterThan(4)
  const layers = await expectCard(page, 'Layer chain', 'chart')
  expect(layers.tables[0]?.rows).toHaveLength(5)
  expect(layers.source).toContain(`${prefix}/docker-layer-linked:0.0.4`)
})

test('the history of an image is exported where the page has no card for it', async ({
  page,
  sampleUrl,
  request,
}) => {
  const read = async (format: string) => {
    const answer = await request.get(`${sampleUrl}/api/tag.${format}?${TAG.slice(5)}&card=history&lang=en`)
    expect(answer.ok()).toBe(true)
    return answer.body()
  }
  const { documents } = JSON.parse((await read('json')).toString()) as { documents: ExportedDocument[] }
  expect(documents[0]?.tables[0]?.rows).toHaveLength(7)
  expectSameCells(documents[0]!, { md: (await read('md')).toString(), csv: (await read('csv')).toString() })
  expect((await pictureFacts(page, await read('png'))).colours).toBeGreaterThan(20)
})
