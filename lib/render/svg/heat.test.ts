import { describe, expect, it } from 'vitest'
import type { HeatChart } from '../../document/document'
import { drawHeat } from './heat'

/** A map of so many tags, which all cost a megabyte. */
const mapOf = (count: number): HeatChart['maps'][number] => ({
  name: `of ${count}`,
  colour: 0,
  tags: Array.from({ length: count }, (_, at) => `1.${at}`),
  bytes: Array.from({ length: count + 1 }, () => Array.from({ length: count }, () => 1_000_000)),
  estimated: false,
})

const heightOf = (...counts: number[]) =>
  drawHeat({
    chart: {
      ...{ kind: 'heat', bytesOf: 'transfer', title: 't', note: '' },
      ...{ nothing: 'nothing', maps: counts.map(mapOf) },
    },
    theme: 'light',
    units: 'decimal',
    width: 760,
    ids: 'x',
    legend: [],
  }).height

describe('maps below each other', () => {
  it('take the height of their own tags: a short series leaves no gap', () => {
    const [long, short] = [heightOf(14), heightOf(4)]
    expect(heightOf(14, 14)).toBeGreaterThan(heightOf(14, 4))
    expect(heightOf(14, 4)).toBeLessThan(long + short)
  })
})
