import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'

const strategies = (prefix: string) =>
  ['docker-layer-linked', 'docker-layer-base-linked', 'docker-layer-base'].map(
    (name) => `s=${prefix}/${name}`,
  )

const card = (page: Page, title: string) => page.getByRole('region', { name: title, exact: true })

test('the downloads page says what a release costs a host that holds the previous tag', async ({
  page,
  prefix,
}) => {
  await page.goto(`/downloads?${strategies(prefix).join('&')}&cache=previous`)
  await expect(page.locator('#cached tbody tr').nth(1)).toContainText(
    '88.71kB (smallest) / 5.61MB / 88.90kB (smallest)',
  )
  await page.getByRole('button', { name: '0.0.3', exact: true }).first().click()
  await expect(page).toHaveURL(/cache=tags:0\.0\.3/)
  // The host holds the very tag.
  await expect(page.locator('#cached tbody tr').nth(2)).toContainText('0B / 0B / 0B')
  await page.getByLabel('or the last few tags:').fill('2')
  await expect(page).toHaveURL(/cache=previous:2/)
})

test('what this daemon has now spares everything that it built and pushed', async ({ page, prefix }) => {
  await page.goto(`/downloads?${strategies(prefix).join('&')}&cache=daemon`)
  await expect(page.locator('#cached tbody tr').nth(1)).toContainText('0B / 0B / 0B')
  await expect(page.getByText('the host has this very image as')).not.toHaveCount(0)
})

test('a cell of the matrix opens its pull, with the reasons', async ({ page, prefix }) => {
  await page.goto(`/downloads?${strategies(prefix).join('&')}`)
  const matrix = page.getByRole('table', { name: /Fixed base: upgrade matrix/ })
  await matrix.getByRole('button', { name: /^0\.0\.1 → 0\.0\.2: 5\.61MB, next version$/ }).click()
  await expect(page).toHaveURL(/pf=0\.0\.1/)
  const pull = card(page, 'Pull simulator')
  await expect(pull).toContainText('the chain differs from 0.0.1 at layer 2')
  await expect(pull).toContainText('5.61MB')
  await matrix.getByRole('button', { name: /^0\.0\.1 → 0\.0\.2/ }).press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/pt=0\.0\.3/)
})

test('absurd bandwidth says so at its field, and the other figures stay', async ({ page, prefix }) => {
  await page.goto(`/downloads?${strategies(prefix).join('&')}`)
  const pull = card(page, 'Pull simulator')
  await expect(pull).toContainText('≈')
  await pull.getByRole('textbox', { name: 'Bandwidth' }).fill('0')
  await expect(pull.getByText('Not a number that makes sense here.')).toBeVisible()
  await expect(pull).toContainText('downloaded')
  await expect(page.locator('#cached tbody tr')).toHaveCount(4)
})

test('the kind of host sets the rule and how a pull goes, says where that is written, and stays in the link', async ({
  page,
  sampleUrl,
}) => {
  // As links had it before there were kinds of hosts.
  await page.goto(`${sampleUrl}/downloads?rule=containerd`)
  const host = page.getByRole('toolbar').getByRole('combobox', { name: 'Host profile' })
  await expect(host).toHaveValue('containerd')
  await expect(page.locator('#cached')).toContainText('with the containerd store')
  await host.selectOption('SOCI parallel')
  await expect(page).toHaveURL(/\?profile=soci$/)
  await expect(page.locator('#cached')).toContainText('prefix-only')

  await page.getByRole('button', { name: 'Explain: Host profile' }).click()
  const bubble = page.getByRole('dialog', { name: 'Host profile' })
  await expect(bubble).toContainText('EKS nodes whose SOCI snapshotter pulls in parallel')
  await expect(bubble.getByRole('link', { name: /soci-snapshotter\.config/ }).first()).toBeVisible()
  await page.keyboard.press('Escape')

  const pull = card(page, 'Pull simulator')
  const field = (name: string) => pull.getByRole('textbox', { name })
  await expect(field('Downloads at a time')).toHaveValue('20')
  await expect(field('Part of a layer')).toHaveValue('16')
  await expect(pull).toContainText('All as SOCI parallel has it.')
  await field('Layers unpacked at a time').fill('3')
  await pull.getByRole('combobox', { name: 'Store rule' }).selectOption('containerd')
  await expect(page).toHaveURL(/profile=soci&lanes=3&rule=containerd/)
  await page.goto(page.url())
  await expect(host.locator('option:checked')).toHaveText('SOCI parallel, rule changed')
  await expect(field('Layers unpacked at a time')).toHaveValue('3')
  await expect(pull).toContainText('Blobs once unpacked: kept')
  await pull.getByRole('button', { name: 'Back to the profile' }).click()
  await expect(page).toHaveURL(/\?profile=soci$/)
  await expect(field('Layers unpacked at a time')).toHaveValue('12')
})

