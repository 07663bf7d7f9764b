import { afterAll, beforeAll, expect, it } from 'vitest'
import { type App, startApp } from '../engines/app'
import { ATTACKS } from '../hostile'
import { type HostileRegistry, startHostileRegistry } from '../hostile/registry'
import { type Watch, watch } from '../hostile/watch'

let app: App
let registry: HostileRegistry
let watching: Watch
const waits: { readonly title: string; readonly ms: number }[] = []
beforeAll(async () => {
  registry = await startHostileRegistry()
  app = await startApp({ registries: [registry.host], env: { STRATA_TIMEOUT_MS: '1500' } })
  watching = await watch(app)
})
afterAll(async () => {
  await Promise.all([watching?.stop(), app?.stop(), registry?.stop()])
})

it.each(ATTACKS)(
  '$title is answered',
  async (attack) => {
    const { host } = registry
    const reference = `${host}/${registry.add(attack)}`
    const ask = async (path: string) => {
      const answer = await fetch(app.url + path.replace('{ref}', reference))
      return { status: answer.status, text: await answer.text() }
    }
    const { status, text } =
      typeof attack.ask === 'string' ? await ask(attack.ask) : await attack.ask({ app, host }, reference)
    // What a failed line shows: all that the answer calls by a code, and how it begins.
    const start = [...text.matchAll(/"(?:code|why)":"[^"]*"/g)].slice(0, 20).join(' ') + text.slice(0, 300)
    waits.push({ title: attack.title, ms: await watching.longestMs() })
    expect({ status, start }).toEqual({ status: attack.status, start: expect.stringMatching(/./s) })
    expect(attack.says.test(text) || start).toBe(true)
  },
  60_000,
)

it('after all of it the server is there, and has not grown beyond its limit', async () => {
  const largest = watching.largestBytes()
  const longest = waits.toSorted((a, b) => b.ms - a.ms).slice(0, 3)
  const said = longest.map(({ title, ms }) => `${Math.round(ms)} ms (${title})`).join(', ')
  console.log(
    `hostile: largest RSS ${Math.round(largest / 1e6)} MB, longest waits of an unrelated question: ${said}`,
  )
  expect(largest).toBeLessThan(700e6)
  expect((await fetch(`${app.url}/api/sources`)).status).toBe(200)
})
