/**
 * `npm test`: installs what the tests need, runs every level, and ends with its ten slowest tests and one line of
 * counts. With names of levels it runs only those, in the order below; with `--changed` or `--changed=<commit>` what a
 * change touches, uncommitted or since that commit. CONTRIBUTING.md says what each level needs of the machine.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fetchEngines } from './engines.mjs'
import { ensureBuild, ensureDependencies, ROOT, run } from './prepare.mjs'
import { sweep } from './sweep.mjs'
import { installTools, lacking } from './tools.mjs'

/** Engines keep unix sockets below it, whose paths must be short. */
const folder = mkdtempSync(path.join(tmpdir().length < 40 ? tmpdir() : '/tmp', 'strata-test-'))
process.env.STRATA_TEST_TMP = folder
process.env.STRATA_DIST_DIR ??= '.next-test'
process.env.NEXT_TELEMETRY_DISABLED = '1'

/** Each level resolves with its counts. */
const LEVELS = {
  types: () => check([bin('next'), 'typegen'], [bin('tsc'), '--noEmit']),
  lint: () => check([bin('biome'), 'check', '.'], [bin('knip')]),
  unit: () => vitest('unit', ...(since ? [since] : [])),
  integration,
  e2e: () => playwright(...touched('e2e')),
}
/** These take one core each, and leave alone what the other reads. */
const TOGETHER = ['types', 'lint']
/** These look at the built app. */
const BUILT = new Set(['integration', 'e2e'])
/** Far above what a level takes: a level that hangs fails, and the run still ends. */
const MINUTES = 10
const SLOWEST = 10
/** Of levels that take minutes, `--changed` runs only files that have changed themselves. */
const SLOW = { integration: /^e2e\/integration\/.*\.test\.ts$/, e2e: /^e2e\/[^/]+\.spec\.ts$/ }

let stopped = false
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => (stopped = true))

const args = process.argv.slice(2)
const since = args.find((arg) => /^--changed(=.+)?$/.test(arg))
const files = since ? changedFiles(since.split('=')[1]) : []
const chosen = args.filter((arg) => arg !== since)
const unknown = chosen.filter((name) => !(name in LEVELS))
if (unknown.length > 0) {
  console.error(`No such level: ${unknown.join(', ')}. There are: ${Object.keys(LEVELS).join(', ')}.`)
  process.exit(2)
}
const levels = Object.keys(LEVELS)
  .filter((name) => chosen.length === 0 || chosen.includes(name))
  .filter((name) => !since || !(name in SLOW) || touched(name).length > 0)

const results = []
/** While other levels run: why there are no newer engines, if so. */
let fetched
try {
  await ensureDependencies()
  installTools(levels)
  if (levels.includes('integration')) fetched = fetchEngines()
  const first = levels.filter((level) => TOGETHER.includes(level))
  await Promise.all(first.map(runLevel))
  for (const level of levels.slice(first.length)) if (!stopped) await runLevel(level)
} catch (error) {
  results.push({ level: 'preparation', ...failed(error.message) })
} finally {
  await sweep(folder)
}
process.exitCode = report()

async function runLevel(level) {
  console.log(`\n=== ${level} ===\n`)
  const start = Date.now()
  const counts = await countsOf(level).catch((error) => failed(error.message))
  results.push({ level, seconds: (Date.now() - start) / 1000, ...counts })
}

async function countsOf(level) {
  const lacks = lacking(level)
  if (lacks.length > 0) return failed(`not run, for want of ${lacks.join('; of ')}`)
  if (BUILT.has(level)) await ensureBuild()
  return LEVELS[level]()
}

async function integration() {
  const why = await fetched
  const counts = await vitest('integration', ...touched('integration'))
  return why
    ? { ...counts, note: [counts.note, `no newer engines: ${why}`].filter(Boolean).join('; ') }
    : counts
}

