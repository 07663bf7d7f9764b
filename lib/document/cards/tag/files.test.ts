import { describe, expect, it } from 'vitest'
import type { FileRow, WasteReport } from '../../../analysis/chain-report'
import { going, pairReport } from '../../../analysis/compare/tag-diff'
import type { DiffReport } from '../../../analysis/diff-report'
import type { ImageFacts } from '../../../oci/facts'
import { diffSteps } from '../../../oci/step-diff'
import { listFiles } from '../../tag/file-listing'
import { documentOf } from '../card'
import { sampleImages } from '../sample-facts.testing'
import {
  column,
  contextOf,
  expectWhole,
  FILES,
  last,
  linesOf,
  NAME,
  placedOf,
  words,
} from './context.testing'
import { diffCard } from './diff'
import { filesCard } from './files'
import { wasteCard } from './waste'

describe('wasteCard', () => {
  const waste: WasteReport = {
    visibleBytes: 900,
    storedBytes: 1000,
    hiddenBytes: 100,
    duplicateBytes: 20,
    dive: { efficiencyScore: 0.95, inefficientBytes: 120 },
    hidden: [{ path: 'app/=1+1', how: 'deleted', from: 1, by: 4, bytes: 100, files: 2 }],
    moreHidden: 3,
    duplicates: [{ bytes: 20, copies: [{ path: 'a', layer: 0, hidden: true }], more: 1 }],
    moreDuplicates: 0,
    advice: [{ code: 'delete-where-created', savedBytes: 100, layers: [1, 4], files: 2, example: 'app/x' }],
  }

  it('has the figures, hidden paths, duplicates and advice', () => {
    const document = documentOf(wasteCard, placedOf(contextOf(last, { waste })))!
    expectWhole(document)
    const [figures, hidden, duplicates] = document.tables
    expect(linesOf(figures).map(([name, value]) => [name, value])).toEqual([
      ['Visible', '900B'],
      ['Stored', '1kB'],
      ['Hidden', '100B'],
      ['Duplicates', '20B'],
      ['efficiencyScore', '95%'],
      ['inefficientBytes', '120B'],
    ])
    expect(linesOf(hidden)[0]).toEqual(['/app/=1+1', 'deleted', 'Layer 2', 'Layer 5', '100B', '2'])
    expect(linesOf(duplicates)[0]).toEqual(['20B', '/a (layer 1, hidden), and 1 more'])
    expect(document.remarks[0]).toMatch(/^Saves 100B: 3 releases lie below .* For example \/app\/x$/)
    const alone = documentOf(wasteCard, placedOf(contextOf(last, { waste }), { tags: [] }))!
    expect(alone.remarks[0]).toMatch(/^Saves 100B: Delete files .* For example \/app\/x$/)
    expect(document.remarks[1]).toBe('Hidden paths: and 3 more')
  })

  it('says so when nothing is wasted', () => {
    const none = { ...waste, hiddenBytes: 0, duplicateBytes: 0, hidden: [], duplicates: [], advice: [] }
    const document = documentOf(wasteCard, placedOf(contextOf(last, { waste: none })))!
    expect(document.tables).toHaveLength(1)
    expect(document.remarks[0]).toContain('Nothing is wasted')
  })

  it('is not there until the files are known', () =>
    expect(documentOf(wasteCard, placedOf())).toBeUndefined())
})

