import { readFile, truncate, writeFile } from 'node:fs/promises'
import type { Page, TestInfo } from '@playwright/test'
import type { CompareReport } from '../lib/analysis/report'
import { ACTING, actingSnapshot } from './engines/acting'
import { expect, test } from './fixtures'

/** All cells of the three tables, as they are read. */
async function figures(page: Page): Promise<readonly string[]> {
  await page.locator('#uncached tbody tr').first().waitFor()
  return page
    .locator('#total tbody td, #cached tbody td, #uncached tbody td')
    .evaluateAll((cells) => cells.map(({ textContent }) => textContent?.trim() ?? ''))
}

function viewOf(prefix: string): string {
  const search = new URLSearchParams([
    ['s', `${prefix}/docker-layer-linked;name=Linked;colour=5`],
    ['s', `${prefix}/docker-layer-base;tags=0.0.[123]`],
    ['basis', 'unpacked'],
    ['total', 'table'],
  ])
  return `/?${search}`
}

/** Saves what the page shows, as a person does. @returns the file */
async function save(page: Page, info: TestInfo, name = 'saved.strata.json'): Promise<string> {
  await page.getByRole('button', { name: 'Save snapshot' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Title').fill('Before <b>the</b> change')
  await dialog.getByLabel('Notes').fill('Ask Kim\n=SUM(A1)')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Download' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^strata-before-b-the-b-change-\d{4}-\d\d-\d\d\.strata\.json$/)
  await expect(dialog).toHaveCount(0)
  const file = info.outputPath(name)
  await download.saveAs(file)
  return file
}

/** Drops files on the page, as a file manager does. */
async function drop(page: Page, name: string, content: string) {
  const transfer = await page.evaluateHandle(
    ([fileName, text]) => {
      const data = new DataTransfer()
      data.items.add(new File([text], fileName))
      return data
    },
    [name, content] as const,
  )
  await page.dispatchEvent('body', 'dragenter', { dataTransfer: transfer })
  await expect(page.getByTestId('drop-zone')).toContainText('Drop to open')
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer })
}

test('a view is saved, and opened on a machine with no daemon and no registry', async ({
  page,
  prefix,
  openedApp,
}, info) => {
  await page.goto(viewOf(prefix))
  const before = await figures(page)
  const file = await save(page, info)

  const app = await openedApp(file)
  const address = /^ {2}(http:\S+)$/m.exec(app.greeting())?.[1] ?? ''
  await page.goto(address)
  await expect(page.getByTestId('strategy')).toHaveCount(2)
  expect(await figures(page)).toEqual(before)
  await expect(page.getByTestId('strategy').first()).toContainText('Linked')
  await expect(page.getByRole('radio', { name: 'Unpacked' })).toBeChecked()
  await expect(
    page.getByRole('button', { name: /^Snapshot of 20\d\d-\d\d-\d\d \d\d:\d\d UTC$/ }),
  ).toBeVisible()
  const banner = page.getByTestId('snapshot-banner')
  await expect(banner).toContainText('Before <b>the</b> change')
  await expect(banner).toContainText('=SUM(A1)')
  await expect(page.locator('#total')).toContainText(/snapshot of 20\d\d-\d\d-\d\d/)

  // Without a word in the link, it is shown in place of the sample.
  await page.goto(`${app.url}/`)
  await expect(page.getByTestId('strategy').first()).toContainText('Linked')
  await expect(page.getByTestId('snapshot-banner')).toBeVisible()

  // A tag of it can be read further.
  await page.getByRole('link', { name: '0.0.3' }).first().click()
  await expect(page).toHaveURL(/\/tag\?/)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('docker-layer-linked:0.0.3')
})

test('a file is dropped on any page, or chosen with the keyboard', async ({
  page,
  prefix,
  sampleUrl,
}, info) => {
  await page.goto(viewOf(prefix))
  const before = await figures(page)
  const file = await save(page, info)
  const text = await readFile(file, 'utf8')

  await page.goto(`${sampleUrl}/downloads`)
  await page.getByRole('heading').first().waitFor()
  await page.waitForLoadState('networkidle')
  await drop(page, 'dropped.strata.json', text)
  await expect(page).toHaveURL(/\/\?source=snapshot(:|%3A)dropped-[0-9a-f]{12}/)
  expect(await figures(page)).toEqual(before)

  await page.goto(`${sampleUrl}/`)
  await page.getByRole('button', { name: 'Bundled sample' }).focus()
  await page.keyboard.press('Enter')
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Open a snapshot…' }).press('Enter'),
  ])
  await chooser.setFiles(file)
  await expect(page).toHaveURL(/source=snapshot(:|%3A)saved-[0-9a-f]{12}/)
  expect(await figures(page)).toEqual(before)
})

