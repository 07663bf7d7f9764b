/**
 * `npm test`: installs what the tests need, runs every level, and ends with one line of counts. With names of
 * levels it runs only those, in the order below. CONTRIBUTING.md tells what each level needs of the machine.
 */
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
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
  unit: () => vitest('unit'),
  integration: () => vitest('integration'),
  e2e: playwright,
}
/** These look at the built app. */
const BUILT = new Set(['integration', 'e2e'])
/** Far above what a level takes: a level that hangs fails, and the run still ends. */
const MINUTES = 10

let stopped = false
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => (stopped = true))

const chosen = process.argv.slice(2)
const unknown = chosen.filter((name) => !(name in LEVELS))
if (unknown.length > 0) {
  console.error(`No such level: ${unknown.join(', ')}. There are: ${Object.keys(LEVELS).join(', ')}.`)
  process.exit(2)
}
const levels = Object.keys(LEVELS).filter((name) => chosen.length === 0 || chosen.includes(name))

const results = []
try {
  await ensureDependencies()
  installTools(levels)
  for (const level of levels) if (!stopped) await runLevel(level)
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

/** Runs commands one after the other; together they count as one test. */
async function check(...commands) {
  for (const command of commands) {
    const code = await runFor(command)
    if (code !== 0) return failed(`${path.basename(command[0])} ended with code ${code}`)
  }
  return { passed: 1, failed: 0, skipped: 0 }
}

async function vitest(project) {
  const file = path.join(folder, `${project}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const code = await runFor([bin('vitest'), 'run', '--project', project, ...reporters])
  return counted(code, file, (report) => ({
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  }))
}

async function playwright() {
  const file = path.join(folder, 'e2e.json')
  const code = await runFor([bin('playwright'), 'test', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
  })
  return counted(code, file, ({ stats }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
  }))
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
