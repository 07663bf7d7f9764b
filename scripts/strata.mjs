#!/usr/bin/env node
/**
 * The `strata` command. In a clone it installs first what is not current; `serve` is what `npm start` does, and all
 * else is answered by scripts/cli, which shares the server's code.
 *
 * Node built-ins only: this runs before anything is installed.
 */
import path from 'node:path'
import { ensureCommand } from './bundle.mjs'
import { ensureDependencies, oldNode, ROOT } from './prepare.mjs'

const tooOld = oldNode()
if (tooOld) fail(tooOld)

const args = process.argv.slice(2)
const wantsHelp = args.includes('--help') || args.includes('-h')
if (args[0] === 'serve' && !wantsHelp) {
  process.argv = [process.argv[0], path.join(ROOT, 'scripts/start.mjs'), ...args.slice(1)]
  await import('./prestart.mjs')
  await import('./start.mjs')
} else {
  // In a clone only: what is installed as a package has its dependencies beside it.
  const main = await ensureDependencies()
    .then(ensureCommand)
    .catch((error) => fail(error.message))
  await import(main)
}

function fail(sentence) {
  console.error(`strata: ${sentence}`)
  process.exit(1)
}
