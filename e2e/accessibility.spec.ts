import AxeBuilder from '@axe-core/playwright'
import { expect, test } from './fixtures'

const PAGES = {
  compare: '/?',
  tag: '/tag?ref=localhost:5000/docker-layer-linked:0.0.4&',
  files: '/tag?ref=localhost:5000/small/docker-layer-linked:0.0.4&tab=files&hidden=true&',
  waste: '/tag?ref=localhost:5000/small/docker-layer-linked:0.0.4&tab=waste&',
  downloads: '/downloads?',
  planner: '/planner?',
  diff: '/tag?ref=localhost:5000/docker-layers:0.0.1&tab=compare&with=localhost:5000/docker-layers:0.0.3&',
}

for (const [name, path] of Object.entries(PAGES)) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`axe finds nothing on the ${name} page, ${colorScheme}`, async ({ page, sampleUrl }) => {
      await page.emulateMedia({ colorScheme })
      await page.goto(`${sampleUrl}${path}lang=${colorScheme === 'dark' ? 'ko' : 'en'}`)
      await expect(page.locator('section').first()).toBeVisible()
      await page.waitForLoadState('networkidle')
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag22aa'])
        .analyze()
      expect(
        violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html.slice(0, 160)) })),
      ).toEqual([])
    })
  }
}
