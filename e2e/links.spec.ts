// Longer than most: every way in which a link can be long, old or wrong.
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from '@playwright/test'
import { PAGES } from '../lib/link/pages'
import { expect, test } from './fixtures'

const status = (page: Page) => page.getByRole('status', { name: 'About this link' })

/** Presses "Copy link" and gives what is on the clipboard. */
async function copied(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Copy link' }).click()
  await expect(page.getByText('The link is on the clipboard.').first()).toBeVisible()
  return await page.evaluate(() => navigator.clipboard.readText())
}

/** Opens a link where nothing is remembered. */
async function elsewhere(browser: Browser, link: string): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-GB' })
  const page = await context.newPage()
  await page.goto(link)
  return page
}

const LINKED = 'localhost:5000/docker-layer-linked'

test('a copied link opens the same view elsewhere', async ({ page, browser, sampleUrl }) => {
  await page.goto(
    `${sampleUrl}/?s=${LINKED};name=Mine&s=localhost:5000/docker-layer-base&units=decimal&odd=1`,
  )
  await page.getByRole('radio', { name: 'Unpacked' }).click()
  await page.locator('#total').getByRole('radio', { name: 'Chart' }).click()
  await expect(page).toHaveURL(/total=chart/)
  const link = await copied(page)
  expect(link).toBe(
    `${sampleUrl}/?s=${LINKED};name=Mine&s=localhost:5000/docker-layer-base&basis=unpacked&total=chart`,
  )
  const other = await elsewhere(browser, link)
  await expect(other.getByTestId('strategy')).toHaveCount(2)
  await expect(other.getByRole('radio', { name: 'Unpacked' })).toBeChecked()
  await expect(other.locator('#total table')).toHaveCount(0)
  await expect(status(other)).toHaveCount(0)
  await other.context().close()
})

test('a long link is copied packed, and leads to the readable one', async ({ page, browser, sampleUrl }) => {
  const strategies = Array.from(
    { length: 6 },
    (_, index) => `s=${LINKED};name=Strategy+number+${index};take=-${index + 1}`,
  )
  await page.goto(`${sampleUrl}/downloads?${strategies.join('&')}&keep=7&pt=0.0.3&pf=0.0.2&hosts=5000`)
  await expect(page.getByTestId('strategy')).toHaveCount(6)
  const link = await copied(page)
  expect(link).toMatch(/\/downloads\?z=[\w-]+$/)
  expect(link.length).toBeLessThan(page.url().length / 2)
  const other = await elsewhere(browser, link)
  await expect(other).toHaveURL(
    /\/downloads\?s=localhost:5000\/docker-layer-linked;name=Strategy\+number\+0;take=-1&/,
  )
  await expect(other).toHaveURL(/hosts=5000&keep=7&pt=0\.0\.3&pf=0\.0\.2$/)
  await expect(other.getByTestId('strategy')).toHaveCount(6)
  await other.goto(link.slice(0, -4))
  await expect(status(other)).toContainText('The short form of the link is damaged')
  await other.context().close()
})

test('a refused clipboard leaves the link selected, to be copied by hand', async ({ page, sampleUrl }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', {
      value: { writeText: () => Promise.reject(new DOMException('no', 'NotAllowedError')) },
    })
  })
  await page.goto(`${sampleUrl}/?basis=unpacked`)
  await page.getByRole('button', { name: 'Copy link' }).click()
  const field = page.getByRole('dialog', { name: 'Copy by hand' }).getByRole('textbox')
  await expect(field).toHaveValue(`${sampleUrl}/?basis=unpacked`)
  await expect(field).toBeFocused()
  expect(await page.evaluate(() => getSelection()?.toString())).toBe(`${sampleUrl}/?basis=unpacked`)
  await page.keyboard.press('Escape')
  await expect(field).toHaveCount(0)
})

test('the link of a tag holds its open directories and what is looked at of a comparison', async ({
  page,
  browser,
  sampleUrl,
}) => {
  await page.goto(
    `${sampleUrl}/tag?ref=localhost:5000/small/docker-layer-linked:0.0.4&source=sample&tab=files`,
  )
  await page.getByRole('button', { name: 'Open packages' }).click()
  await expect(page).toHaveURL(/open=packages/)
  const other = await elsewhere(browser, await copied(page))
  await expect(other.getByText('package.exe').first()).toBeVisible()
  await other.goto(
    `${sampleUrl}/tag?ref=localhost:5000/docker-layers:0.0.1&source=sample&tab=compare&with=localhost:5000/docker-layers:0.0.3`,
  )
  await other.getByRole('searchbox').fill('second')
  await expect(other).toHaveURL(/find=second/)
  await other.reload()
  await expect(other.getByRole('searchbox')).toHaveValue('second')
  await expect(other.getByText('/new_second.txt')).toBeVisible()
  await other.context().close()
})

