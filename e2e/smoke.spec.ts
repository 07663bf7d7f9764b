import { expect, test } from './fixtures'

test('the page opens under its name, with a daemon and a registry', async ({ page }) => {
  const answer = await page.goto('/')
  expect(answer?.status()).toBe(200)
  await expect(page).toHaveTitle(/Strata/)
})

test('the page opens without a daemon, on the bundled sample', async ({ page, sampleUrl }) => {
  const answer = await page.goto(sampleUrl)
  expect(answer?.status()).toBe(200)
  await expect(page).toHaveTitle(/Strata/)
})
