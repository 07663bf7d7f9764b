import { describe, expect, it } from 'vitest'
import { argsOf } from './command-line.testing'
import { exportTarget, OUTPUT_OPTIONS } from './output'

const target = (isTerminal: boolean, ...argv: string[]) =>
  exportTarget(argsOf(OUTPUT_OPTIONS, ...argv), isTerminal)

describe('exportTarget', () => {
  it.each([
    [[], { format: 'txt' }],
    [['--format', 'md'], { format: 'md' }],
    [['-o', 'a/b.PNG'], { file: 'a/b.PNG', format: 'png' }],
    [['-o', 'a.md', '-f', 'csv'], { file: 'a.md', format: 'csv' }],
    [['-o', 'table'], { file: 'table', format: 'txt' }],
    [['-o', 'table.out', '-f', 'html'], { file: 'table.out', format: 'html' }],
    [['-o', '-', '-f', 'svg'], { format: 'svg' }],
  ])('takes %j for %j', (argv, expected) => {
    expect(target(true, ...argv)).toEqual({ file: undefined, ...expected })
  })

  it('refuses to write a PNG to a terminal, and says what to do', () => {
    expect(() => target(true, '--format', 'png')).toThrow('use -o FILE')
    expect(target(false, '--format', 'png')).toEqual({ file: undefined, format: 'png' })
  })

  it('refuses an ending that no format has', () => {
    expect(() => target(false, '-o', 'total.jpg')).toThrow('name one with --format: md, csv')
  })
})