test('unknown parameters and values that are none: the nearest view, and what was not understood', async ({
  page,
  sampleUrl,
}) => {
  const hostile = encodeURIComponent('<img src=x onerror=alert(1)>')
  await page.goto(`${sampleUrl}/?basis=zip&odd=1&rule=${hostile}&cols=share,what`)
  await expect(page.locator('#total tbody tr')).toHaveCount(4)
  await expect(status(page).getByRole('listitem')).toHaveText([
    'basis: “zip” is not understood. “transfer” is shown instead.',
    'rule: “<img src=x onerror=alert(1)>” is not understood. “auto” is shown instead.',
    'cols: “share,what” is not understood. “share” is shown instead.',
    '“odd” is not known here and was left out.',
  ])
  await expect(page.locator('img')).toHaveCount(0)
  await page.getByRole('button', { name: 'Dismiss what is said about the link' }).click()
  await expect(status(page)).toHaveCount(0)

  await page.goto(`${sampleUrl}/downloads?keep=-4&hosts=many&bw=1e99`)
  await expect(page.locator('#cached tbody tr')).toHaveCount(4)
  await expect(status(page)).toContainText('keep: “-4” is not understood. “0” is shown instead.')
  await expect(status(page)).toContainText('hosts: “many” is not understood. “100” is shown instead.')

  await page.goto(`${sampleUrl}/planner?base=-1&kinds=magic,squashed&releases=2.5`)
  await expect(status(page).getByRole('listitem')).toHaveCount(3)
  await expect(page.locator('#total tbody tr').first()).toBeVisible()

  const answer = await page.goto(`${sampleUrl}/tag?ref=not%20a%20reference&layer=top`)
  expect(answer?.status()).toBe(200)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The link names no tag that can be read')
  await expect(status(page)).toContainText('layer: “top” is not understood.')
})

test('a parameter of 100 kB and too many strategies leave a page that says so', async ({
  page,
  sampleUrl,
}) => {
  for (const path of ['/?', '/downloads?', '/planner?', `/tag?ref=${LINKED}:0.0.4&`]) {
    const answer = await page.goto(`${sampleUrl}${path}platform=${'x'.repeat(100_000)}&basis=unpacked`)
    expect(answer?.status()).toBe(200)
    expect(page.url().length).toBeLessThan(200)
    await expect(status(page)).toContainText('“platform” is too long and was left out.')
    await expect(page.locator('#figures')).toBeVisible()
  }
  await page.goto(`${sampleUrl}/?${`s=${LINKED}&`.repeat(9)}`)
  await expect(page.getByTestId('strategy')).toHaveCount(6)
  await expect(status(page)).toContainText('9 strategies are given. The first 6 are shown.')
  const refused = await page.goto(`${sampleUrl}/?${`s=${LINKED}&`.repeat(3000)}`)
  expect(refused?.status()).toBe(414)
  await expect(page.getByText('This link is too long and was not read: it has 3001 parameters')).toBeVisible()
  await page.getByRole('link', { name: 'Open the page without parameters' }).click()
  await expect(page.locator('#total tbody tr')).toHaveCount(4)
  await page.goto(`${sampleUrl}/?source=sample&s=${LINKED};take=none;x=1&s=A%20B`)
  await expect(status(page)).toContainText(`“take=none” of ${LINKED} is not understood`)
  await expect(status(page)).toContainText('“A B” names no repository')
  await expect(page.locator('#total tbody tr')).toHaveCount(4)
})

test('what a link names and is not there any more is listed by name, on each page', async ({
  page,
  prefix,
}) => {
  const good = `${prefix}/docker-layer-base`
  await page.goto(`/?s=${good}&s=${good}:0.0.9&s=${prefix}/nothing&cache=tags:0.0.1,0.0.8`)
  await expect(status(page)).toContainText(`${good}: 0.0.9 is not there any more.`)
  await expect(status(page)).toContainText(`${prefix}/nothing is not there any more.`)
  await expect(status(page)).toContainText('0.0.8 is in no strategy')
  await expect(page.locator('#total tbody tr')).toHaveCount(4)

  await page.goto(`/downloads?s=${good}&pt=0.0.7&pf=0.0.6`)
  await expect(status(page)).toContainText(`${good}: 0.0.7, 0.0.6 are not there any more.`)

  await page.goto(`/planner?advise=${prefix}/nothing&s=${good}:0.0.9`)
  await expect(status(page)).toContainText(`${prefix}/nothing is not there any more.`)
  await expect(status(page)).toContainText(`${good}: 0.0.9 is not there any more.`)

  await page.goto(`/tag?ref=${good}:0.0.4&tab=compare&with=${good}:0.0.9&layer=40`)
  await expect(status(page)).toContainText(`${good}: 0.0.9 is not there any more.`)
  await expect(status(page)).toContainText('Layer 41 is not there')

  await page.goto('/?source=archive:gone.tar')
  await expect(status(page)).toContainText('The archive gone.tar is not open here any more.')
})

