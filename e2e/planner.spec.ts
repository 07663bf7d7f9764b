import { expect, test } from './fixtures'

test('the planner prints what the articles expected before they measured', async ({ page, sampleUrl }) => {
  await page.goto(`${sampleUrl}/planner`)
  const row = (tag: string) => page.locator('#cached tbody tr').filter({ hasText: tag }).first()
  await expect(row('0.0.1')).toContainText('732MB / 732MB')
  await expect(row('0.0.2')).toContainText('1MB (smallest) / 502MB')
  await expect(row('0.0.3')).toContainText('1MB (smallest) / 503MB')
  await expect(row('0.0.4')).toContainText('0B (smallest) / 500MB')
})

test('fields are in the link, and absurd ones say so while the rest of the page stands', async ({
  page,
  sampleUrl,
}) => {
  await page.goto(`${sampleUrl}/planner`)
  await page.getByLabel('Packages', { exact: true }).fill('250')
  await expect(page).toHaveURL(/packages=250/)
  await expect(page.locator('#uncached tbody tr').first()).toContainText('482MB')
  await page.getByLabel('Releases', { exact: true }).fill('0')
  await expect(page.getByText('At least one release.').first()).toBeVisible()
  await page.getByLabel('Releases', { exact: true }).fill('6')
  await expect(page.locator('#total tbody tr').filter({ hasText: '0.0.6' })).toHaveCount(1)
  await page.getByLabel('Base', { exact: true }).fill('many')
  await expect(page.getByText('Not a number.')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Advisor' })).toBeVisible()
})

test('a planned strategy lies beside a measured one, and starts from it', async ({ page, prefix }) => {
  const real = `${prefix}/docker-layer-linked`
  await page.goto(`/planner?s=${real}`)
  await expect(page.locator('#total')).toContainText('Plan: fixed base')
  await page.getByRole('button', { name: `Start from ${real}` }).click()
  await expect(page).toHaveURL(/releases=4|base=2\./)
  await expect(page.getByLabel('Base', { exact: true })).toHaveValue(/^2\.3/)
})

test('the advisor finds the 552 MB that every tag of the fixed base repeats', async ({ page, sampleUrl }) => {
  await page.goto(`${sampleUrl}/planner?source=sample`)
  await page.getByLabel('Repository').fill('localhost:5000/docker-layer-base-linked')
  await page.getByRole('button', { name: 'Ask' }).click()
  await expect(page.getByText(/≈552MB repeat unchanged in each of 4 tags/)).toBeVisible()
  const row = page.locator('#advice-cached tbody tr').filter({ hasText: '0.0.3' }).first()
  await expect(row).toContainText('≈17.7MB')
  await page.getByLabel('Repository').fill('localhost:5000/docker-layer-linked')
  await page.getByRole('button', { name: 'Ask' }).click()
  await expect(page.getByText('repeats nothing')).toBeVisible()
})
