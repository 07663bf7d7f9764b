/** `npm start` runs this first: installs and builds what is not current, see prepare.mjs. */
import { ensureBuild, ensureDependencies } from './prepare.mjs'

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Strata needs Node.js 20.19 or newer; this is ${process.versions.node}.`)
  process.exit(1)
}

try {
  await ensureDependencies()
  await ensureBuild()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
