import { expect, it, vi } from 'vitest'
import type { SourceFailure } from '../oci/failure'
import { SourceError } from './source'

const failure: SourceFailure = { code: 'unreachable', at: 'localhost:1' }

it('is known by whoever has another copy of its module, as pages and routes of one server do', async () => {
  vi.resetModules()
  const copy = await import('./source')
  expect(copy.SourceError).not.toBe(SourceError)
  const thrown: unknown = new copy.SourceError(failure)
  expect(thrown instanceof SourceError && thrown.failure).toEqual(failure)
})

it('is no other error', () => {
  const failed: unknown = Object.assign(new Error('failed'), { failure })
  expect(failed instanceof SourceError).toBe(false)
  expect(({ name: 'SourceError', failure } as unknown) instanceof SourceError).toBe(false)
})
