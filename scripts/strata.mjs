#!/usr/bin/env node
/**
 * The `strata` command. In a clone it installs first what is not current; `serve` is what `npm start` does, and all
 * else is answered by scripts/cli, which shares the server's code.
 *
 * Node built-ins only: this runs before anything is installed.
 */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { ensureDependencies, oldNode, ROOT } from './prepare.mjs'

const MAIN = path.join(ROOT, 'scripts/cli/main.ts')
const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 }

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
  await ensureDependencies().catch((error) => fail(error.message))
  answer()
}

function answer() {
  const imports = [import.meta.resolve('tsx'), new URL('./cli/register.mjs', import.meta.url).href]
  const node = [...imports.flatMap((url) => ['--import', url]), MAIN]
  const child = spawn(process.execPath, [...node, ...args], {
    stdio: 'inherit',
    // Else tsx would look for it in the folder that the command is called from.
    env: { ...process.env, TSX_TSCONFIG_PATH: path.join(ROOT, 'tsconfig.json') },
  })
  for (const signal of Object.keys(SIGNALS)) process.on(signal, () => child.kill(signal))
  child.once('error', (error) => fail(error.message))
  child.once('close', (code, signal) => {
    process.exitCode = code ?? 128 + (SIGNALS[signal] ?? 9)
  })
}

function fail(sentence) {
  console.error(`strata: ${sentence}`)
  process.exit(1)
}