describe('filesCard', () => {
  const row = (path: string, more: Partial<FileRow> = {}): FileRow => ({
    path,
    name: path,
    kind: 'file',
    bytes: 10,
    hiddenBytes: 0,
    files: 1,
    children: 0,
    shadows: [],
    ...more,
  })
  const tree: Record<string, readonly FileRow[]> = {
    '': [row('bin', { kind: 'directory', children: 2 }), row('x', { target: '/y', kind: 'symlink' })],
    bin: [row('bin/a', { mode: 0o755, uid: 0, gid: 0, layer: 1, change: 'added' }), row('bin/b')],
  }
  const read = async (path: string, most: number) => {
    const rows = tree[path] ?? []
    return { total: rows.length, offset: 0, rows: rows.slice(0, most), bytes: 30, hiddenBytes: 5, files: 3 }
  }
  const view = { view: 'union', q: '' } as const

  it('lists the tree with the directories that are open', async () => {
    const listing = await listFiles({ read, open: ['bin', 'gone'], withShadows: false, most: 1000 })
    const document = documentOf(filesCard, { ...contextOf(), ...view, layer: 4, listing })!
    expectWhole(document)
    expect(linesOf(document.tables[0]).map(([path]) => path)).toEqual([
      '/bin/',
      '/bin/a',
      '/bin/b',
      '/x → /y',
    ])
    expect(linesOf(document.tables[0])[1]?.slice(1)).toEqual([
      'added',
      '2',
      '10B',
      '',
      'rwxr-xr-x',
      '0:0',
      '',
    ])
    expect(document.remarks[0]).toMatch(/^At layer 5: RUN/)
    expect(document.remarks[1]).toBe('4 rows · 3 files, 30B · 5B hidden')
  })

  it('asks for no more than what is open, and lists no hidden versions unasked', async () => {
    const asked: string[] = []
    const shadow = { layer: 0, by: 2, bytes: 7, how: 'overwritten' } as const
    const rows = [
      row('bin', { kind: 'directory', children: 1, shadows: [shadow] }),
      row('none', { kind: 'directory' }),
      row('shut', { kind: 'directory', children: 1 }),
    ]
    const counting = async (path: string, most: number) => {
      asked.push(`${path} ${most}`)
      return { ...(await read('', 9)), total: 3, rows: path === '' ? rows : [row(`${path}/a`)] }
    }
    const listing = await listFiles({ read: counting, open: ['bin', 'none'], withShadows: false, most: 7 })
    expect(listing.lines.map(({ kind, row: { path } }) => [kind, path])).toEqual([
      ...['bin', 'bin/a', 'none', 'shut'].map((path) => ['file', path]),
    ])
    expect([asked, listing.total]).toEqual([[' 7', 'bin 7'], 6])
  })

  it('says what became of a path since the tag before, and which it has not', async () => {
    const rows = [
      row('a', { since: { how: 'grew', bytes: 7 } }),
      row('b', { since: { how: 'new', bytes: 10 } }),
      row('c', { bytes: 0, absent: true }),
    ]
    const along = async () => ({ ...(await read('', 9)), total: 3, rows })
    const listing = await listFiles({ read: along, open: [], withShadows: false, most: 9 })
    const document = documentOf(filesCard, { ...contextOf(), ...view, layer: 4, listing })!
    expect(linesOf(document.tables[0]).map(([path, change, , size]) => [path, change, size])).toEqual([
      ['/a', '+7B', '10B'],
      ['/b', 'new', '10B'],
      ['/c', 'not in this tag', ''],
    ])
  })

  it('says how many more there are', async () => {
    const listing = await listFiles({ read, open: ['bin'], withShadows: false, most: 2 })
    const document = documentOf(filesCard, { ...contextOf(), ...view, layer: 4, listing })!
    expect(document.tables[0]?.rows).toHaveLength(2)
    expect(document.remarks.at(-1)).toBe('2 of 4 lines are listed.')
  })

  it('counts no hidden version as a line of the list', async () => {
    const shadow = { layer: 0, by: 2, bytes: 7, how: 'overwritten' } as const
    const rows = [row('x', { shadows: [shadow] })]
    const two = async () => ({ ...(await read('', 9)), total: 2, rows })
    const listing = await listFiles({ read: two, open: [], withShadows: true, most: 1 })
    const document = documentOf(filesCard, { ...contextOf(), ...view, layer: 0, listing })!
    expect(document.remarks.at(-1)).toBe('1 of 2 lines are listed.')
  })

  it('lists hidden versions beneath their paths', async () => {
    const shadow = { layer: 0, by: 2, bytes: 7, how: 'overwritten' } as const
    const listing = await listFiles({
      read: async () => ({ ...(await read('', 9)), total: 1, rows: [row('x', { shadows: [shadow] })] }),
      open: [],
      withShadows: true,
      most: 1000,
    })
    const document = documentOf(filesCard, { ...contextOf(), ...view, layer: 0, listing })!
    expectWhole(document)
    expect(linesOf(document.tables[0])[1]?.slice(0, 5)).toEqual([
      '/x',
      'version of layer 1, overwritten by layer 3',
      '1',
      '',
      '7B',
    ])
  })
})