test('the fleet of a rollout is that of the answer, which stands first and refuses 0 hosts', async ({
  page,
  sampleUrl,
}) => {
  await page.goto(`${sampleUrl}/downloads`)
  const answer = page.locator('#answer')
  const headline = answer.getByRole('heading')
  await expect(headline).toContainText('a month')
  const rollout = card(page, 'Rollout to a fleet')
  await expect(rollout).toContainText('100 hosts, 10% of them empty at each release')
  await expect(rollout.getByRole('textbox', { name: 'Hosts', exact: true })).toHaveCount(0)
  await rollout.getByRole('link', { name: 'Change the hosts' }).click()
  const hosts = answer.getByRole('textbox', { name: 'Hosts', exact: true })
  await expect(hosts).toBeInViewport()
  await hosts.fill('0')
  await expect(answer.getByText('Write a whole number from 1')).toBeVisible()
  const before = await headline.textContent()
  await hosts.fill('1000')
  await expect(page).toHaveURL(/hosts=1000/)
  await expect(headline).not.toHaveText(before ?? '')
  await expect(rollout).toContainText('1,000 hosts')
})

test('storage tells shared bytes from the sum of the lines, and what deleting frees', async ({
  page,
  sampleUrl,
}) => {
  await page.goto(`${sampleUrl}/downloads`)
  const storage = card(page, 'Storage')
  await expect(storage).toContainText('Registry, each blob once')
  await expect(storage).toContainText('Deleting the oldest tag')
  await expect(storage).toContainText('120 more releases fit within 125 layers')

  // Lines come with their library when they come near the view; where each begins and ends is read before.
  const lines = storage.getByRole('region', { name: 'Registry bytes along the releases' })
  await expect(lines.getByRole('listitem').first()).toHaveText(
    'Chained, each blob once: 606.83MB at 0.0.1, 612.70MB at 0.0.4',
  )
  await expect(lines.getByRole('img')).toHaveCount(0)
  await lines.scrollIntoViewIfNeeded()
  await expect(lines.locator('.recharts-line')).toHaveCount(12)
})

test('a tag of the cache set that is gone is named, and everything else stands', async ({ page, prefix }) => {
  await page.goto(`/downloads?${strategies(prefix).join('&')}&cache=tags:9.9.9`)
  await expect(page.getByText(/9\.9\.9\. They count as not held/).first()).toBeVisible()
  await expect(page.locator('#cached tbody tr')).toHaveCount(4)
})

test('a strategy that no registry has says so, and offers unpacked bytes', async ({ page, docker }) => {
  const built = 'strata-only-here:1'
  await docker.cli('tag', (await docker.cli('images', '--quiet')).split('\n')[0] ?? '', built)
  try {
    // The list of images of a moment ago may still answer.
    await expect(async () => {
      await page.goto('/downloads?s=strata-only-here')
      await expect(page.getByText('No registry says how it stores strata-only-here:')).toBeVisible({
        timeout: 2000,
      })
    }).toPass()
    await page.getByRole('button', { name: 'Show unpacked bytes' }).click()
    await expect(page).toHaveURL(/basis=unpacked/)
    await expect(page.locator('#cached tbody tr').first()).toContainText(/\dM?k?B/)
  } finally {
    await docker.cli('rmi', built)
  }
})
