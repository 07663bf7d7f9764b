import { expect, it } from 'vitest'
import { exportHref, MAX_DPR } from './exports'

it('the address of an export has what is asked beside the page’s own link', () => {
  expect(exportHref('compare', 'csv', '')).toBe('/api/compare.csv')
  expect(exportHref('tag', 'png', 'ref=a:1', { card: 'waste', dpr: MAX_DPR, theme: undefined })).toBe(
    '/api/tag.png?ref=a:1&card=waste&dpr=3',
  )
  expect(exportHref('compare', 'svg', 'lang=ko', { lang: 'en', show: 'chart' })).toBe(
    '/api/compare.svg?lang=en&show=chart',
  )
})
