/**
 * Serves the production build in this one process, so that ending `npm start` ends all of it, and prints
 * what the server found. `--help` lists the options.
 */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { Server } from 'node:http'
import { isIPv6 } from 'node:net'
import { hostname, networkInterfaces } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { Gate } from '../lib/server/door/gate.mjs'
import { settingsOf } from '../lib/server/door/settings.mjs'
import { basePath } from './base-path.mjs'
import { describeEntry, entryOf } from './entry.mjs'
import { describe, describeSnapshots } from './found.mjs'
import { createFront } from './front.mjs'
import { distFolder, ROOT } from './prepare.mjs'

// What one large question leaves behind is given back sooner: else memory grows to four times what is in use.
setFlagsFromString('--heap-growing-percent=25')

const HELP = `Usage: npm start -- [options]

  --port <n>     port to listen on, 0 for any free one   (default 3000, or STRATA_PORT)
  --host <name>  address to listen on                    (default 127.0.0.1, or STRATA_HOST)
  --no-auth      want no token where others reach it; prints what they can do then
  --open [file]  open the page in a browser; with a snapshot (*.strata.json), the view that was saved in it
  --help         print this

Strata reads the Docker daemon that the docker command would read, and registries: see README.md.`

const options = readOptions()
const { host, port, files } = options
if (!existsSync(path.join(distFolder(), 'BUILD_ID'))) {
  fail('There is no build yet: `npm start` makes one, `npm run build` too.')
}

process.env.NODE_ENV = 'production'
// The server reads public/ from the folder that it runs in.
process.chdir(ROOT)
// Next.js would wait for open event streams before it ends; stop() below does not.
process.env.NEXT_MANUAL_SIG_HANDLE = '1'
process.env.STRATA_HOST = inUrl(host)
process.env.STRATA_SNAPSHOTS = [...files, process.env.STRATA_SNAPSHOTS].filter(Boolean).join(path.delimiter)
const isEverybody = host === '0.0.0.0' || host === '::'
if (isEverybody) {
  const names = [process.env.STRATA_ALLOWED_HOSTS, hostname(), ...ownAddresses()]
  process.env.STRATA_ALLOWED_HOSTS = names.join(',')
}

const entry = madeOf(() => entryOf({ host: inUrl(host), noAuth: options.noAuth }, process.env))
const base = madeOf(basePath)
// Programs that this one starts, as those that keep logins, need it not.
delete process.env.STRATA_TOKEN
const gate = entry.token === undefined ? undefined : new Gate({ token: entry.token, base })

let handle
const server = createFront((request, response) => handle(request, response), settingsOf(process.env), {
  gate,
  proxies: entry.proxies,
  base,
})
server.once('error', (error) => fail(listenProblem(error)))
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop)

// Requests that come before the app is ready wait for it.
const ready = new Promise((resolve) => server.listen({ host, port, exclusive: true }, resolve)).then(prepare)
handle = (request, response) => ready.then((app) => app(request, response))
await ready
// An address for everybody is no address to call.
const url = urlOf(isEverybody ? '127.0.0.1' : host)
const opened = await openFiles()
const view = opened[0]?.href ?? ''
console.log([await found(), ...describeSnapshots(opened)].join('\n'))
const urls = [url, ...(isEverybody ? ownAddresses().map(urlOf) : [])]
const places = urls.map((one) => `  ${one}${view}`)
console.log(['', ...places, '', ...describeEntry(entry, process.env, urls)].join('\n'))
if (options.open) openBrowser(url + view)

/** Loads the app once the port is ours, so that a port in use is reported before anything slow happens. */
async function prepare() {
  process.env.STRATA_PORT = String(server.address().port)
  const { default: next } = await import('next')
  // Next.js would listen for upgrades, of which there are none here, on the server itself, past the door.
  const httpServer = new Server()
  const app = next({ dev: false, dir: ROOT, hostname: host, port: server.address().port, httpServer })
  await app.prepare()
  return app.getRequestHandler()
}

