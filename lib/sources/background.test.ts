import { getPriority } from 'node:os'
import { Worker } from 'node:worker_threads'
import { expect, it } from 'vitest'

it.runIf(process.platform === 'linux')('puts one thread behind the others, and not the process', async () => {
  const before = getPriority()
  const place = JSON.stringify(new URL('./background.mjs', import.meta.url).href)
  const worker = new Worker(
    `import(${place}).then(({ workInBackground }) => {
      workInBackground()
      const thread = Number(require('node:fs').readlinkSync('/proc/thread-self').split('/').at(-1))
      require('node:worker_threads').parentPort.postMessage(require('node:os').getPriority(thread))
    })`,
    { eval: true },
  )
  expect(await new Promise((resolve) => worker.once('message', resolve))).toBe(before + 10)
  expect(getPriority()).toBe(before)
})