describe('diffCard', () => {
  const saying = { words, units: 'decimal', source: 'source' } as const
  const view = { recorded: false, find: '', pair: null }
  const images = sampleImages(NAME)
  const between = (a: ImageFacts, b: ImageFacts): DiffReport => {
    const { pairs, ...rest } = diffSteps(a, b)
    const side = ({ reference, layers }: ImageFacts) => ({ reference, layers: layers.length, files: FILES })
    return {
      ...rest,
      a: side(a),
      b: side(b),
      rule: 'classic',
      pairs: pairs.map((pair) => pairReport(pair, a, b)),
      aToB: going(a, b, 'classic'),
      bToA: going(b, a, 'classic'),
    }
  }

  it('has what both share, what a host downloads, and every step', () => {
    const report = between(images[0]!, images[1]!)
    const document = documentOf(diffCard, { ...saying, diff: report, view })!
    expectWhole(document)
    const [summary, steps] = document.tables
    expect(linesOf(summary)[0]).toEqual(['Layers in common', '2', 'from the base, of 2 in A and 3 in B'])
    expect(summary!.rows[2]?.[1]?.values[0]?.cell).toEqual(report.aToB.transfer)
    expect(steps!.rows).toHaveLength(report.pairs.length)
    expect(linesOf(steps).at(-1)?.[1]).toBe('only in B')
  })

  it('names what is downloaded for nothing: content on another parent, files of which only times differ', () => {
    const report = between(images[0]!, images[1]!)
    const transfer = { kind: 'exact', value: 5000, unit: 'bytes' } as const
    const remarksOf = (more: Partial<DiffReport>) =>
      documentOf(diffCard, { ...saying, diff: { ...report, ...more }, view })!.remarks.join(' ')
    expect(remarksOf({ reparented: { a: 0, b: 1, layers: 2, transfer } })).toContain(
      'from layer 2 of B on: 2 layers of A stand there on something else. A host that has A downloads 5.00kB',
    )
    expect(remarksOf({ reparented: { a: 0, b: 0, layers: 1, transfer } })).toContain(
      'in layer 1 of B: 1 layer',
    )
    expect(remarksOf({ reparented: { a: 0, b: 0, layers: 2, transfer } })).toContain('in layers 1 to 2 of B')
    expect(remarksOf({ sameFiles: { layers: 2, differ: 'times', transfer } })).toContain(
      'Same files, other times in 2 layers: a host that has A downloads 5.00kB for nothing.',
    )
    const pairs = report.pairs.map((pair) => ({ ...pair, sameFiles: 'packing' as const }))
    const [, steps] = documentOf(diffCard, { ...saying, diff: { ...report, pairs }, view })!.tables
    expect(column(steps, 'change')[0]?.why).toContain('only their tar differs')
  })

  it('is words alone for one image', () => {
    const document = documentOf(diffCard, { ...saying, diff: between(images[0]!, images[0]!), view })!
    expect(document.tables).toEqual([])
    expect(document.remarks.at(-1)).toContain('The same image')
  })

  it('lists the files that differ, and what is downloaded again for nothing', () => {
    const files = {
      added: 1,
      addedBytes: 10,
      removed: 0,
      removedBytes: 0,
      changed: 1,
      changedBytes: 4,
      unchangedBytes: 50,
      unchangedDownloadedBytes: 50,
    }
    const rows = [
      { path: 'a', change: 'added', kind: 'file', bBytes: 10, differs: [] },
      { path: 'd', change: 'changed', kind: 'directory', aBytes: 1, bBytes: 4, differs: ['mode'] },
    ] as const
    const report = { ...between(images[0]!, images[1]!), files }
    const document = documentOf(diffCard, {
      ...saying,
      diff: report,
      view,
      files: { total: 5, offset: 0, rows },
    })!
    expectWhole(document)
    expect(linesOf(document.tables[2])[0]).toEqual(['added', '1', '10B'])
    expect(linesOf(document.tables[3])).toEqual([
      ['/a', 'added', '', '', '10B'],
      ['/d/', 'changed', 'mode', '1B', '4B'],
    ])
    expect(document.remarks).toContain('2 of 5 lines are listed.')
    expect(document.remarks.join(' ')).toContain('50B of unchanged files are downloaded again')
  })
})
