import { describe, expect, it } from 'vitest'
import { readLine } from './command-line.testing'
import { exportTarget } from './output'

const target = async (isTerminal: boolean, ...argv: string[]) =>
  exportTarget((await readLine('compare', ...argv)).opts(), isTerminal)

describe('exportTarget', () => {
  it.each([
    [[], { format: 'txt' }],
    [['--format', 'md'], { format: 'md' }],
    [['-o', 'a/b.PNG'], { file: 'a/b.PNG', format: 'png' }],
    [['-o', 'a.md', '-f', 'csv'], { file: 'a.md', format: 'csv' }],
    [['-o', 'table'], { file: 'table', format: 'txt' }],
    [['-o', 'table.out', '-f', 'html'], { file: 'table.out', format: 'html' }],
    [['-o', '-', '-f', 'svg'], { format: 'svg' }],
  ])('takes %j for %j', async (argv, expected) => {
    expect(await target(true, ...argv)).toEqual({ file: undefined, ...expected })
  })

  it('refuses to write a PNG to a terminal, and says what to do', async () => {
    await expect(target(true, '--format', 'png')).rejects.toThrow('use -o FILE')
    expect(await target(false, '--format', 'png')).toEqual({ file: undefined, format: 'png' })
  })

  it('refuses an ending that no format has', async () => {
    await expect(target(false, '-o', 'total.jpg')).rejects.toThrow('name one with --format: md, csv')
  })
})