test('a snapshot is laid beside the live tags, and the two are not confused', async ({
  page,
  prefix,
  baseURL,
}, info) => {
  await page.goto(`/?s=${prefix}/docker-layer-linked`)
  const file = await save(page, info)
  // The saved tags are changed: whatever shows 4242 bytes can only come from the file.
  const json = JSON.parse(await readFile(file, 'utf8'))
  const top = json.layers[json.images.at(-1).layers.at(-1)]
  const changed = (value: unknown): unknown =>
    value === top
      ? { ...top, blob: { ...top.blob, digest: `sha256:${'4'.repeat(64)}`, transferBytes: 4242 } }
      : value
  const text = JSON.stringify({ ...json, layers: json.layers.map(changed) })

  await page.waitForLoadState('networkidle')
  await drop(page, 'before.strata.json', text)
  await expect(page.getByTestId('snapshot-banner')).toBeVisible()
  await page.getByTestId('snapshot-banner').getByRole('link', { name: 'Lay beside the live tags' }).click()
  const cards = page.getByTestId('strategy')
  await expect(cards).toHaveCount(2)
  await expect(cards.nth(0)).not.toContainText('from snapshot')
  await expect(cards.nth(1)).toContainText(/from snapshot, 20\d\d-/)
  await expect(page.getByTestId('snapshot-banner')).toHaveCount(0)

  const { searchParams } = new URL(page.url())
  const report = (await (
    await page.request.get(`${baseURL}/api/compare?${searchParams}`)
  ).json()) as CompareReport
  const transferOf = (strategy: number) =>
    report.strategies[strategy]!.tags.map(({ image }) =>
      image?.layers.map((position) => report.layers[position]!.transferBytes),
    )
  expect(transferOf(0).flat()).not.toContain(4242)
  expect(transferOf(1).flat()).toContain(4242)
  const links = page
    .locator('#total tbody tr')
    .last()
    .getByRole('link', { name: /docker-layer-linked:0\.0\.4$/ })
  await expect(links).toHaveCount(2)
  await expect(links.nth(0)).not.toHaveAttribute('href', /snapshot/)
  await expect(links.nth(1)).toHaveAttribute('href', /source=snapshot(:|%3A)before-/)

  // The same repository can be added from the picker, too.
  await page.getByRole('button', { name: 'Add repository' }).click()
  await page.getByRole('combobox', { name: /Search/ }).fill('docker-layer-linked')
  await page
    .getByRole('option', { name: /from the snapshot of/ })
    .first()
    .click()
  await expect(cards).toHaveCount(3)

  // Opened where the file is not: what is missing is said, the rest is there.
  const [live] = searchParams.getAll('s')
  await page.goto(
    `/?${new URLSearchParams([
      ['s', live ?? ''],
      ['s', `${live};from=gone-0123456789ab`],
    ])}`,
  )
  await expect(cards.nth(1).getByRole('alert')).toContainText('“gone-0123456789ab” is not open here')
  await expect(page.locator('#total tbody tr').first()).toBeVisible()
})

test('a file that cannot be opened is refused with the reason, and the page keeps what it has', async ({
  page,
  sampleUrl,
}, info) => {
  const sample = await (await page.request.get(`${sampleUrl}/sample.strata.json`)).text()
  const json = JSON.parse(sample)
  await page.goto(`${sampleUrl}/`)
  const before = await figures(page)
  await page.waitForLoadState('networkidle')
  const notice = (text: string | RegExp) => expect(page.getByText(text).first()).toBeVisible()

  await drop(page, 'cut.strata.json', sample.slice(0, 9000))
  await notice('“cut.strata.json” cannot be opened. It ends too early')
  await drop(page, 'later.strata.json', JSON.stringify({ ...json, version: 9 }))
  await notice('It has version 9 of the format; this Strata reads versions up to 2.')
  await drop(page, 'other.json', JSON.stringify({ format: '<img src=x onerror=alert(1)>' }))
  await notice('its format is “<img src=x onerror=alert(1)>”')
  const twice = { ...json, images: [...json.images, json.images[0]] }
  await drop(page, 'twice.strata.json', JSON.stringify(twice))
  await notice('It holds localhost:5000/centos:latest twice.')

  const huge = info.outputPath('huge.strata.json')
  await writeFile(huge, '')
  await truncate(huge, 500_000_000)
  await page.getByRole('button', { name: 'Bundled sample' }).click()
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Open a snapshot…' }).click(),
  ])
  await chooser.setFiles(huge)
  await notice('“huge.strata.json” cannot be opened. It is larger than 67.1MB')

  expect(new URL(page.url()).search).toBe('')
  expect(await figures(page)).toEqual(before)
  expect(await page.evaluate(() => document.images.length)).toBe(0)
})

test('what would act in the texts of images is a mark on every page', async ({ page, sampleUrl }) => {
  const name = 'acting.strata.json'
  const post = await page.request.post(`${sampleUrl}/api/snapshots?name=${name}`, { data: actingSnapshot() })
  const { name: opened } = (await post.json()) as { readonly name: string }
  const source = `source=snapshot:${opened}`
  const errors: string[] = []
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  page.on('pageerror', (error) => errors.push(error.message))
  const series = `s=localhost:5000/docker-layer-linked;name=%E2%80%AEevil%07%0D%0Az`
  const tag = `/tag?${source}&ref=localhost:5000/docker-layer-linked:0.0.2`
  const pages = ['/', '/downloads', '/report', '/present'].map((path) => `${path}?${source}&${series}`)
  for (const path of [...pages, `${tag}&layer=0`, `${tag}&tab=files`, `${tag}&tab=compare`]) {
    await page.goto(sampleUrl + path)
    await expect(page.locator('body')).toContainText('\ufffd')
    const found = await page.evaluate((acting) => {
      const all = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
      const texts: string[] = []
      while (all.nextNode()) {
        if (!all.currentNode.parentElement?.closest('script, style'))
          texts.push(all.currentNode.nodeValue ?? '')
      }
      return texts.filter((text) => new RegExp(acting, 'u').test(text))
    }, ACTING.source)
    expect(found, path).toEqual([])
    expect(errors, path).toEqual([])
  }
})
