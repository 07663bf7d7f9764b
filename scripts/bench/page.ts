import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { startApp } from '../../e2e/engines/app'
import { check } from './limit'
import { started } from './started'

/** JavaScript that the Compare page loads before it is interactive, gzipped; charts come later, on their own. */
export async function benchPage(): Promise<void> {
  const app = await started(startApp())
  const html = await (await fetch(app.url)).text()
  const sources = [...html.matchAll(/<script[^>]+src="([^"]+\.js)[^"]*"([^>]*)>/g)]
    .filter(([, , rest]) => !/nomodule/i.test(rest ?? ''))
    .map(([, source]) => source!)
  const dist = process.env.STRATA_DIST_DIR ?? '.next'
  let bytes = 0
  for (const source of new Set(sources)) {
    const file = path.join(dist, source.replace(/^\/_next\//, ''))
    bytes += gzipSync(await readFile(file)).length
  }
  check('first-load JavaScript of the Compare page, gzip', bytes / 1000, 300, ' kB')
}
