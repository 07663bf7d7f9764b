import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { withBase, withoutBase } from './base-path'

it('stands before what a browser asks for, and is taken off what it shows', () => {
  expect(withBase('/api/sources', '/strata')).toBe('/strata/api/sources')
  expect(withBase('/api/sources', '')).toBe('/api/sources')
  for (const [shown, route] of [
    ['/strata', '/'],
    ['/strata/', '/'],
    ['/strata/tag', '/tag'],
    ['/strata-2/tag', '/strata-2/tag'],
  ] as const)
    expect(withoutBase(shown, '/strata')).toBe(route)
  expect(withoutBase('/tag', '')).toBe('/tag')
})

it('stands before everything that pages ask for themselves', () => {
  const files = ['components', 'app'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => path.join(folder, file)),
  )
  const calls = files
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file) && !file.startsWith('app/api/'))
    .flatMap((file) => readFileSync(file, 'utf8').match(/\b(fetch|EventSource|sendBeacon)\([^)]*/g) ?? [])
    .filter((call) => !/^fetch\($/.test(call))
  expect(calls.length).toBeGreaterThan(4)
  expect(calls.filter((call) => !call.includes('withBase('))).toEqual([])
})
