import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'

const SMALL = '/tag?ref=localhost:5000/small/docker-layer-linked:0.0.4&source=sample'

/** The lines of the file list that are in view. */
const lines = (page: Page) => page.getByRole('region', { name: 'Files', exact: true }).getByRole('listitem')

test('the chain shows a band per layer and a line per step without one, and its layers are walked by keyboard', async ({
  page,
  prefix,
}) => {
  await page.goto(`/tag?ref=${prefix}/docker-layer-linked:0.0.4`)
  const chain = page.getByRole('list', { name: 'Layers, topmost first' })
  await expect(chain.getByRole('button')).toHaveCount(5)
  await expect(chain.getByText('no layer')).toHaveCount(2)
  const details = page.getByRole('region', { name: 'The chosen layer' })
  await expect(details).toContainText('RUN rm -rf test.txt')
  // Three versions lie hidden: the layer takes away what the last of them showed.
  await expect(details).toContainText('−177kB')
  await chain.getByRole('button', { pressed: true }).focus()
  await page.keyboard.press('ArrowDown')
  await expect(page).toHaveURL(/layer=3/)
  await expect(details).toContainText('Layer 4')
  await expect(details).toContainText('gzip')
  await page.keyboard.press('End')
  await expect(details).toContainText('Layer 1')
  await expect(details).toContainText('docker-layer-base')
})

test('the parents of a classic build stand beside their steps', async ({ page, prefix, docker }) => {
  const name = `${prefix}/docker-layer-linked:0.0.4`
  await page.goto(`/tag?ref=${name}`)
  const row = page.getByRole('row').filter({ hasText: 'rm -rf test.txt' })
  const parent = await docker.cli('image', 'inspect', '--format={{.Parent}}', name)
  await expect(row).toContainText(parent.trim().slice(7, 19))
})

test('the whiteout of a file shows with the versions that it hides', async ({ page, prefix }) => {
  await page.goto(`/tag?ref=${prefix}/docker-layer-linked:0.0.4`)
  await page.getByRole('button', { name: 'Show its files' }).click()
  await expect(lines(page)).toHaveCount(4)
  await expect(lines(page).first()).toContainText('test.txt')
  await expect(lines(page).first().getByTitle('deleted')).toBeVisible()
  await expect(lines(page).nth(3)).toContainText('version of layer 4, deleted by layer 5')
  await page.getByRole('radio', { name: 'Merged' }).click()
  await expect(page.getByText('test.txt', { exact: true })).toHaveCount(0)
  await page.getByRole('checkbox', { name: 'Show what is hidden' }).check()
  await expect(lines(page).filter({ hasText: 'test.txt' })).toHaveCount(1)
  await expect(page.getByText('Container Layer (RW)')).toBeVisible()
})

test('a directory opens, and a search finds by text and by glob, from anywhere with /', async ({
  page,
  sampleUrl,
}) => {
  await page.goto(sampleUrl + SMALL)
  // Shown by the page itself, once its scripts run.
  await expect(page.getByText('1 other tag', { exact: true })).toBeVisible()
  await page.keyboard.press('/')
  await expect(page.getByRole('searchbox')).toBeFocused()
  await page.keyboard.type('package')
  await expect(lines(page)).toHaveText([/\/packages\/package\.exe/])
  await page.getByRole('searchbox').fill('*.exe')
  await expect(lines(page)).toHaveText([/\/packages\/package\.exe/])
  await page.getByRole('searchbox').fill('nowhere')
  await expect(page.getByText('Nothing matches.')).toBeVisible()
  await page.getByRole('searchbox').fill('')
  await page.getByRole('button', { name: 'Open packages' }).click()
  await expect(lines(page).filter({ hasText: 'package.exe' })).toBeVisible()
})

