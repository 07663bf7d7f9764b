import { readFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixtures'

const SECTIONS = [
  ...[
    'answer',
    'verdicts',
    'strategies',
    'total',
    'cached',
    'uncached',
    'matrix',
    'rollout',
    'storage',
    'layers',
  ],
  ...['assumptions', 'method'],
]
/** What is left of A4 and Letter between the margins of a printed report, in CSS pixels. */
const PAPERS = [
  { format: 'A4', width: 687, points: [595, 842] },
  { format: 'Letter', width: 710, points: [612, 792] },
] as const

/** Six strategies whose figures are long. */
const SIX = ['chained', 'fixed-base', 'custom-base']
  .flatMap((kind) => [500, 300].map((packages) => ({ kind, packages })))
  .map(
    ({ kind, packages }) =>
      `s=plan:${kind},base=231000000,packages=${packages}000000,app=8850000,releases=5,ratio=0.4/0.4/0.4`,
  )
  .join('&')

const oneLine = (text: string | null) => (text ?? '').replace(/\s+/g, ' ').trim()

async function cellsOf(rows: Locator): Promise<string[][]> {
  const all = await rows.all()
  return Promise.all(all.map(async (row) => (await row.locator('td').allTextContents()).map(oneLine)))
}

/** Elements that stand beyond the paper's edge, by their text. */
function beyondEdge(page: Page): Promise<string[]> {
  return page
    .locator('.sheet *')
    .evaluateAll((elements) =>
      elements
        .filter((element) => element.getBoundingClientRect().right > window.innerWidth + 0.5)
        .map((element) => `${element.tagName} ${element.textContent?.slice(0, 60)}`),
    )
}

test("a report says in all its sections what the pages' cells say", async ({ page, sampleUrl }) => {
  await page.goto(`${sampleUrl}/`)
  const rows = page.locator('#uncached tbody tr')
  await expect(rows).toHaveCount(4)
  const shown = await cellsOf(rows)
  await page.goto(`${sampleUrl}/report`)
  for (const section of SECTIONS) await expect(page.locator(`#${section} h2`)).toBeVisible()
  const reported = await cellsOf(page.locator('#uncached tbody tr'))
  expect(reported.map((row) => row.slice(0, 2))).toEqual(shown.map((row) => row.slice(0, 2)))
  await expect(page.locator('#matrix')).toContainText('3.91MB')
  await expect(page.locator('#layers')).toContainText('RUN rm -rf test.txt')
  await expect(page.locator('.sheet figure svg')).toHaveCount(10)
})

test('sections and chains are chosen in the link', async ({ page, sampleUrl }) => {
  await page.goto(`${sampleUrl}/report?hide=method,rollout`)
  await expect(page.locator('#total')).toBeVisible()
  await expect(page.locator('#method')).toHaveCount(0)
  await page.getByRole('button', { name: 'Sections' }).click()
  await page.getByRole('checkbox', { name: 'Method and glossary' }).check()
  await expect(page.locator('#method')).toBeVisible()
  await page.getByRole('checkbox', { name: 'Storage' }).uncheck()
  await expect(page).toHaveURL(/hide=rollout,storage/)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Layer chains' }).click()
  await page.getByRole('group', { name: 'Chained' }).getByRole('checkbox', { name: '0.0.2' }).check()
  await expect(page.locator('#layers h3', { hasText: 'docker-layer-linked:0.0.2' })).toBeVisible()
  await expect(page).toHaveURL(/tags=[^&]*docker-layer-linked:0\.0\.2/)
})

test('title and short notes are kept in the link, long notes in the browser', async ({ page, sampleUrl }) => {
  await page.goto(`${sampleUrl}/report`)
  await page.getByRole('button', { name: 'Edit the title' }).click()
  await page.getByRole('textbox', { name: 'Title' }).fill('Which way for payments?')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Add notes' }).click()
  await page.getByRole('textbox', { name: 'Notes' }).fill('First line\n<b>second</b> line')
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(page).toHaveURL(/title=Which/)
  await expect(page).toHaveURL(/notes=First/)
  await page.goto(page.url())
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Which way for payments?')
  await expect(page.locator('.notes')).toHaveText('First line\n<b>second</b> line')

  const long = 'A note that is too long for a link. '.repeat(40)
  await page.getByRole('button', { name: 'Edit the notes' }).click()
  await page.getByRole('textbox', { name: 'Notes' }).fill(long)
  await page.keyboard.press('Control+Enter')
  await expect(page).not.toHaveURL(/notes=/)
  await expect(page.getByText('these notes stay in this browser')).toBeVisible()
  await page.reload()
  await expect(page.locator('.notes')).toContainText('A note that is too long')
})

test('the saved file opens from the disk with the network off, and says the same', async ({
  page,
  browser,
  sampleUrl,
}, info) => {
  const title = '<img src=x onerror=alert(1)> & "us"'
  await page.goto(`${sampleUrl}/report?${new URLSearchParams({ title, notes: 'For the review\nof Monday' })}`)
  await expect(page.locator('#method')).toBeVisible()
  const tables = await page.locator('.sheet table').allTextContents()
  const pictures = await page.locator('.sheet figure svg').count()
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save as HTML' }).click()
  const file = info.outputPath('report.html')
  await (await saving).saveAs(file)
  await expect(page.getByText('is saved')).toBeVisible()

  const context = await browser.newContext({ offline: true })
  const asked: string[] = []
  await context.route('**', (route) => {
    asked.push(route.request().url())
    return route.request().url().startsWith('file:') ? route.continue() : route.abort()
  })
  const opened = await context.newPage()
  const complaints: string[] = []
  opened.on('console', (message) => complaints.push(message.text()))
  await opened.goto(pathToFileURL(file).href)
  await expect(opened.getByRole('heading', { level: 1 })).toHaveText(title)
  await expect(opened.locator('.notes')).toHaveText('For the review\nof Monday')
  expect(await opened.locator('table').allTextContents()).toEqual(tables)
  await expect(opened.locator('figure svg')).toHaveCount(pictures)
  expect(await opened.locator('button, input, textarea, script, img, link').count()).toBe(0)
  const painted = await opened.locator('figure svg').first().screenshot()
  expect(painted.length).toBeGreaterThan(5000)
  expect(asked).toEqual([pathToFileURL(file).href])
  expect(complaints).toEqual([])
  expect(await readFile(file, 'utf8')).toContain("default-src 'none'")
  await context.close()
})

for (const { format, width, points } of PAPERS) {
  test(`prints on ${format}: several pages, nothing beyond the margins`, async ({ page, sampleUrl }) => {
    for (const [query, least] of [
      ['', 5],
      [`${SIX}&lang=ko`, 8],
    ] as const) {
      await page.setViewportSize({ width, height: 1000 })
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
      await page.goto(`${sampleUrl}/report?${query}`)
      await expect(page.locator('#method')).toBeVisible()
      await expect(page.locator('header').first()).toBeHidden()
      expect(await beyondEdge(page)).toEqual([])
      const pdf = (await page.pdf({ format })).toString('latin1')
      expect(pdf.match(/\/Type\s*\/Page\b/g)?.length).toBeGreaterThanOrEqual(least)
      const [, right, top] = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf) ?? []
      expect([Number(right), Number(top)].map(Math.floor)).toEqual(points)
    }
  })
}

