import { expect, test } from './fixtures'

/** Forty releases of a plan, never built: more than a matrix of figures or a screen of bars holds. */
const PLAN = 'base=231000000,packages=500000000,app=1000000,releases=40,ratio=0.4/0.4/0.4'
const MANY = `s=plan:chained,${PLAN}&s=plan:fixed-base,${PLAN}&lang=en`

test('the keyboard goes through the layers of a chart, hears them, and opens a tag', async ({
  page,
  sampleUrl,
}) => {
  await page.goto(`${sampleUrl}/?lang=en&cached=chart`)
  const card = page.getByRole('region', { name: 'Update download (cached)', exact: true })
  const chart = card.getByRole('button', { name: /^Update download \(cached\): bars per tag/ })
  const spoken = card.locator('[aria-live=polite]')
  await expect(chart).toBeVisible()
  await card.getByRole('button', { name: 'Export: Update download (cached)' }).focus()
  await page.keyboard.press('Tab')
  await expect(chart).toBeFocused()
  await expect(spoken).toHaveText(/^Chained 0\.0\.1 · Layer 1\. ADD .*transfer 84\.5MB/)
  await page.keyboard.press('ArrowUp')
  await expect(spoken).toHaveText(/^Chained 0\.0\.1 · Layer 2\. /)
  await page.keyboard.press('End')
  await expect(spoken).toHaveText(/^Custom base 0\.0\.4 · Layer 2\. .*reused, not downloaded$/)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/tag\?.*docker-layer-base%3A0\.0\.4|\/tag\?.*docker-layer-base:0\.0\.4/)
})

test('bars fit their card however many there are, and what holds a layer is lit together', async ({
  page,
  sampleUrl,
}) => {
  await page.goto(`${sampleUrl}/?${MANY}&total=chart`)
  const card = page.getByRole('region', { name: 'Total size', exact: true })
  await expect(card.getByRole('button', { name: /bars per tag/ })).toBeVisible()
  await card.getByRole('button', { name: 'Export: Total size' }).focus()
  // Past the choice of how bars stand.
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('End')
  await expect(card.locator('[aria-live=polite]')).toHaveText(
    /^Fixed base 0\.0\.40 · Layer 1\. .*Fixed base: 0\.0\.1 ~ 0\.0\.40/,
  )
  const picture = card.getByRole('img', { name: /bars per tag/ })
  const room = await picture.evaluate(
    ({ parentElement }) => parentElement!.scrollWidth - parentElement!.clientWidth,
  )
  expect(room).toBe(0)
  await expect(picture.locator('rect[data-band^="39-"]').first()).toBeInViewport()
  await expect(picture.locator('g.pointer-events-none rect')).not.toHaveCount(0)
})

test('a chart that stands alone offers its figures as a table', async ({ page, sampleUrl }) => {
  await page.goto(`${sampleUrl}/?lang=en&total=chart`)
  const card = page.getByRole('region', { name: 'Total size', exact: true }).first()
  await expect(card.getByRole('table')).toHaveCount(0)
  await card.getByText('Figures as a table').click()
  await expect(card.getByRole('row', { name: /0\.0\.4/ })).toContainText('605.86MB')
})

test('a matrix of colours can be read as a table, a row at a time', async ({ page, sampleUrl }) => {
  await page.goto(`${sampleUrl}/downloads?${MANY}`)
  const card = page.getByRole('region', { name: 'Upgrade matrix' })
  await card.getByText('Figures as a table').last().click()
  await card.getByLabel('Already on the host').selectOption('0.0.39')
  const table = card.getByRole('table', { name: 'Fixed base: what a host downloads that holds 0.0.39' })
  await expect(table.getByRole('row')).toHaveCount(41)
  await expect(table.getByRole('row', { name: /^0\.0\.40/ })).toContainText('next version')
  await expect(table.getByRole('row', { name: /^0\.0\.38/ })).toContainText('rollback')
})
