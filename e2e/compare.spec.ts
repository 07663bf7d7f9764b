import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'

/** Cells of one column of a card, top to bottom; figures of the other basis beside them are left out. */
async function column(page: Page, card: string, name: string): Promise<string[]> {
  const cells = page.locator(`#${card} tbody td[data-column="${name}"]`)
  const texts = await cells.evaluateAll((elements) =>
    elements.map((element) => {
      const copy = element.cloneNode(true) as HTMLElement
      for (const extra of copy.querySelectorAll('.block, .sr-only')) extra.remove()
      return copy.textContent?.trim() ?? ''
    }),
  )
  return texts
}

async function addRepository(page: Page, reference: string) {
  await page.getByRole('button', { name: 'Add repository' }).click()
  const search = page.getByRole('combobox', { name: /Search/ })
  await search.fill(reference)
  await page.getByRole('option', { name: reference }).first().waitFor()
  await search.press('Enter')
  const added = page.getByTestId('strategy').filter({ has: page.getByText(reference, { exact: true }) })
  await expect(added).toBeVisible()
}

test('a person adds repositories, reads the tables, switches, reloads and sees the same', async ({
  page,
  prefix,
}) => {
  // The first screen compares what is likely one application, says why, and how to choose others.
  await page.goto('/')
  await expect(page.getByTestId('strategy')).not.toHaveCount(0)
  await expect(page.locator('#total tbody tr').first()).toBeVisible()
  await expect(page.getByText(/^Compared at once, because these look like ways of versioning/)).toBeVisible()
  await page.getByRole('button', { name: 'Choose others' }).click()
  await expect(page.getByRole('heading', { name: 'Pick two or three repositories' })).toBeVisible()
  await addRepository(page, `${prefix}/docker-layer-linked`)
  await addRepository(page, `${prefix}/docker-layer-base-linked`)
  await addRepository(page, `${prefix}/docker-layer-base`)
  await expect(page.getByTestId('strategy')).toHaveCount(3)
  await expect(page.getByTestId('strategy').nth(0)).toContainText('Chained')
  await expect(page.getByTestId('strategy').nth(1)).toContainText('Fixed base')
  await expect(page.getByTestId('strategy').nth(2)).toContainText('Custom base')

  expect(await column(page, 'total', 'layers')).toEqual(['2 / 2 / 2', '3 / 2 / 3', '4 / 2 / 3', '5 / 2 / 3'])
  const images = [
    '- / - / -',
    '0.0.1 / centos / 0.0.1',
    '0.0.1 ~ 0.0.2 / centos / 0.0.1',
    '0.0.1 ~ 0.0.3 / centos / 0.0.1',
  ]
  expect(await column(page, 'cached', 'cachedImages')).toEqual(images)
  expect(await page.locator('#uncached tbody tr').count()).toBe(4)

  const transfer = await column(page, 'cached', 'download')
  await page.getByRole('radio', { name: 'Unpacked' }).click()
  await expect(page).toHaveURL(/basis=unpacked/)
  await expect.poll(() => column(page, 'cached', 'download')).not.toEqual(transfer)

  await page.locator('#total').getByRole('radio', { name: 'Chart' }).click()
  await expect(page.locator('#total table')).toHaveCount(0)
  await expect(page.locator('#total [data-band]').first()).toBeVisible()

  await page.getByRole('radio', { name: '한국어' }).click()
  await expect(
    page.getByRole('heading', { name: '업데이트 다운로드(캐시된 경우)', exact: true }),
  ).toBeVisible()
  await expect(page.getByTestId('strategy').nth(0)).toContainText('꼬리 물기')

  const before = await column(page, 'cached', 'download')
  await page.reload()
  await expect(page.getByTestId('strategy')).toHaveCount(3)
  expect(await column(page, 'cached', 'download')).toEqual(before)
  await expect(page.locator('#total table')).toHaveCount(0)
  await expect(page.getByRole('heading', { name: '전체 용량', exact: true })).toBeVisible()
})

test("the sample shows the articles' tables with the articles' basis", async ({ page, sampleUrl }) => {
  await page.goto(`${sampleUrl}/?basis=unpacked`)
  expect(await column(page, 'total', 'local')).toEqual([
    '788MB / 788MB / 783MB',
    '797MB / 792MB / 792MB',
    '814MB / 801MB / 797MB',
    '814MB / 783MB / 788MB',
  ])
  const downloads = await column(page, 'cached', 'download')
  expect(downloads.map((text) => text.split(' / ').slice(0, 2))).toEqual([
    ['788MB', '788MB'],
    ['8.85MB', '561MB'],
    ['17.7MB', '570MB'],
    ['0B', '552MB'],
  ])
})

test('the answer stands first, changes with the fleet that the link holds, and says what is not known', async ({
  page,
  prefix,
  sampleUrl,
}) => {
  const chained = 's=localhost:5000/docker-layer-linked'
  await page.goto(`${sampleUrl}/?${chained}&s=localhost:5000/docker-layer-base-linked&basis=unpacked`)
  const answer = page.locator('#answer')
  const headline = answer.getByRole('heading')
  await expect(headline).toHaveText(
    /^Chained is cheapest for this fleet: ≈35.5GB a month, .* less than Fixed base$/,
  )
  await answer.getByLabel('Hosts').fill('200')
  await expect(headline).toContainText('≈71.1GB a month')
  await answer.getByLabel('Starting empty').fill('100')
  await expect(headline).toHaveText(/^Fixed base is cheapest/)
  await expect(answer).toContainText(
    /With less than 9\d(\.\d)?% of the hosts starting empty, Chained is cheaper/,
  )
  await answer.getByLabel('Releases a month').fill('0')
  await expect(answer.getByRole('alert')).toContainText('above 0')
  await expect(page).toHaveURL(/hosts=200&empty=100/)
  const said = await headline.textContent()
  await page.reload()
  await expect(headline).toHaveText(said ?? '')
  const search = new URL(page.url()).search
  const file = await page.request.get(`${sampleUrl}/api/compare.md${search}&card=answer&lang=en`)
  expect(await file.text()).toContain(`### ${said}`)

  await page.goto(`/?s=${prefix}/docker-layer-linked&s=${prefix}/docker-layer-linked:0.0.1;name=Once`)
  await expect(headline).toHaveText('No winner is named: what Once would download is not known')
  await expect(answer).toContainText('Once: ')
})

