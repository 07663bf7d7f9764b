import createNextIntlPlugin from 'next-intl/plugin'
import { basePath } from './scripts/base-path.mjs'

// Nothing leaves the machine: neither `next build` nor `next start` reports usage.
process.env.NEXT_TELEMETRY_DISABLED = '1'

const base = basePath()

/** @type {import('next').NextConfig} */
const nextConfig = {
  basePath: base,
  // Written into the bundles, see lib/link/base-path.ts.
  env: { STRATA_BASE_PATH: base },
  // Tests build into a folder of their own, so that a running server keeps its build.
  distDir: process.env.STRATA_DIST_DIR ?? '.next',
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  // `next dev` would write files of its own into the repository.
  agentRules: false,
  // Route types are reached through next-env.d.ts: a build into another folder leaves tsconfig.json as it is.
  experimental: {
    strictRouteTypes: true,
    // A version is built once: what would hasten a second build costs the first one a quarter, and 100 MB of disk.
    turbopackFileSystemCacheForBuild: false,
    // No browser gets them, and no server reads them.
    turbopackSourceMaps: false,
    turbopackInputSourceMaps: false,
  },
  // Installed as a package, its own sources lie in node_modules, where nothing else is compiled.
  transpilePackages: ['strata'],
  serverExternalPackages: ['dockerode', 'cacache', 'undici'],
  // `npm run test:types` checks types; a build on a host needs not do it again.
  typescript: { ignoreBuildErrors: true },
  // Whoever unfurls a link reads the head alone: title and picture are in it for all but browsers, which need not wait.
  htmlLimitedBots:
    /^(?!Mozilla\/5\.0 \([^)]*\) (?:AppleWebKit|Gecko)\/)|bot|crawl|spider|preview|facebook|embed|whatsapp/,
}

export default createNextIntlPlugin({
  requestConfig: './lib/i18n/request.ts',
  experimental: {
    // Messages are parsed while building: no page carries the parser, and no request waits for it.
    messages: { path: './lib/i18n/messages', format: 'json', locales: ['en', 'ko'], precompile: true },
  },
})(nextConfig)
