import { Worker, type WorkerOptions } from 'node:worker_threads'

/** Starts a worker from its source, for tests and benches, which run without a build. */
export function startSource(source: URL, options: WorkerOptions = {}): Worker {
  const code = `import('tsx/esm/api').then(({ register }) => { register(); return import('${source}') })`
  return new Worker(code, { ...options, eval: true })
}

export const startFromSource = () => startSource(new URL('./worker.ts', import.meta.url))