test('a tag that is gone has a page that says where it was looked for, and what is there', async ({
  page,
  prefix,
}) => {
  const repository = `${prefix}/docker-layer-linked`
  await page.goto(`/tag?ref=${repository}:0.0.9`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This tag is not there')
  await expect(page.getByRole('alert').filter({ hasText: '0.0.9' })).toBeVisible()
  await page.getByRole('link', { name: '0.0.4', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${repository}:0.0.4`)
  await page.goto('/tag?source=archive:gone.tar&ref=a:1')
  await expect(page.getByRole('alert').first()).toContainText('gone.tar')
})

test('a page has a title and a description of its figures, in the language of the link', async ({
  page,
  sampleUrl,
}) => {
  const head = (name: string) => page.locator(`meta[property="${name}"], meta[name="${name}"]`).first()
  await page.goto(`${sampleUrl}/?basis=unpacked`)
  await expect(page).toHaveTitle(
    'Chained vs Fixed base vs Custom base: next update 0B vs 552MB vs 4.42MB · Strata',
  )
  await expect(head('description')).toHaveAttribute(
    'content',
    /^Updating 0\.0\.3 → 0\.0\.4 downloads Chained 0B/,
  )
  await expect(head('robots')).toHaveAttribute('content', /noindex/)
  await expect(head('og:image')).toHaveAttribute(
    'content',
    `${sampleUrl}/api/og?basis=unpacked&page=compare&lang=en`,
  )
  await expect(head('twitter:card')).toHaveAttribute('content', 'summary_large_image')
  await page.goto(`${sampleUrl}/downloads?lang=ko`)
  await expect(page).toHaveTitle(/^다운로드 · 꼬리 물기 vs /)
  await page.goto(`${sampleUrl}/tag?ref=${LINKED}:0.0.4`)
  await expect(page).toHaveTitle(`${LINKED}:0.0.4: 5 layers, 814MB · Strata`)
  await page.goto(`${sampleUrl}/planner`)
  await expect(page).toHaveTitle(/^Planner · Plan: chained vs Plan: fixed base: next update /)
})

test('the picture of a link decodes at its size for each page, and for what cannot be read', async ({
  page,
  sampleUrl,
}) => {
  await page.goto(`${sampleUrl}/method`)
  for (const search of [
    'page=compare',
    'page=compare&lang=ko&theme=dark',
    'page=downloads',
    'page=planner',
    `page=tag&ref=${LINKED}:0.0.4`,
    `page=tag&ref=${LINKED}:0.0.9`,
    `page=compare&s=${LINKED};name=${encodeURIComponent('😀 שלום 漢字')}`,
    'page=nothing&s=%00&basis=zip',
  ]) {
    const answer = await page.request.get(`${sampleUrl}/api/og?${search}`)
    expect(answer.status()).toBe(200)
    const data = (await answer.body()).toString('base64')
    const size = await page.evaluate(async (base64) => {
      const image = new Image()
      image.src = `data:image/png;base64,${base64}`
      await image.decode()
      const canvas = new OffscreenCanvas(image.width, image.height)
      const context = canvas.getContext('2d')
      context?.drawImage(image, 0, 0)
      const pixels = context?.getImageData(0, 0, image.width, image.height).data ?? []
      const colours = new Set<number>()
      for (let at = 0; at < pixels.length; at += 40)
        colours.add((pixels[at] ?? 0) * 65536 + (pixels[at + 1] ?? 0) * 256)
      return { width: image.width, height: image.height, colours: colours.size }
    }, data)
    expect(size).toMatchObject({ width: 1200, height: 630 })
    expect(size.colours).toBeGreaterThan(20)
  }
})

test('a page of another site may lead here, makes the server read nothing, and has nothing of it', async ({
  page,
  request,
  sampleUrl,
}) => {
  const asked: string[] = []
  // A registry, and to the browser another site: by another name than the app's.
  const elsewhere = createServer(({ url = '' }, answer) => {
    if (url.startsWith('/v2/')) asked.push(url)
    else answer.setHeader('content-type', 'text/html')
    const link = (name: string) => `"${sampleUrl}/?s=${registry}/${name}"`
    answer.end(
      url.startsWith('/v2/')
        ? '{}'
        : `<img src=${link('a')}><iframe src=${link('b')}></iframe><script src=${link('c')}></script>
           <object data=${link('d')}></object><link rel="prefetch" href=${link('e')}><a href=${link('f')}>figures</a>`,
    )
  })
  await once(elsewhere.listen(0, '127.0.0.1'), 'listening')
  const { port } = elsewhere.address() as AddressInfo
  const registry = `127.0.0.1:${port}`
  try {
    await page.goto(`http://localhost:${port}/`)
    await page.waitForLoadState('networkidle')
    const headers = {
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
    }
    for (const { path } of PAGES) {
      const link = `${sampleUrl}${path}?s=${registry}/g&ref=${registry}/g:1&advise=${registry}/g`
      expect((await request.get(link, { headers })).status()).toBe(200)
    }
    expect(asked).toEqual([])
    await page.getByRole('link', { name: 'figures' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Compare')
    await expect.poll(() => asked.filter((url) => url.includes('/f/')).length).toBeGreaterThan(0)
  } finally {
    elsewhere.closeAllConnections()
    elsewhere.close()
  }
})