test('the first paint shows figures, before any script has run', async ({ browser, sampleUrl }) => {
  const page = await browser.newPage({ javaScriptEnabled: false })
  await page.goto(sampleUrl)
  await expect(page.locator('#total tbody tr').first()).toContainText('788MB')
  await page.close()
})

test('a tag leads to its layers and history, and back', async ({ page, sampleUrl }) => {
  await page.goto(sampleUrl)
  await page.locator('#total').getByRole('link', { name: 'localhost:5000/docker-layer-linked:0.0.4' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('localhost:5000/docker-layer-linked:0.0.4')
  await expect(page.getByRole('listitem').filter({ hasText: 'rm -rf test.txt' })).toContainText('0B')
  await expect(page.getByText('no layer').first()).toBeVisible()
  await page.getByRole('link', { name: 'Back to the comparison' }).click()
  await expect(page.locator('#total')).toBeVisible()
})

test('a tag that is built while the page is open appears without a reload', async ({
  page,
  prefix,
  docker,
}) => {
  const repository = `${prefix}/docker-layer-base-linked`
  await page.goto(`/?s=${repository}`)
  await expect(page.locator('#total tbody tr')).toHaveCount(4)
  await docker.cli('tag', `${repository}:0.0.4`, `${repository}:0.0.5`)
  await expect(page.locator('#total tbody tr')).toHaveCount(5, { timeout: 20_000 })
  await expect(page.locator('#total tbody tr').nth(4)).toContainText('local')
  await docker.cli('rmi', `${repository}:0.0.5`)
  await expect(page.locator('#total tbody tr')).toHaveCount(4, { timeout: 20_000 })
})

test('a bad reference and an unreachable registry cost only their own figures', async ({ page, prefix }) => {
  const good = `${prefix}/docker-layer-base`
  await page.goto(`/?s=${good}&s=localhost:1/nothing&s=Not%20A%20Reference&s=registry.invalid/app`)
  await expect(page.locator('#total tbody tr')).toHaveCount(4)
  await expect(page.getByTestId('strategy').nth(1)).toContainText('No answer from localhost:1')
  await expect(page.getByTestId('strategy').nth(2)).toContainText('is not a reference')
  await expect(page.getByTestId('strategy').nth(3)).toContainText('does not contact registry.invalid')
})

test('a tag of a registry that does not answer has a page that says so', async ({ page }) => {
  // The comparison and the API ask first, so that the page meets a failure that another part of the server made.
  await page.request.get('/api/compare?s=localhost:1/nothing')
  const answer = await page.goto('/tag?ref=localhost:1/nothing:1')
  expect(answer?.status()).toBe(200)
  await expect(page.getByRole('alert').filter({ hasText: 'No answer from localhost:1' })).toBeVisible()
})

test('hostile text in a filter or name is shown as text', async ({ page, prefix }) => {
  const name = encodeURIComponent('<img src=x onerror=alert(1)>')
  await page.goto(`/?s=${prefix}/docker-layer-linked;name=${name}`)
  await expect(page.getByTestId('strategy')).toContainText('<img src=x onerror=alert(1)>')
  expect(await page.locator('img').count()).toBe(0)
})

test('columns are sorted by keyboard and the choice is in the link', async ({ page, sampleUrl }) => {
  await page.goto(sampleUrl)
  const header = page.locator('#total').getByRole('button', { name: 'Registry size' })
  await header.focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/sort=-registry/)
  await expect(page.locator('#total th[aria-sort="descending"]')).toContainText('Registry size')
  await expect(page.locator('#total tbody tr').first()).toContainText('0.0.4')
})

test('a strategy is removed, filtered and reordered', async ({ page, sampleUrl }) => {
  await page.goto(sampleUrl)
  await page.getByRole('button', { name: 'Remove Custom base' }).click()
  await expect(page.getByTestId('strategy')).toHaveCount(2)
  await page.getByRole('button', { name: 'Edit Chained' }).click()
  await page.getByRole('textbox', { name: 'Tags' }).fill('0.0.[12]')
  await page.getByRole('textbox', { name: 'Tags' }).press('Enter')
  await expect(page.getByTestId('strategy').first()).toContainText('2 of 4 tags')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  const handle = page.getByRole('button', { name: 'Move Fixed base', exact: true })
  // The panel gives the focus back to its button when it is gone.
  await expect(async () => {
    await handle.focus()
    await expect(handle).toHaveAttribute('aria-roledescription', 'sortable', { timeout: 2000 })
    await expect(handle).toBeFocused({ timeout: 500 })
  }).toPass()
  await page.keyboard.press('Space')
  await page.waitForTimeout(200)
  await page.keyboard.press('ArrowLeft')
  await page.waitForTimeout(200)
  await page.keyboard.press('Space')
  await expect(page.getByTestId('strategy').first()).toContainText('docker-layer-base-linked')
})
