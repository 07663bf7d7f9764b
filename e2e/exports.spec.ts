import type { Page } from '@playwright/test'
import { type ExportedDocument, expectSameCells, openExports, pictureFacts, svgShapes } from './export-files'
import { expect, test } from './fixtures'

interface Case {
  readonly path: string
  /** Titles of its cards; whether they have a chart. */
  readonly cards: Readonly<Record<string, 'chart' | 'table' | 'sentences'>>
}

const TAG = '/tag?ref=localhost:5000/small/docker-layer-linked:0.0.4'

const PAGES: Readonly<Record<string, Case>> = {
  compare: {
    path: '/?',
    cards: { 'In short': 'sentences', 'Total size': 'chart', Cached: 'chart', 'Not cached': 'chart' },
  },
  downloads: {
    path: '/downloads?',
    cards: {
      Cached: 'chart',
      'Upgrade matrix': 'chart',
      'One pull': 'chart',
      'Rollout to a fleet': 'chart',
      Storage: 'chart',
    },
  },
  planner: {
    path: '/planner?advise=localhost:5000/docker-layer-base',
    cards: { 'Total size': 'chart', Cached: 'chart', 'Not cached': 'chart' },
  },
  'tag layers': { path: TAG, cards: { Layers: 'chart', History: 'table' } },
  'tag files': { path: `${TAG}&tab=files`, cards: { Files: 'table' } },
  'tag waste': { path: `${TAG}&tab=waste`, cards: { Waste: 'table' } },
  'tag compare': {
    path: `${TAG}&tab=compare&with=localhost:5000/small/docker-layer-linked:0.0.1`,
    cards: { Compare: 'table' },
  },
}

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

for (const [name, { path, cards }] of Object.entries(PAGES)) {
  test(`every card of ${name} leaves the page in every format, and says the same in each`, async ({
    page,
    sampleUrl,
  }) => {
    test.slow()
    await page.goto(`${sampleUrl}${path}`)
    for (const [title, kind] of Object.entries(cards)) {
      await test.step(title, async () => {
        const { panel, save, close } = await openExports(page, title)
        await panel.getByRole('button', { name: 'Copy table' }).click()
        await expect(panel.getByRole('status')).toContainText('Copied')
        const copied = await clipboard(page)
        const [md, csv, json] = [await save('Markdown'), await save('CSV'), await save('JSON')]
        expect(md.name).toMatch(/^strata-.+\.md$/)
        expect(copied['text/plain']).toBe(md.body.toString())
        expect(copied['text/html']).toContain('<table')
        const { documents } = JSON.parse(json.body.toString()) as { documents: ExportedDocument[] }
        expect(documents[0]?.title).toBe(title)
        expectSameCells(documents, { md: md.body.toString(), csv: csv.body.toString() })
        await expectPictures(page, panel, save)
        if (kind === 'chart') {
          const svg = await save('SVG')
          expect(await svgShapes(page, svg.body.toString())).toBeGreaterThan(10)
        }
        await close()
      })
    }
  })
}

type Exports = Awaited<ReturnType<typeof openExports>>

/** One picture as it is offered, and one three times as large in the dark. */
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
    for (const [index, row] of (table?.rows ?? []).entries()) {
      for (const { values } of row) {
        for (const { text } of values) await expect(rows.nth(index)).toContainText(text)
      }
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
