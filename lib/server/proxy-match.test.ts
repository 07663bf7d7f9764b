import { unstable_doesMiddlewareMatch as doesProxyMatch } from 'next/experimental/testing/server'
import { expect, it } from 'vitest'
import { config } from '../../proxy'

it.each(['', '/strata'])('stands before everything but uploads, below “%s”', (basePath) => {
  const stands = (path: string) =>
    doesProxyMatch({ config, nextConfig: { basePath }, url: `http://127.0.0.1${basePath}${path}` })
  for (const path of [
    basePath === '' ? '/' : '',
    '/downloads',
    '/api/compare',
    '/api/archives/x',
    '/icon.svg',
  ])
    expect([path, stands(path)]).toEqual([path, true])
  for (const path of ['/api/archives', '/api/snapshots']) expect([path, stands(path)]).toEqual([path, false])
})
