import { Worker } from 'node:worker_threads'

const SOURCE = new URL('./worker.ts', import.meta.url)

/** Starts the worker from its source, for tests and benches, which run without a build. */
export function startFromSource(): Worker {
  const code = `import('tsx/esm/api').then(({ register }) => { register(); return import('${SOURCE}') })`
  return new Worker(code, { eval: true })
}
