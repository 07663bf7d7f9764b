import { CommanderError } from 'commander'
import { describe, expect, it } from 'vitest'
import { readLine } from './command-line.testing'
import { UsageError } from './errors'
import { LinkOption, suggestion } from './options'
import { makeProgram } from './program'

describe('a command line', () => {
  it('has strategies, options and flags in any order', async () => {
    const argv = ['a', '--basis', 'unpacked', '--name=A', 'b', '--name', 'B', '-q', '-ofile.md']
    const command = await readLine('compare', ...argv)
    expect(command.args).toEqual(['a', 'b'])
    expect(command.opts()).toEqual({ basis: 'unpacked', name: ['A', 'B'], quiet: true, output: 'file.md' })
  })

  it('keeps what stands behind -- as it is', async () => {
    expect((await readLine('compare', 'a', '--', '--basis', '-x')).args).toEqual(['a', '--basis', '-x'])
  })

  it.each([
    ['--formt', 'md', "error: unknown option '--formt'\n(Did you mean --format?)"],
    ['--xyzzyx', 'md', "error: unknown option '--xyzzyx'"],
    ['-z', 'md', "error: unknown option '-z'"],
    ['--quiet=yes', 'a', "error: unknown option '--quiet=yes'"],
  ])('with %s %s is refused, and says what was probably meant', async (option, value, message) => {
    await expect(readLine('compare', option, value)).rejects.toThrow(
      new CommanderError(1, 'commander.unknownOption', message),
    )
  })

  it('is refused for a word that its option does not have', async () => {
    await expect(readLine('compare', '--basis', 'transfr')).rejects.toThrow(
      new UsageError("--basis is one of transfer, unpacked, not 'transfr'; did you mean transfer?"),
    )
  })

  it('is refused for an option without its value, and says how a value with a dash is written', async () => {
    await expect(readLine('compare', 'a', '--take', '-5')).rejects.toThrow('--take=-XYZ')
    await expect(readLine('compare', 'a', '-o', '-f', 'md')).rejects.toThrow(UsageError)
    await expect(readLine('compare', 'a', '--cache')).rejects.toThrow(CommanderError)
    expect((await readLine('compare', 'a', '--take=-5', '-o', '-')).opts()).toEqual({
      take: '-5',
      output: '-',
    })
  })
})

describe('a command', () => {
  it.each([
    ['compre', 'compare'],
    ['comapre', 'compare'],
    ['Serve', 'serve'],
    ['downlods', 'downloads'],
    ['tga', 'tag'],
    ['tags', 'tag'],
  ])('that is called %s was meant to be %s', async (typed, meant) => {
    await expect(readLine(typed, '--help')).rejects.toThrow(
      new CommanderError(
        1,
        'commander.unknownCommand',
        `error: unknown command '${typed}'\n(Did you mean ${meant}?)`,
      ),
    )
  })

  it.each(['', 'x', 'export', 'help-me'])('is not guessed for “%s”', async (typed) => {
    await expect(readLine(typed)).rejects.toThrow(
      new CommanderError(1, 'commander.unknownCommand', `error: unknown command '${typed}'`),
    )
  })

  it.each(makeProgram().commands.map((command) => [command.name(), command] as const))(
    '%s tells all of its options apart, and what each may be',
    (_, { options }) => {
      const flags = options.flatMap(({ short, long }) => [short, long].filter(Boolean))
      expect(new Set(flags).size).toBe(flags.length)
      const parameters = options.flatMap((option) => (option instanceof LinkOption ? option.parameter : []))
      expect(new Set(parameters).size).toBe(parameters.length)
      for (const option of options) expect(option.description).not.toBe('')
    },
  )
})

describe('the words of an option', () => {
  it.each([
    ['--basis', 'bytes on the network, or on a host: transfer, unpacked (transfer)'],
    ['--theme', 'colours of a picture: light, dark (light)'],
    ['--keep', 'tags that a host keeps (3)'],
    ['--card', 'one card instead of all: answer, cached, matrix, pull, rollout, storage'],
  ])('and the default of %s are those of the page', (long, help) => {
    const downloads = makeProgram().commands.find((one) => one.name() === 'downloads')
    expect(downloads?.options.find((option) => option.long === long)?.description).toBe(help)
  })
})

describe('suggestion', () => {
  it('asks, or says nothing', () => {
    const names = ['compare', 'downloads', 'tag']
    expect(suggestion('compre', names)).toBe('; did you mean compare?')
    expect(suggestion('export', names)).toBe('')
    expect(suggestion('x', names)).toBe('')
  })
})
