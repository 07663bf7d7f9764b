import base from './playwright.config'
export default { ...base, globalSetup: process.env.L_LIVE ? './l-setup.ts' : undefined, outputDir: '/tmp/l-results' }
