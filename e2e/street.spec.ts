import type { Page } from '@playwright/test'
import papaparse from 'papaparse'
import { type StreetRegistry, startStreetRegistry } from './engines/street-registry'
import { markdownTables, openExports } from './export-files'
import { expect, test } from './fixtures'

let registry: StreetRegistry

test.beforeAll(async () => {
  registry = await startStreetRegistry()
})
test.afterAll(() => registry?.stop())

/** The picker: at once, or behind the comparison that the first screen opens with. */
async function openPicker(page: Page) {
  await page.goto('/')
  const others = page.getByRole('button', { name: 'Choose others' })
  await others.or(page.getByRole('heading', { name: 'Pick two or three repositories' })).waitFor()
  if (await others.isVisible()) await others.click()
}

async function addRepository(page: Page, repository: string) {
  await openPicker(page)
  await page.getByRole('button', { name: 'Add repository' }).click()
  const search = page.getByRole('combobox', { name: /Search/ })
  await search.fill(`${registry.host}/${repository}`)
  await page.getByRole('option', { name: repository }).first().waitFor()
  await search.press('Enter')
  await expect(page.getByTestId('strategy')).toHaveCount(1)
}

/** Labels of the rows, without the other names beside them. */
const labels = (page: Page) => page.locator('#total tbody th').getByRole('link').allTextContents()
const editor = async (page: Page) => {
  await page
    .getByTestId('strategy')
    .getByRole('button', { name: /^Edit / })
    .click()
  return page.getByRole('dialog')
}

test('a repository with floating names shows each image once, and its variants apart', async ({ page }) => {
  await addRepository(page, 'floating')
  await expect.poll(() => labels(page)).toEqual(['1.26.0', '1.26.1', '1.27.0', '1.27.1', '1.27.2', '1.27.3'])
  const newest = page.locator('#total tbody tr').filter({ has: page.getByRole('link', { name: '1.27.3' }) })
  const names = newest.getByRole('list', { name: 'other names of this image' }).getByRole('listitem')
  expect((await names.allTextContents()).sort()).toEqual(['1', '1.27', 'latest', 'mainline'])

  const { save, close } = await openExports(page, 'Total size')
  const [md, csv] = [await save('Markdown'), await save('CSV')]
  await close()
  const [, ...rows] = markdownTables(md.body.toString())[0] ?? []
  const written = papaparse.parse<string[]>(csv.body.toString()).data
  for (const label of await labels(page)) {
    const row = rows.filter(([version]) => version?.split(' ')[0] === label)
    expect(row.length, `rows of ${label} in Markdown`).toBe(1)
    expect(written.filter((fields) => fields.includes(label)).length, `lines of ${label}`).toBeGreaterThan(0)
  }
  for (const text of [md, csv].map(({ body }) => body.toString())) {
    expect(text).toContain('mainline')
    expect(text).not.toContain('1.27.3-alpine')
  }

  await (await editor(page)).getByLabel('Variant').selectOption('alpine')
  await expect(page).toHaveURL(/variant=alpine/)
  await expect.poll(async () => (await labels(page)).at(-1)).toBe('1.27.3-alpine')
  expect(await labels(page)).toHaveLength(6)
})

test('pre-releases are counted, and shown when they are asked for', async ({ page }) => {
  await addRepository(page, 'rebuilds')
  const releases = ['3.4.1', '3.4.1-r0', '3.4.1-r1', '3.4.1-r10', '3.4.2']
  await expect.poll(() => labels(page)).toEqual(releases)
  await (await editor(page)).getByRole('checkbox', { name: 'Pre-releases (1)' }).click()
  await expect.poll(() => labels(page)).toEqual([...releases.slice(0, 4), '3.4.2-rc.1', '3.4.2'])
})

test('the official images are offered by the picker, and on the first screen of the sample', async ({
  page,
  sampleUrl,
}) => {
  for (const [open, role] of [
    [() => openPicker(page), 'button'],
    [() => page.goto(`${sampleUrl}/`), 'link'],
  ] as const) {
    await open()
    await page.getByRole(role, { name: 'Official images: redis, nginx' }).click()
    await expect(page).toHaveURL(/source=official/)
    await expect(page.getByTestId('strategy')).toHaveCount(2)
    await expect(page.getByTestId('strategy').first()).toContainText('redis')
    await expect(page.getByText('redis:6.0.16 and redis:6.2.6 shared three layers')).toBeVisible()
  }
})
