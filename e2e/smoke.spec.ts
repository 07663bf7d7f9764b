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