test('waste names the hidden bytes, dive’s figures and what to change', async ({ page, sampleUrl }) => {
  await page.goto(`${sampleUrl}${SMALL}&tab=waste`)
  await expect(page.getByText('efficiencyScore')).toBeVisible()
  await expect(page.getByText('inefficientBytes')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Hidden paths' })).toBeVisible()
  await expect(page.getByRole('row').filter({ hasText: '/test.txt' })).toHaveCount(3)
  // Its layers were built as releases: none is told to merge with another.
  await expect(page.getByText(/^3 releases lie below in this image/)).toBeVisible()
  await expect(page.getByText(/Delete files in the step|Write files once/)).toHaveCount(0)
})

test('a tag opens with what it takes, what it brought since the tag before, and which files did that', async ({
  page,
  sampleUrl,
}) => {
  await page.goto(sampleUrl + SMALL.replace('0.0.4', '0.0.3'))
  const overview = page.getByRole('region', { name: 'Overview' })
  await expect(overview).toContainText('Release 3 of 4')
  for (const text of ['7.23MB', 'Change since 0.0.2', '+177kB', '133kB']) {
    await expect(overview).toContainText(text)
  }
  const row = overview.getByRole('row').filter({ hasText: '/test.txt' })
  await expect(row).toHaveText(/grew.*88.5kB.*177kB.*\+88.5kB/)
  await overview.getByText('Digests').click()
  await expect(overview.getByText(/^sha256:/).first()).toBeVisible()
  await page.getByRole('tab', { name: 'Compare' }).click()
  // From the tag before to this one.
  await expect(page.getByRole('combobox', { name: 'Tag' })).toHaveValue(/0\.0\.2$/)
  await expect(page.getByText('only in B').first()).toBeVisible()
})

test('a slider goes through the tags of the series, and rows of files keep their places', async ({
  page,
  sampleUrl,
}) => {
  await page.goto(`${sampleUrl}${SMALL.replace('0.0.4', '0.0.3')}&tab=files`)
  const slider = page.getByRole('slider', { name: 'Tag of the series' })
  const names = ['packages', 'bin', 'filler', 'test.txt', 'tmp'].map((name) => new RegExp(name))
  await page.getByRole('button', { name: 'Open packages' }).click()
  await expect(lines(page)).toHaveText(names.toSpliced(1, 0, /package.exe/))
  const file = lines(page).nth(4)
  await slider.focus()
  await page.keyboard.press('ArrowRight')
  await expect(file).toContainText('not in this tag')
  await expect(page).toHaveURL(/0\.0\.4/)
  await expect(page.getByRole('heading', { level: 1 })).toContainText(':0.0.4')
  await expect(page).toHaveTitle(/:0\.0\.4: /)
  await expect(lines(page)).toHaveText(names.toSpliced(1, 0, /package.exe/))
  await page.keyboard.press('ArrowLeft')
  await expect(file).toContainText('+88.5kB')
  await page.keyboard.press('Home')
  await expect(file).toContainText('44.2kB')
  await expect(lines(page)).toHaveText(names.toSpliced(1, 0, /package.exe/))
})

test('two tags are compared to the step where the build cache ends', async ({ page, sampleUrl }) => {
  await page.goto(`${sampleUrl}/tag?ref=localhost:5000/docker-layers:0.0.1&source=sample&tab=compare`)
  await page.getByRole('combobox', { name: 'Tag' }).selectOption('localhost:5000/docker-layers:0.0.3')
  await expect(page.getByText('Build cache ends here')).toBeVisible()
  await expect(page.getByText('rebuilt, same content').first()).toBeVisible()
  await expect(page.getByText('/new_second.txt')).toBeVisible()
  await expect(page).toHaveURL(/with=localhost:5000\/docker-layers:0\.0\.3/)
})

test('files that no source can give are said to be unknown, and the rest of the page stands', async ({
  page,
  sampleUrl,
}) => {
  await page.goto(`${sampleUrl}/tag?ref=docker.io/library/redis:6.2.5&source=official&tab=files`)
  await expect(page.getByText('no source can give them')).toBeVisible()
  await page.getByRole('tab', { name: 'Layers' }).click()
  await expect(page.getByRole('region', { name: 'Overview' })).toContainText('Which files grew is not known')
  await expect(page.getByRole('list', { name: 'Layers, topmost first' })).toBeVisible()
})

test('a saved image is opened from a file', async ({ page, prefix, docker }) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'strata-save-'))
  const file = path.join(folder, 'saved.tar')
  try {
    await docker.cli('save', '--output', file, `${prefix}/docker-layer-linked:0.0.4`)
    await page.goto('/')
    await page.getByRole('button', { name: /Docker 2/ }).click()
    await page.getByLabel('Image archive', { exact: true }).setInputFiles(file)
    await expect(page).toHaveURL(/source=archive/)
    await expect(page.locator('#total tbody tr')).toHaveCount(1)
    await page.locator('#total tbody a').first().click()
    await page.getByRole('tab', { name: 'Files' }).click()
    await expect(lines(page).filter({ hasText: 'packages' })).toBeVisible()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('a file that is no archive is refused, and the page stays', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('button', { name: /Docker 2/ }).click()
  const buffer = Buffer.alloc(4096, 'not a tar')
  await page
    .getByLabel('Image archive', { exact: true })
    .setInputFiles({ name: 'odd.tar', mimeType: 'application/x-tar', buffer })
  await expect(page.getByText('The archive could not be read.')).toBeVisible()
})
