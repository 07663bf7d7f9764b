import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'

/** Opens a page and waits until it listens for keys. */
async function open(page: Page, url: string) {
  await page.goto(url)
  await openPalette(page, /./)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

/** Keys that are pressed before a page listens are lost: it is asked until it answers. */
async function openPalette(page: Page, name: string | RegExp = 'Command palette') {
  await expect(async () => {
    await page.keyboard.press('Control+k')
    await expect(page.getByRole('dialog', { name })).toBeVisible({ timeout: 1500 })
  }).toPass()
}

test('the palette goes to pages, switches and adds repositories, by keyboard alone', async ({
  page,
  sampleUrl,
}) => {
  await open(page, `${sampleUrl}/?lang=en`)
  await openPalette(page)
  await page.keyboard.type('basis unpacked')
  await expect(page.getByRole('option')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page).toHaveURL(/basis=unpacked/)

  await openPalette(page)
  await page.keyboard.type('docker-layers')
  await page.getByRole('option', { name: 'localhost:5000/docker-layers', exact: false }).first().waitFor()
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('strategy')).toHaveCount(4)
  await expect(page.getByTestId('strategy').nth(3)).toContainText('localhost:5000/docker-layers')

  await openPalette(page)
  await page.keyboard.type('downloads')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/downloads\?.*basis=unpacked/)
  await expect(page.getByTestId('strategy')).toHaveCount(4)
})

test('the palette opens a tag by its reference and says what to type when nothing is found', async ({
  page,
  sampleUrl,
}) => {
  await open(page, `${sampleUrl}/?lang=en`)
  await page.getByRole('button', { name: 'Command palette' }).click()
  await page.keyboard.type('docker-layer-base:0.0.2')
  await page.getByRole('option', { name: 'localhost:5000/docker-layer-base:0.0.2' }).waitFor()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('localhost:5000/docker-layer-base:0.0.2')
  await expect(
    page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Tag' }),
  ).toBeVisible()

  await openPalette(page)
  await page.keyboard.type('<b>nothing</b>')
  await expect(page.getByRole('dialog')).toContainText('Nothing found for “<b>nothing</b>”')
  await expect(page.getByRole('dialog')).toContainText('localhost:5000/app:0.0.2')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('the palette reports the result of an action in a notice', async ({ page, sampleUrl }) => {
  await open(page, `${sampleUrl}/?lang=en&basis=unpacked`)
  await openPalette(page)
  await page.keyboard.type('copy the link')
  await page.keyboard.press('Enter')
  const notices = page.getByRole('region', { name: /Notices/ })
  await expect(notices).toContainText('The link is on the clipboard.')
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/basis=unpacked/)
  await notices.getByRole('button', { name: 'Dismiss' }).click()
  await expect(notices.getByRole('listitem')).toHaveCount(0)
})

test('shortcuts switch and go, keep out of fields, and can be turned off', async ({ page, sampleUrl }) => {
  await open(page, `${sampleUrl}/?lang=en`)
  await page.keyboard.press('b')
  await expect(page.getByRole('radio', { name: 'Unpacked' })).toBeChecked()
  await page.keyboard.press('u')
  await expect(page.getByRole('radio', { name: 'MiB' })).toBeChecked()

  await page.keyboard.press('Shift+?')
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(help).toContainText('Transfer or unpacked bytes')
  await help.getByRole('checkbox').uncheck()
  await page.keyboard.press('Escape')
  await page.keyboard.press('b')
  await page.keyboard.press('Shift+?')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByRole('radio', { name: 'Unpacked' })).toBeChecked()

  await openPalette(page)
  await page.keyboard.type('keyboard')
  await page.keyboard.press('Enter')
  await help.getByRole('checkbox').check()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Add repository' }).click()
  await page.getByRole('combobox', { name: /Search/ }).pressSequentially('gdub')
  await expect(page).not.toHaveURL(/downloads/)
  await expect(page.getByRole('combobox', { name: /Search/ })).toHaveValue('gdub')
  await page.keyboard.press('Escape')
  await page.keyboard.press('g')
  await page.keyboard.press('d')
  await expect(page).toHaveURL(/\/downloads\?.*units=binary/)
})

