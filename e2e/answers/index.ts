/**
 * Collects what Strata answers (every endpoint, every export of every card), so that a change of the code can be seen
 * to change none of it, or just what it should.
 *
 *   npm run answers -- --out <folder> [--checkout <clone>]...
 *   npm run answers -- --compare <folder> <folder>
 *
 * All clones are asked about the same images, on one engine and one registry that are built again each time: answers
 * about these can be compared within one run only, those about the bundled sample from run to run. The apps are
 * given a fixed time (answers/still-date.mjs), and nothing else of an answer is touched.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { ROOT, run } from '../../scripts/prepare.mjs'
import { installTools } from '../../scripts/tools.mjs'
import { startApp } from '../engines/app'
import { type Docker, startDocker } from '../engines/docker'
import { startRegistry } from '../engines/registry'
import { buildStrategies } from '../engines/strategies'
import { collect } from './collect'
import { compareSets, filesOf } from './compare-sets'

const STILL_DATE = new URL('./still-date.mjs', import.meta.url)
const SAMPLE = { prefix: 'localhost:5000', scanned: 'localhost:5000/small/docker-layer-linked' }
/** Where no engine answers: the same for all, for an answer says it. */
const NO_ENGINE = 'unix:///nowhere/docker.sock'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: 'string' },
    checkout: { type: 'string', multiple: true, default: [ROOT] },
    compare: { type: 'boolean', default: false },
  },
})
const [before, after] = positionals
if (values.compare && before && after) printDifferences(before, after)
else if (values.out && !values.compare) await collectAll(path.resolve(values.out), values.checkout)
else throw new Error('Expected --out <folder> [--checkout <clone>]..., or --compare <folder> <folder>.')

function printDifferences(a: string, b: string): void {
  const differences = compareSets(a, b)
  for (const difference of differences) console.log(difference)
  console.log(`${filesOf(a).size} files, ${differences.length} differ`)
  process.exitCode = differences.length > 0 ? 1 : 0
}

async function collectAll(out: string, checkouts: readonly string[]): Promise<void> {
  installTools(['integration'])
  const clones = checkouts.map((checkout) => path.resolve(checkout))
  for (const clone of new Set(clones)) {
    const code = await run(process.execPath, [path.join(clone, 'scripts/prestart.mjs')])
    if (code !== 0) throw new Error(`${clone} cannot be built.`)
  }
  const [docker, registry] = await Promise.all([startDocker(), startRegistry()])
  const archives = mkdtempSync(path.join(tmpdir(), 'strata-archive-'))
  try {
    await buildStrategies(inSeconds(docker), registry.prefix)
    const scanned = `${registry.prefix}/docker-layer-linked`
    const archive = path.join(archives, 'saved.tar')
    await docker.cli('save', '--output', archive, `${scanned}:0.0.1`, `${scanned}:0.0.4`)
    const live = { dockerHost: docker.host, registries: [registry.host] }
    for (const [index, clone] of clones.entries()) {
      const name = path.basename(clone)
      // The same clone twice shows whether its answers are the same each time.
      const again = clones.slice(0, index).filter((one) => path.basename(one) === name).length
      const folder = path.join(out, again > 0 ? `${name}-${again + 1}` : name)
      rmSync(folder, { recursive: true, force: true })
      await collectFrom(clone, live, { prefix: registry.prefix, scanned }, path.join(folder, 'live'), archive)
      await collectFrom(clone, {}, SAMPLE, path.join(folder, 'sample'))
    }
  } finally {
    rmSync(archives, { recursive: true })
    if (!docker.owned) await docker.forget(registry.prefix)
    await docker.stop()
    await registry.stop()
  }
}

/** Builds no two images within one second: an engine lists those in any order. */
function inSeconds(docker: Docker): Docker {
  return {
    ...docker,
    async build(...args) {
      await sleep(1000 - (Date.now() % 1000))
      await docker.build(...args)
    },
  }
}

async function collectFrom(
  checkout: string,
  sources: Parameters<typeof startApp>[0],
  subject: typeof SAMPLE,
  folder: string,
  archive?: string,
): Promise<void> {
  const env = { NODE_OPTIONS: `--import=${STILL_DATE}` }
  const app = await startApp({ dockerHost: NO_ENGINE, ...sources, checkout, env })
  try {
    const started = Date.now()
    const count = await collect(app.url, subject, folder, archive)
    console.log(`${folder}: ${count} answers in ${Math.round((Date.now() - started) / 1000)} s`)
  } finally {
    await app.stop()
  }
}
