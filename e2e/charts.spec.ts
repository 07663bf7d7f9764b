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
  await card.getByRole('combobox', { name: 'Chart of Update download (cached)' }).focus()
  await page.keyboard.press('Tab')
  await expect(chart).toBeFocused()
  await expect(spoken).toHaveText(/^Chained 0\.0\.1 · Layer 1\. ADD .*transfer 84\.46MB/)
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
  await page.goto(`${sampleUrl}/?${MANY.replaceAll('releases=40', 'releases=30')}&total=chart`)
  const card = page.getByRole('region', { name: 'Total size', exact: true })
  await expect(card.getByRole('button', { name: /bars per tag/ })).toBeVisible()
  await card.getByRole('combobox', { name: 'Chart of Total size' }).focus()
  // Past the choice of how bars stand.
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('End')
  await expect(card.locator('[aria-live=polite]')).toHaveText(
    /^Fixed base 0\.0\.30 · Layer 1\. .*Fixed base: 0\.0\.1 ~ 0\.0\.30/,
  )
  const picture = card.getByRole('img', { name: /bars per tag/ })
  const room = await picture.evaluate(
    ({ parentElement }) => parentElement!.scrollWidth - parentElement!.clientWidth,
  )
  expect(room).toBe(0)
  await expect(picture.locator('rect[data-band^="29-"]').first()).toBeInViewport()
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

/** What tables hold, by card, column, row and strategy. */
interface Tables {
  readonly documents: readonly {
    readonly card: string
    readonly tables: readonly {
      readonly rows: readonly (readonly {
        readonly column: string
        readonly values: readonly { readonly text: string }[]
      }[])[]
    }[]
  }[]
}

/** Charts, where each is, and what is read of it: a part of its own, from a card's column. */
const READ = [
  { card: 'Total size', chart: 'Layers', parts: [['Layers', 'total', 'layers']] },
  {
    card: 'Total size',
    chart: 'Local and registry size',
    parts: [
      ['Local size', 'total', 'local'],
      ['Registry size', 'total', 'registry'],
    ],
  },
  {
    card: 'Update download (cached)',
    chart: 'Download with and without cache',
    parts: [
      ['with cache', 'cached', 'download'],
      ['without cache', 'uncached', 'download'],
    ],
  },
] as const

for (const tags of [4, 20, 60, 200]) {
  test(`the figures of ${tags} tags are read from charts as tables have them`, async ({
    page,
    sampleUrl,
  }) => {
    const plan = 'base=231000000,packages=500000000,app=1234567,ratio=0.4/0.4/0.4'
    const link = ['fixed-base', 'custom-base']
      .map((kind) => `s=plan:${kind},${plan},be=9,releases=${tags};name=${kind};take=-${tags}`)
      .join('&')
    const { documents }: Tables = await (
      await page.request.get(`${sampleUrl}/api/compare.json?${link}&lang=en`)
    ).json()
    const rowsOf = (id: string) => documents.find(({ card }) => card === id)?.tables[0]?.rows ?? []
    const textOf = (card: string, column: string, row: number, strategy: number) =>
      rowsOf(card)[row]?.find((cell) => cell.column === column)?.values[strategy]?.text
    await page.goto(`${sampleUrl}/?${link}&lang=en`)
    for (const { card: title, chart: figure, parts } of READ) {
      const card = page.getByRole('region', { name: title, exact: true })
      await card.getByRole('combobox', { name: `Chart of ${title}` }).selectOption(figure)
      const chart = card.getByRole('button', { name: `${figure}: lines by tag` })
      const spoken = card.locator('[aria-live=polite]')
      const expectSpoken = (row: number, strategy: number, name: string) => {
        const figures = parts.map(([part, of, column]) => `${part} ${textOf(of, column, row, strategy)}`)
        const label = rowsOf('total')[row]?.[0]?.values[0]?.text
        return expect(spoken).toContainText([`${label}, ${name}`, ...figures].join('. '))
      }
      await chart.focus()
      // Where the keyboard was before is kept as the figure changes.
      for (const key of ['Home', 'ArrowUp']) await page.keyboard.press(key)
      await expectSpoken(0, 0, 'fixed-base')
      for (let row = 1; row < Math.min(tags, 8); row++) {
        await page.keyboard.press('ArrowRight')
        await expectSpoken(row, 0, 'fixed-base')
      }
      await page.keyboard.press('ArrowDown')
      for (let row = tags - 1; row > tags - 4; row--) {
        await page.keyboard.press(row === tags - 1 ? 'End' : 'ArrowLeft')
        await expectSpoken(row, 1, 'custom-base')
      }
    }
  })
}