test('the compact density lowers rows and is there at once after a reload', async ({ page, sampleUrl }) => {
  await open(page, `${sampleUrl}/?lang=en`)
  const row = page.locator('#total tbody tr').first()
  const before = (await row.boundingBox())!.height
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('radio', { name: 'Compact' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-density', 'compact')
  expect((await row.boundingBox())!.height).toBeLessThan(before * 0.8)

  const answer = await page.reload()
  expect(await answer?.text()).toMatch(/<html[^>]+data-density="compact"/)
  expect((await row.boundingBox())!.height).toBeLessThan(before * 0.8)
})

test('long tables follow the density', async ({ page, sampleUrl }) => {
  const releases = 'plan:chained,base=231000000,packages=500000000,app=1000000,releases=110'
  await open(page, `${sampleUrl}/?lang=en&source=sample&s=${releases}&total=table`)
  const scroller = page.getByRole('region', { name: 'Total size' }).locator('section').first()
  const heightOf = () => scroller.evaluate((element) => element.scrollHeight)
  const rowOf = () =>
    scroller
      .locator('tbody tr[aria-rowindex]')
      .first()
      .evaluate((row) => row.clientHeight)
  await expect.poll(async () => Math.abs((await heightOf()) / (await rowOf()) - 110)).toBeLessThan(9)
  await page.keyboard.press('d')
  await expect(page.locator('html')).toHaveAttribute('data-density', 'compact')
  await expect.poll(async () => Math.abs((await heightOf()) / (await rowOf()) - 110)).toBeLessThan(9)
})

test('a help bubble explains its column and leads to its place in the method', async ({
  page,
  sampleUrl,
}) => {
  await open(page, `${sampleUrl}/?lang=en`)
  await page.locator('#cached').getByRole('button', { name: 'Explain: Download with a cache' }).focus()
  await page.keyboard.press('Enter')
  const bubble = page.getByRole('dialog', { name: 'Download with a cache' })
  await expect(bubble).toContainText('Σ length(blob) where rule(layer, cache set) = download')
  await bubble.getByRole('link', { name: 'More in the method' }).press('Enter')
  await expect(page).toHaveURL(/\/method\?lang=en#cached$/)
  await expect(page.getByRole('heading', { level: 1, name: 'Method' })).toBeVisible()
  await expect(page.locator('#cached')).toBeInViewport()
})

test('the method has every topic and term under its own anchor, in both languages', async ({
  page,
  sampleUrl,
}) => {
  for (const [lang, name] of [
    ['en', 'Size on a host'],
    ['ko', '호스트에서의 용량'],
  ] as const) {
    await page.goto(`${sampleUrl}/method?lang=${lang}`)
    await expect(page.locator('#local').getByRole('heading', { name })).toBeVisible()
    await expect(page.locator('#local')).toContainText('231MB + 557MB + 8.85MB + 17.7MB = 814MB')
    const broken = await page
      .locator('nav a[href^="#"]')
      .evaluateAll((links) =>
        links.map((link) => link.getAttribute('href')!).filter((href) => !document.querySelector(href)),
      )
    expect(broken).toEqual([])
  }
})

test('the tour leads through the sample in three steps and is not shown again', async ({
  page,
  sampleUrl,
}) => {
  await page.goto(`${sampleUrl}/?lang=en&tour=1`)
  const tour = page.getByRole('dialog')
  await expect(tour).toContainText('Three ways of versioning')
  await expect(tour.getByRole('button', { name: 'Next' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(tour).toContainText('Figures side by side')
  // While a step still moves into its place, an arrow key is not heard.
  await expect(async () => {
    if (await tour.getByText('Figures side by side').isVisible()) await page.keyboard.press('ArrowRight')
    await expect(tour).toContainText('Into a tag, and out to others', { timeout: 2000 })
  }).toPass()
  await expect(tour).toContainText('Step 3 of 3')
  await page.keyboard.press('Enter')
  await expect(tour).toHaveCount(0)
  await expect(page).not.toHaveURL(/tour/)
  expect(await page.evaluate(() => localStorage.getItem('strata-tour'))).toBe('seen')
})

test('the tour comes again when it is asked for, wherever that is, and Escape ends it', async ({
  page,
  sampleUrl,
}) => {
  await open(page, `${sampleUrl}/downloads?lang=ko`)
  await page.getByRole('button', { name: '설정' }).click()
  await page.getByRole('button', { name: '예제 둘러보기' }).click()
  await expect(page.getByRole('dialog')).toContainText('버전 관리 전략 세 가지')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page).toHaveURL(/source=sample/)
})

test('the keyboard reaches the content past the header with the first stop', async ({ page, sampleUrl }) => {
  await page.goto(`${sampleUrl}/?lang=en`)
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true)
})
