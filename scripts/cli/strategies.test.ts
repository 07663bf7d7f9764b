import { describe, expect, it } from 'vitest'
import { STRATEGY_KEYS } from '../../lib/link/strategy-param'
import { readLine } from './command-line.testing'
import { UsageError } from './errors'
import { strategiesOf } from './strategies'

const read = async (...argv: string[]) => {
  const command = await readLine('compare', ...argv)
  return strategiesOf(command.args, command.opts())
}

describe('strategiesOf', () => {
  it('takes references as the page’s link has them', async () => {
    const text = 'localhost:5000/app;name=Chained;colour=2;tags=0.0.*;order=created;take=-5'
    expect(await read('redis', text, 'ghcr.io/a/b:1.2')).toEqual(['redis', text, 'ghcr.io/a/b:1.2'])
  })

  it('takes every key that a strategy has', async () => {
    const values = {
      name: 'A',
      colour: '5',
      tags: '1.*',
      order: 'name',
      variant: 'alpine',
      pre: '1',
      fold: '0',
      take: '-1',
      from: 'b.json',
    }
    const texts = STRATEGY_KEYS.map((key) => `a;${key}=${values[key]}`)
    for (const text of texts) expect(await read(text)).toEqual([text])
  })

  it('gives names by their place, over those of the REF', async () => {
    expect(await read('a;name=X', 'b', 'c', '--name', 'A', '--name', 'B; 1%')).toEqual([
      'a;name=A',
      'b;name=B%3B 1%25',
      'c',
    ])
  })

  it('lets --tags, --order and --take hold for every REF that does not say otherwise', async () => {
    expect(await read('a', 'b;take=2', '--take=-3', '--tags', '/^1;/', '--order', 'name')).toEqual([
      'a;tags=/^1%3B/;order=name;take=-3',
      'b;tags=/^1%3B/;order=name;take=2',
    ])
  })

  it('takes a plan', async () => {
    const plan = 'plan:chained,base=231000000,packages=500000000,app=1000000,releases=4,remove'
    expect(await read(plan)).toEqual([plan])
  })

  it.each([
    [['app:'], "'app:' is not a reference such as localhost:5000/app or redis"],
    [['a b'], "'a b' is not a reference such as localhost:5000/app or redis"],
    [[''], "'' is not a reference such as localhost:5000/app or redis"],
    [['http://127.0.0.1:3000/?s=a'], 'a link of the page goes to --link'],
    [['a;tag=1.*'], "'a;tag=1.*' has an unknown 'tag='; did you mean tags?"],
    [['a;take=0'], "'take=0' of 'a;take=0' cannot be read"],
    [['a;take'], "'take' of 'a;take' cannot be read"],
    [['a', '--take', 'five'], '--take five cannot be read'],
    [['a', '--name', 'A', '--name', 'B'], 'there are more names (2) than strategies (1)'],
    [['a', 'b', 'c', 'd', 'e', 'f', 'g'], 'at most 6 strategies are compared, not 7'],
  ])('refuses %j', async (argv, message) => {
    await expect(read(...argv)).rejects.toThrow(UsageError)
    await expect(read(...argv)).rejects.toThrow(message)
  })
})
