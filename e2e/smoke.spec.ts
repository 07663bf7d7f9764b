import { AxeBuilder } from '@axe-core/playwright'
import { startApp } from './engines/app'
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

test('no script runs on a page but the server’s own, and none in a file that it serves', async ({
  page,
  sampleUrl,
}) => {
  await page.addInitScript(() => {
    const refused: string[] = []
    Object.assign(window, { refused })
    document.addEventListener('securitypolicyviolation', ({ violatedDirective }) =>
      refused.push(violatedDirective),
    )
  })
  const policies = new Set<string>()
  for (const path of ['/', '/report', '/nothing']) {
    const answer = await page.goto(`${sampleUrl}${path}`)
    policies.add(
      /script-src 'self' 'nonce-[\w-]+'(?=;)/.exec(
        (await answer?.allHeaders())?.['content-security-policy'] ?? '',
      )?.[0] ?? '',
    )
    expect(await page.evaluate(() => Reflect.get(window, 'refused'))).toEqual([])
    const ran = await page.evaluate(() => {
      const script = document.createElement('script')
      script.textContent = 'window.ran = true'
      document.body.append(script)
      return Reflect.get(window, 'ran')
    })
    expect(ran).toBeUndefined()
  }
  expect(policies.size).toBe(3)
  expect(policies).not.toContain('')
  for (const file of ['compare.html', 'compare.svg', 'compare.json', 'nothing.html']) {
    const { 'content-security-policy': policy, 'x-content-type-options': options } = (
      await page.request.get(`${sampleUrl}/api/${file}`)
    ).headers()
    expect(policy).toMatch(/^default-src 'none'; style-src 'unsafe-inline';.* sandbox$/)
    expect(options).toBe('nosniff')
  }
})

test('where others reach it, a browser signs in once, and comes in by a link from elsewhere then', async ({
  context,
  sampleUrl,
}) => {
  const app = await startApp({ env: { STRATA_HOST: '0.0.0.0' } })
  try {
    const [, token = ''] = /\/sign-in#token=([\w-]{43})$/m.exec(app.greeting()) ?? []
    const denied = await fetch(`${app.url}/api/sources`)
    expect([denied.status, denied.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="Strata"'])
    const asked = await fetch(`${app.url}/api/sources`, { headers: { authorization: `Bearer ${token}` } })
    expect(asked.status).toBe(200)

    // Not the fixture's page, which waits for React.
    const page = await context.newPage()
    await page.goto(`${app.url}/downloads?source=sample`)
    await page.getByLabel('Token').fill('not the token')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByRole('alert')).toHaveText('This is not the token of this Strata.')
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
    await page.getByLabel('Token').fill(token)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page).toHaveURL(`${app.url}/downloads?source=sample`)
    await expect(page.locator('#cached tbody tr').first()).toBeVisible()

    // By another name it is another site, whose links come without the cookie.
    await page.goto(sampleUrl.replace('127.0.0.1', 'localhost'))
    await page.evaluate((url) => location.assign(url), `${app.url}/planner?source=sample`)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Planner')

    await page.goto(`${app.url}/sign-in`)
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.goto(`${app.url}/sign-in#token=${token}`)
    await expect(page).toHaveURL(`${app.url}/`)
    await page.close()
  } finally {
    await app.stop()
  }
})
