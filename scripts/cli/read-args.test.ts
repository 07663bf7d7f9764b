import { describe, expect, it } from 'vitest'
import { argsOf } from './command-line.testing'
import { COMMANDS } from './commands'
import { UsageError } from './errors'
import { readArgs } from './read-args'

const [compare] = COMMANDS

describe('readArgs', () => {
  it('reads strategies, options and flags in any order', () => {
    const args = readArgs(compare!, [
      'a',
      '--basis',
      'unpacked',
      '--name=A',
      'b',
      '--name',
      'B',
      '-q',
      '-ofile.md',
    ])
    expect(args.positionals).toEqual(['a', 'b'])
    expect(args.text('basis')).toBe('unpacked')
    expect(args.texts('name')).toEqual(['A', 'B'])
    expect(args.flag('quiet')).toBe(true)
    expect(args.text('output')).toBe('file.md')
    expect(args.text('format')).toBeUndefined()
    expect(args.texts('tags')).toEqual([])
    expect(args.flag('allow-partial')).toBe(false)
  })

  it('takes what stands behind -- as it is', () => {
    expect(readArgs(compare!, ['a', '--', '--basis']).positionals).toEqual(['a', '--basis'])
  })

  it.each([
    ['--formt', 'md', 'there is no option --formt; did you mean --format?'],
    ['--xyzzyx', 'md', 'there is no option --xyzzyx'],
    ['-z', 'md', 'there is no option -z'],
    ['--basis', 'transfr', "--basis is one of transfer, unpacked, not 'transfr'; did you mean transfer?"],
    ['--quiet=yes', 'a', "Option '-q, --quiet' does not take an argument"],
  ])('refuses %s %s and says what was probably meant', (option, value, message) => {
    expect(() => readArgs(compare!, [option, value])).toThrow(new UsageError(message))
  })

  it('refuses an option without its value, and says how a value with a dash is written', () => {
    expect(() => readArgs(compare!, ['a', '--take', '-5'])).toThrow('--take=-XYZ')
    expect(() => readArgs(compare!, ['a', '--cache'])).toThrow(UsageError)
  })
})

describe('every command', () => {
  it.each(COMMANDS.map((command) => [command.name, command] as const))(
    '%s tells all of its options apart',
    (_, command) => {
      const shorts = Object.values(command.options).flatMap(({ short }) => short ?? [])
      expect(new Set(shorts).size).toBe(shorts.length)
      for (const [name, { type, choices, value }] of Object.entries(command.options)) {
        expect([name, type === 'boolean']).toEqual([name, choices === undefined && value === undefined])
      }
      expect(argsOf(command.options).positionals).toEqual([])
    },
  )
})