test('a presentation goes by its keys and holds its place in the link', async ({ page, sampleUrl }) => {
  await page.setViewportSize({ width: 1280, height: 720 })
  await page.goto(`${sampleUrl}/report`)
  await page.getByRole('link', { name: 'Present' }).last().click()
  const heading = page.getByRole('heading', { level: 1 })
  await expect(page.getByText('1 / 16')).toBeVisible()
  await page.keyboard.press('ArrowRight')
  await expect(heading).toContainText('this fleet')
  await expect(page).toHaveURL(/card=answer-chart/)
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(heading).toHaveText('Summary')
  await page.keyboard.press('PageDown')
  await expect(heading).toHaveText(
    / are equal in the registry: 611\.73MB to 612\.70MB against 2.18GB \(4 tags\)$/,
  )
  await expect(page.getByText('Total size · ')).toBeVisible()
  await expect(page).toHaveURL(/card=total/)
  await expect(page.locator('tbody tr').nth(1)).toContainText('608.79MB / 607.81MB')
  const size = await page
    .locator('tbody td')
    .first()
    .evaluate((cell) => getComputedStyle(cell).fontSize)
  expect(Number.parseFloat(size)).toBeGreaterThanOrEqual(20)
  await page.keyboard.press('End')
  await expect(page.getByText('16 / 16')).toBeVisible()
  await page.keyboard.press('7')
  const conclusion =
    'Chained downloads least for an update: 104B against 977.58kB to 521.40MB (0.0.3 → 0.0.4)'
  await expect(heading).toHaveText(conclusion)
  await expect(page.getByText('Update download (cached), 7 of 16')).toBeAttached()
  // The link follows the slide a moment later.
  await expect(page).toHaveURL(/card=cached/)
  await page.reload()
  await expect(heading).toHaveText(conclusion)
  await page.keyboard.press('Home')
  await expect(page.getByText('1 / 16')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(/\/report/)
})

test('f asks for the full screen, and a refusal is said', async ({ page, sampleUrl }) => {
  await page.goto(`${sampleUrl}/present?card=matrix`)
  await expect(page.locator('main svg[role=img]')).toBeVisible()
  await page.keyboard.press('f')
  await expect.poll(() => page.evaluate(() => document.fullscreenElement?.id)).toBe('figures')
  await page.keyboard.press('f')
  await expect.poll(() => page.evaluate(() => document.fullscreenElement)).toBeNull()
  await page.evaluate(() => {
    Element.prototype.requestFullscreen = () => Promise.reject(new TypeError('not allowed'))
  })
  await page.keyboard.press('f')
  await expect(page.getByText('does not go full screen')).toBeVisible()
  await expect(page.locator('main svg[role=img]')).toBeVisible()
})

test('a long table is paged within its slide', async ({ page, sampleUrl }) => {
  await page.setViewportSize({ width: 1280, height: 720 })
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const plan = 's=plan:chained,base=231000000,packages=500000000,app=8850000,releases=40,ratio=0.4/0.4/0.4'
  await page.goto(`${sampleUrl}/present?${plan}&card=total`)
  await expect(page.getByText(/Rows 1–\d+ of 41/)).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByText(/Rows (?!1–)\d+–\d+ of 41/)).toBeVisible()
  await page.keyboard.press('ArrowUp')
  await expect(page.getByText(/Rows 1–\d+ of 41/)).toBeVisible()
  await expect(page).toHaveURL(/card=total/)
})
