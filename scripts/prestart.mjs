/** What `npm start` runs first: installs and builds what is not current, see prepare.mjs. */
import { ensureBuild, ensureDependencies, oldNode } from './prepare.mjs'

try {
  const tooOld = oldNode()
  if (tooOld) throw new Error(tooOld)
  await ensureDependencies()
  await ensureBuild()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