function readOptions() {
  let values
  let positionals
  try {
    ;({ values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        port: { type: 'string', short: 'p', default: process.env.STRATA_PORT || '3000' },
        host: { type: 'string', default: process.env.STRATA_HOST || '127.0.0.1' },
        'no-auth': { type: 'boolean', default: false },
        open: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }))
  } catch (error) {
    fail(`${error.message.split('. ')[0]}.\n\n${HELP}`, 2)
  }
  if (values.help) {
    console.log(HELP)
    process.exit(0)
  }
  const wanted = Number(values.port)
  if (!/^\d{1,5}$/.test(values.port) || wanted > 65535) {
    fail(`--port must be a number from 0 to 65535, not '${values.port}'.`, 2)
  }
  if (positionals.length > 0 && !values.open) fail(`Unexpected argument '${positionals[0]}'.\n\n${HELP}`, 2)
  // npm runs this in its own folder, and says in which one the person was.
  const files = positionals.map((file) => path.resolve(process.env.INIT_CWD ?? process.cwd(), file))
  for (const file of files) {
    if (!existsSync(file)) fail(`There is no file ${file}.`)
    // The server gets them in one variable, as the folders of PATH.
    if (file.includes(path.delimiter))
      fail(`A file to open must not have '${path.delimiter}' in its path: ${file}`)
  }
  // An empty name would be every address.
  const host = values.host.replace(/^\[(.*)\]$/, '$1') || '127.0.0.1'
  return { host, port: wanted, noAuth: values['no-auth'], open: values.open, files }
}

/** The files that were to be opened, as the server read them; ends with the reason where one cannot be. */
async function openFiles() {
  return Promise.all(
    files.map((file) => {
      const search = new URLSearchParams({ name: path.basename(file) })
      return ask(`/api/snapshots?${search}`, 60_000).catch((error) => fail(error.message))
    }),
  )
}

function listenProblem(error) {
  if (error.code === 'EADDRINUSE') {
    return `Port ${port} on ${host} is in use. Stop what listens there, or choose another: npm start -- --port ${port + 1}`
  }
  if (error.code === 'EACCES') return `This user may not listen on port ${port}. Choose one above 1023.`
  if (error.code === 'EADDRNOTAVAIL') return `${host} is not an address of this machine.`
  if (error.code === 'ENOTFOUND' || error.code === 'EAI_AGAIN') return `The name ${host} has no address.`
  return `Cannot listen on ${host}:${port}: ${error.message}`
}

/** What the server says of its sources, as lines for people. It asks over HTTP, so that it answers for sure. */
async function found() {
  const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'))
  const title = `Strata ${version}`
  try {
    return [title, ...describe(await ask('/api/sources', 15_000))].join('\n')
  } catch (error) {
    return `${title}\n  The server did not say which sources it has (${error.message}).`
  }
}

/** @throws Error with the sentence of the problem document (RFC 9457), where there is one */
async function ask(target, milliseconds) {
  const headers = entry.token === undefined ? {} : { authorization: `Bearer ${entry.token}` }
  const answer = await fetch(url + target, { headers, signal: AbortSignal.timeout(milliseconds) })
  if (answer.ok) return answer.json()
  const { detail } = await answer.json().catch(() => ({}))
  throw new Error(detail ?? `it answers with status ${answer.status}, for the reason printed above`)
}

function openBrowser(address) {
  const hasDisplay = process.platform === 'darwin' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY
  if (!hasDisplay || process.env.CI) return console.log('There is no display to open a browser on.')
  const opener = process.platform === 'darwin' ? 'open' : 'xdg-open'
  const child = spawn(opener, [address], { stdio: 'ignore', detached: true })
  child.once('error', () => console.log(`${opener} could not be run; open the address yourself.`))
  child.unref()
}

/** Addresses under which other machines reach this one; those of a link alone left out. */
function ownAddresses() {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, scopeid, family }) => !internal && !scopeid && (host === '::' || family === 'IPv4'))
    .map(({ address }) => inUrl(address))
}

function urlOf(name) {
  return `http://${inUrl(name)}:${server.address().port}${base}`
}

function inUrl(name) {
  return isIPv6(name) ? `[${name}]` : name
}

/** What the environment makes, or the end with the sentence that says what is wrong with it. */
function madeOf(make) {
  try {
    return make()
  } catch (error) {
    return fail(error.message, 2)
  }
}

function stop() {
  server.close(() => process.exit(0))
  server.closeAllConnections()
  setTimeout(() => process.exit(0), 1000).unref()
}

function fail(sentence, code = 1) {
  console.error(sentence)
  process.exit(code)
}
