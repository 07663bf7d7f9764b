import { readFileSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import type { App } from '../engines/app'

/** Of a running app: the most memory that it had, and how long somebody waited who has nothing to do with the attacks. */
export interface Watch {
  /** Largest resident set so far, in bytes. */
  largestBytes(): number
  /** The longest wait since this was asked the last time, in ms. */
  longestMs(): Promise<number>
  stop(): Promise<unknown>
}

/** Asks for a small comparison again and again, from a thread that nothing else keeps busy. */
const ASKS = `
const { parentPort, workerData } = require('node:worker_threads')
let longest = 0
let since
parentPort.on('message', () => {
  parentPort.postMessage(Math.max(longest, since === undefined ? 0 : performance.now() - since))
  longest = 0
})
const ask = async () => {
  since = performance.now()
  await fetch(workerData).then((answer) => answer.arrayBuffer())
  longest = Math.max(longest, performance.now() - since)
  since = undefined
  setTimeout(ask, 100)
}
ask()
`

export async function watch(app: App): Promise<Watch> {
  const question = `${app.url}/api/compare?source=sample&s=localhost:5000/docker-layer-linked`
  // What is loaded by the first question is no wait.
  await (await fetch(question)).arrayBuffer()
  const worker = new Worker(ASKS, { eval: true, workerData: question })
  return {
    largestBytes() {
      const status = readFileSync(`/proc/${app.pid}/status`, 'utf8')
      return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024
    },
    longestMs() {
      return new Promise((resolve) => {
        worker.once('message', resolve)
        worker.postMessage('say')
      })
    },
    stop: () => worker.terminate(),
  }
}