/** Runs commands one after the other; together they count as one test. */
async function check(...commands) {
  for (const command of commands) {
    const code = await runFor(command)
    if (code !== 0) return failed(`${path.basename(command[0])} ended with code ${code}`)
  }
  return { passed: 1, failed: 0, skipped: 0 }
}

async function vitest(project, ...which) {
  const file = path.join(folder, `${project}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const code = await runFor([bin('vitest'), 'run', '--project', project, ...reporters, ...which])
  // A change may touch no test.
  if (since && code === 0 && !existsSync(file)) return { passed: 0, failed: 0, skipped: 0 }
  return counted(code, file, (report) => ({
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
    tests: report.testResults.flatMap(({ name, assertionResults }) =>
      assertionResults.map(({ fullName, duration }) => timed(duration, path.relative(ROOT, name), fullName)),
    ),
  }))
}

async function playwright(...which) {
  const file = path.join(folder, 'e2e.json')
  const code = await runFor([bin('playwright'), 'test', '--reporter=list,json', ...which], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
  })
  return counted(code, file, ({ stats, suites }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
    tests: suites.flatMap(testsOf),
  }))
}

/** Tests of one of Playwright's suites, and of those within it. */
function testsOf({ suites = [], specs = [] }) {
  const own = specs.flatMap(({ file, title, tests }) =>
    tests.flatMap(({ results }) => results.map(({ duration }) => timed(duration, `e2e/${file}`, title))),
  )
  return [...own, ...suites.flatMap(testsOf)]
}

function timed(milliseconds, file, title) {
  return { seconds: (milliseconds ?? 0) / 1000, name: `${file} › ${title}` }
}

/** Files below the root that have changed since this commit, with uncommitted ones. */
function changedFiles(commit = 'HEAD') {
  const git = (...command) => {
    const { status, stdout, stderr } = spawnSync('git', command, { cwd: ROOT, encoding: 'utf8' })
    if (status === 0) return stdout.split('\n').filter((file) => existsSync(path.join(ROOT, file)))
    console.error(stderr)
    return process.exit(2)
  }
  const changed = git('diff', '--name-only', '--merge-base', commit)
  return [...changed, ...git('ls-files', '--others', '--exclude-standard')]
}

function touched(level) {
  return files.filter((file) => SLOW[level].test(file))
}

/** A run that failed has a failure to show, even where no single test did (a file that does not load). */
function counted(code, file, read) {
  if (!existsSync(file)) return failed(`ended with code ${code} before any test`)
  const counts = read(JSON.parse(readFileSync(file, 'utf8')))
  if (code !== 0 && counts.failed === 0) return { ...counts, failed: 1, note: `ended with code ${code}` }
  return counts
}

function failed(note) {
  return { passed: 0, failed: 1, skipped: 0, note }
}

function runFor([command, ...args], env = {}) {
  return run(command, args, env, MINUTES * 60_000)
}

function bin(name) {
  return path.join(ROOT, 'node_modules', '.bin', name)
}

/** Prints the outcome of each level and, last and alone on its line, the sums. @returns the exit code */
function report() {
  console.log('')
  const sum = { passed: 0, failed: 0, skipped: 0 }
  results.sort((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level))
  const slowest = results.flatMap(({ tests = [] }) => tests).sort((a, b) => b.seconds - a.seconds)
  if (slowest.length > 0) console.log('The slowest tests:')
  for (const { seconds, name } of slowest.slice(0, SLOWEST))
    console.log(`${seconds.toFixed(1).padStart(6)} s  ${name}`)
  if (slowest.length > 0) console.log('')
  for (const { level, seconds = 0, note, ...counts } of results) {
    for (const key of Object.keys(sum)) sum[key] += counts[key]
    console.log(
      `${level.padEnd(12)} ${line(counts).padEnd(32)} ${seconds.toFixed(1).padStart(6)} s${note ? `  ${note}` : ''}`,
    )
  }
  if (stopped) console.log('Stopped by a signal: levels are missing.')
  console.log('')
  console.log(line(sum))
  return sum.failed > 0 || stopped ? 1 : 0
}

function line({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
