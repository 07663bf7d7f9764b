import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'

const PAGES = {
  compare: '/?',
  downloads: '/downloads?',
  planner: '/planner?',
  report: '/report?',
  'first slide': '/present?',
  'slide of a table': '/present?card=total&',
  'slide of a chart': '/present?card=matrix&',
  method: '/method?',
  tag: '/tag?ref=localhost:5000/docker-layer-linked:0.0.4&',
  files: '/tag?ref=localhost:5000/small/docker-layer-linked:0.0.4&tab=files&hidden=true&',
  waste: '/tag?ref=localhost:5000/small/docker-layer-linked:0.0.4&tab=waste&',
  diff: '/tag?ref=localhost:5000/docker-layers:0.0.1&tab=compare&with=localhost:5000/docker-layers:0.0.3&',
  'missing tag': '/tag?ref=localhost:5000/docker-layer-linked:9.9.9&',
  'missing page': '/nowhere?',
}

// Longest of all: one worker alone would be the last to end.
test.describe.configure({ mode: 'parallel' })

/** Rules that read colours, which are all that a theme changes: the others hold in the other theme too. */
const COLOURS = ['color-contrast', 'link-in-text-block']

for (const [name, path] of Object.entries(PAGES)) {
  test(`axe finds nothing on the ${name} page, in both themes and languages, and nothing scrolls sideways`, async ({
    page,
    sampleUrl,
  }) => {
    test.slow()
    for (const [lang, theme, other] of [
      ['en', 'light', 'dark'],
      ['ko', 'dark', 'light'],
    ] as const) {
      await page.setViewportSize({ width: 1440, height: 900 })
      await page.emulateMedia({ colorScheme: theme })
      await page.goto(`${sampleUrl}${path}lang=${lang}`)
      await expect(page.locator('main').first()).toBeVisible()
      await page.waitForLoadState('networkidle')
      await expect(page.locator('html')).toHaveClass(new RegExp(`\\b${theme}\\b`))
      await expectNoViolations(page)
      // The page follows the system's theme without a reload.
      await page.emulateMedia({ colorScheme: other })
      await expect(page.locator('html')).toHaveClass(new RegExp(`\\b${other}\\b`))
      await expectNoViolations(page, COLOURS)
      if (lang === 'en') await expectFits(page)
    }
  })
}

/** No width makes the page scroll sideways, and the header is one row from 1024 px on. */
async function expectFits(page: Page): Promise<void> {
  for (const width of [1440, 1280, 1024, 390]) {
    await page.setViewportSize({ width, height: 900 })
    // Charts take their new width a frame later.
    const beyond = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    await expect.poll(beyond, { message: `at ${width}` }).toBeLessThanOrEqual(0)
    const header = await page.evaluate(() => document.querySelector('header')?.offsetHeight ?? 0)
    if (width >= 1024) expect(header, `header at ${width}`).toBeLessThan(72)
  }
}

test('on a phone the lines of tables are cards, and axe finds nothing in them', async ({
  page,
  sampleUrl,
}) => {
  await page.setViewportSize({ width: 390, height: 844 })
  for (const path of [PAGES.report, PAGES.compare]) {
    await page.goto(`${sampleUrl}${path}lang=en`)
    await page.waitForLoadState('networkidle')
    await expectNoViolations(page)
  }
  const cells = page.locator('#total tbody tr').first().locator('td')
  await expect(cells.nth(2)).toContainText('605.86MB')
  for (const cell of await cells.all()) expect((await cell.boundingBox())?.width).toBeLessThan(390)
})

test('axe finds nothing in what opens over a page', async ({ page, sampleUrl }) => {
  await page.goto(sampleUrl)
  await page.getByRole('button', { name: 'Export: Total size' }).click()
  await expect(page.getByRole('button', { name: 'PNG' })).toBeVisible()
  await expectNoViolations(page)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Explain: Host profile' }).click()
  await expect(page.getByRole('link', { name: /pull_v2\.go/ }).first()).toBeVisible()
  await expectNoViolations(page)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectNoViolations(page)
})

/**
 * What passes is not described, no style sheet is read again for a rule that is not asked for, and no second page put
 * together for frames, of which there are none: a third of the time.
 */
async function expectNoViolations(page: Page, rules?: string[]): Promise<void> {
  const axe = new AxeBuilder({ page })
    .options({ resultTypes: ['violations'], preload: { assets: ['media'] } })
    .setLegacyMode()
  const chosen = rules ? axe.withRules(rules) : axe.withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
  const { violations } = await chosen.analyze()
  expect(
    violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html.slice(0, 160)) })),
  ).toEqual([])
}