test('tags in view, a strategy alone and the scale are in the link, for all charts and their pictures', async ({
  page,
  sampleUrl,
}) => {
  await page.goto(`${sampleUrl}/?${MANY}`)
  const card = page.getByRole('region', { name: 'Total size', exact: true })
  // More tags than bars can show are lines; those of a range are bars again.
  await expect(card.getByRole('button', { name: 'Local and registry size: lines by tag' })).toBeVisible()
  await card.getByRole('slider', { name: 'First tag in view' }).focus()
  await page.keyboard.press('End')
  await page.keyboard.press('PageDown')
  await expect(page).toHaveURL(/zoom=0\.0\.3\d~0\.0\.40/)
  await expect(card.getByRole('button', { name: /^Total size: bars per tag/ })).toBeVisible()
  await card.getByRole('button', { name: 'Fixed base', exact: true }).click()
  await expect(page).toHaveURL(/only=1/)
  const overview = page.getByRole('region', { name: 'At a glance', exact: true })
  await overview.getByRole('radio', { name: 'Logarithmic' }).click()
  await expect(page).toHaveURL(/scale=log/)
  const picture = await page.request.get(
    `${sampleUrl}/api/compare.svg${new URL(page.url()).search}&card=glance`,
  )
  const svg = await picture.text()
  expect(svg).toContain('>0.0.40</text>')
  expect(svg).not.toContain('>0.0.1</text>')
  await card.getByRole('button', { name: 'Show all tags' }).click()
  await expect(page).not.toHaveURL(/zoom=/)
  await overview.getByRole('button', { name: 'Layers: lines by tag' }).focus()
  await page.keyboard.press('End')
  await expect(overview.locator('[aria-live=polite]').first()).toHaveText('0.0.40, Fixed base. Layers 2')
})

test('what stands out is marked on charts, and its mark leads to it from the keyboard', async ({
  page,
  sampleUrl,
}) => {
  const shop = ['chained', 'fixed', 'custom'].map((kind) => `s=localhost:5000/shop-${kind}`).join('&')
  await page.goto(`${sampleUrl}/?${shop}&lang=en&total=chart`)
  const sentence = await page.locator('#notes li').nth(1).getByRole('link').textContent()
  expect(sentence).toBe('1.3.0: +1.16MB, /srv/app/debug/core.dump')

  // A small chart has no room for words: its numbers are links, next to the chart itself.
  const overview = page.getByRole('region', { name: 'At a glance', exact: true })
  await overview.getByRole('button', { name: 'Layers: lines by tag' }).focus()
  await page.keyboard.press('Tab')
  const mark = overview.getByRole('link', { name: `(2) Fixed base: ${sentence}. It grew most` }).first()
  await expect(mark).toBeFocused()
  await expect(mark).toHaveText('2')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/tag\?.*shop-fixed:1\.3\.0.*with=.*shop-fixed:1\.2\.1/)
  await expect(page.getByRole('row').filter({ hasText: '/srv/app/debug/core.dump' }).first()).toBeVisible()
  await page.goBack()

  // Bars say below them what their marks are: the marks themselves are for the pointer.
  const card = page.getByRole('region', { name: 'Total size', exact: true })
  const links = card.getByRole('link', { name: /^\(\d\) / })
  await expect(links).toHaveCount(5)
  await card.getByRole('button', { name: /bars per tag/ }).focus()
  await page.keyboard.press('Tab')
  await expect(links.first()).toBeFocused()
  await expect(links.first()).toContainText('1.7.0: chain broken, update 52.86MB')
  const own = card.locator('a[aria-hidden]').filter({ hasText: '5' })
  await own.click()
  await expect(page).toHaveURL(/\/tag\?.*shop-custom:1\.5\.0/)
})
