import type { Locator } from '@playwright/test'
import { startApp } from './engines/app'
import { startDocker } from './engines/docker'
import { loadPlanted, PLANTED } from './engines/planted'
import { expect, test } from './fixtures'

test('from the first screen to the file that made a release grow it takes three clicks at most', async ({
  page,
  prefix,
}) => {
  test.setTimeout(180_000)
  const docker = await startDocker({ name: 'planted' })
  try {
    // The registry does not know these repositories.
    await loadPlanted(docker, prefix)
    const app = await startApp({ dockerHost: docker.host })
    try {
      let clicks = 0
      const click = async (target: Locator) => {
        clicks++
        await target.click({ timeout: 5000 })
      }
      const note = page.locator('#notes').getByRole('link', { name: PLANTED.tag })
      const suggestion = page.getByRole('button', { name: /shop-fixed/ }).first()
      await page.goto(app.url)
      await note.or(suggestion).first().waitFor()
      if (!(await note.isVisible())) await click(suggestion)
      await expect(note).toHaveText(`${PLANTED.tag}: +9.44MB`)
      await click(note)
      const row = page.getByRole('row').filter({ hasText: `/${PLANTED.path}` })
      const read = page.getByRole('button', { name: /^Read / })
      // Few bytes are read unasked: the offer may be gone before it is taken.
      await row.or(read).first().waitFor()
      if (!(await row.first().isVisible())) await click(read).catch(() => clicks--)
      await expect(row.first()).toContainText('9.44MB')
      expect(clicks).toBeLessThanOrEqual(3)

      // Now that its files are known, the note itself names the file, and leads to it.
      await page.goBack()
      await expect(note).toHaveText(`${PLANTED.tag}: +9.44MB, /${PLANTED.path}`)
      await expect(note).toHaveAttribute('href', new RegExp(`find=${PLANTED.path}`))
      const file = await page.request.get(`${app.url}/api/compare.md?s=${prefix}/shop-fixed&card=notes`)
      expect(await file.text()).toContain(`+9.44MB, /${PLANTED.path}`)
    } finally {
      await app.stop()
    }
  } finally {
    await docker.stop()
  }
})
