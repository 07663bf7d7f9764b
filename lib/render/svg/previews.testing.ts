import type { LayersPreview, StrategiesPreview } from '../../document/preview'

const bands = (count: number) =>
  Array.from({ length: count }, (_, slot) => ({ share: 1 / count, slot: slot % 12, reused: slot % 2 === 0 }))

/** The preview of so many strategies, all of whose texts are this one. */
export function strategiesPreview(count: number, text: string): StrategiesPreview {
  const figures = Array.from({ length: 4 }, (_, index) => ({ text: '≈1023MiB', best: index === 0 }))
  return {
    kind: 'strategies',
    page: 'Downloads',
    title: text,
    verdict: text,
    columns: ['Layers', 'Local', 'Next update', text],
    rows: bands(count).map(({ slot }) => ({
      name: text,
      reference: `${text}:1`,
      colour: slot,
      figures,
      bands: bands(40),
    })),
    note: text,
    source: [text, text, 'Docker', 'transfer bytes', '2026-01-02 03:04 UTC'].join(' · '),
  }
}

/** The preview of so many layers, all of whose texts are this one. */
export function layersPreview(count: number, text: string): LayersPreview {
  return {
    kind: 'layers',
    page: 'Tag',
    title: text,
    figures: ['Layers', 'Local', 'Registry', 'New host'].map((label) => ({ label, text: '≈1023MiB' })),
    core: bands(count),
    layers: bands(Math.min(7, count)).map(({ slot }) => ({ slot, text, bytes: '≈1023MiB' })),
    below: count > 7 ? 'and more' : '',
    source: text,
  }
}
