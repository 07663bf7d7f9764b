/**
 * `npm run mutate`: changes the pure folders one operator, condition or call at a time, and reports which changes
 * their unit tests do not notice. With paths only those, with `--changed` the files that differ from the main
 * branch, with `--sample N` that many changes taken at random.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { Stryker } from '@stryker-mutator/core'

const FOLDERS = ['lib/oci', 'lib/layerfs', 'lib/analysis', 'lib/link', 'lib/document', 'lib/render']
const NOTICED_PERCENT = 92
const NOTICED = new Set(['Killed', 'Timeout', 'RuntimeError'])
const UNNOTICED = new Set(['Survived', 'NoCoverage'])

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    changed: { type: 'boolean' },
    since: { type: 'string', default: 'main' },
    sample: { type: 'string' },
    concurrency: { type: 'string', default: '1' },
  },
})

const chosen = values.changed ? changedSince(values.since) : positionals.length > 0 ? positionals : FOLDERS
const mutate = chosen.map((one) => (/\.tsx?(:|$)/.test(one) ? one : `${one.replace(/\/$/, '')}/**/*.ts?(x)`))
if (mutate.length === 0) {
  console.log('No file of the pure folders has changed.')
  process.exit()
}
process.env.STRATA_MUTATE_SAMPLE = values.sample ?? ''
// Each folder by the tests of its own, not by those of all that use it. With Stryker's own `testFiles` it turns on
// a change of what runs while a module loads only after that, so that no test can notice it.
process.env.STRATA_MUTATE_TESTS = chosen.map((one) => `${one.split('/', 2).join('/')}/**/*.test.ts*`).join()

const results = await new Stryker({
  mutate: [...mutate, '!**/*.{test,testing}.ts?(x)'],
  // Left: operators, conditions, boundaries, calls, blocks. Texts are another matter, and most patterns are read
  // while their module loads.
  mutator: { excludedMutations: ['StringLiteral', 'Regex'] },
  testRunner: 'vitest',
  vitest: { related: true, configFile: 'scripts/mutate/vitest.config.ts' },
  plugins: [import.meta.resolve('@stryker-mutator/vitest-runner'), import.meta.resolve('./left-out.mjs')].map(
    (url) => fileURLToPath(url),
  ),
  checkers: ['left-out'],
  coverageAnalysis: 'perTest',
  // On a busy machine the first run after a loop without an end is slow: it must not count as another one.
  timeoutMS: 30_000,
  dryRunTimeoutMinutes: 30,
  concurrency: Number(values.concurrency),
  tempDirName: mkdtempSync(path.join(tmpdir(), 'strata-mutate-')),
  cleanTempDir: 'always',
  ignorePatterns: [
    '/.next*',
    '/.strata',
    '/artifacts',
    '/test-results',
    '/playwright-report',
    '*.tsbuildinfo',
  ],
  // The sandbox reads no tsconfig, and TypeScript 7 has no API to rewrite it with.
  tsconfigFile: 'none',
  reporters: ['progress-append-only', 'clear-text', 'json', 'html'],
  clearTextReporter: { reportTests: false, allowColor: false, allowEmojis: false },
  jsonReporter: { fileName: 'artifacts/mutate/report.json' },
  htmlReporter: { fileName: 'artifacts/mutate/report.html' },
  allowEmpty: true,
}).runMutationTest()

const score = report(results)
process.exitCode = score < NOTICED_PERCENT ? 1 : 0

/** Files of the pure folders that differ from a commit, the working tree included. */
function changedSince(commit) {
  const git = (...args) => execFileSync('git', args, { encoding: 'utf8' }).split('\n')
  const base = git('merge-base', commit, 'HEAD')[0]
  const changed = git('diff', '--name-only', '--diff-filter=d', base, '--', ...FOLDERS)
  const added = git('ls-files', '--others', '--exclude-standard', '--', ...FOLDERS)
  return [...changed, ...added].filter((file) => /\.tsx?$/.test(file) && !/\.(test|testing)\./.test(file))
}

/** Prints a line for each folder. @returns the percentage that tests noticed of all */
function report(mutants) {
  const folders = new Map([['all', { noticed: 0, unnoticed: 0, leftOut: 0 }]])
  for (const { fileName, status } of mutants) {
    const folder = path.dirname(path.relative('', fileName)).split('/').slice(0, 3).join('/')
    if (!folders.has(folder)) folders.set(folder, { noticed: 0, unnoticed: 0, leftOut: 0 })
    const kind = NOTICED.has(status) ? 'noticed' : UNNOTICED.has(status) ? 'unnoticed' : 'leftOut'
    for (const name of ['all', folder]) folders.get(name)[kind]++
  }
  for (const [name, counts] of [...folders].toSorted(([a], [b]) => a.localeCompare(b))) {
    const { noticed, unnoticed, leftOut } = counts
    console.log(
      `${name.padEnd(24)} ${percent(counts).toFixed(1).padStart(5)} %  ${noticed} of ${noticed + unnoticed} noticed, ${leftOut} left out`,
    )
  }
  return percent(folders.get('all'))
}

function percent({ noticed, unnoticed }) {
  return noticed + unnoticed === 0 ? 100 : (100 * noticed) / (noticed + unnoticed)
}
