import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'

const FOLDERS = ['app', 'components', 'e2e', 'lib', 'scripts']
// Addresses, routes and file names in code quotes, and documents of the OCI image-spec.
const ELSEWHERE = /https?:\S+|`[^`]*`|image-spec(?:'s|,)? [\w-]+\.md/g

it('comments name no document that the repository does not hold', () => {
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => path.join(folder, file)),
  ).filter((file) => /\.(tsx?|mjs|css)$/.test(file))
  expect(files.length).toBeGreaterThan(500)
  const missing = files.flatMap((file) => {
    const comments = readFileSync(file, 'utf8').match(/^\s*(?:\/\/|\/?\*).*$/gm) ?? []
    const named =
      comments
        .join('\n')
        .replace(ELSEWHERE, '')
        .match(/[\w./-]+\.md\b/g) ?? []
    return named.filter((name) => !existsSync(name)).map((name) => `${file}: ${name}`)
  })
  expect(missing).toEqual([])
})

it.each(['README.md', 'app/api/[file]/route.ts'])('%s names what an export takes as the API does', (file) => {
  const text = readFileSync(file, 'utf8')
  for (const name of ['card', 'lang', 'theme', 'dpr', 'show'])
    expect(text).toMatch(new RegExp(`\`${name}[=\`]`))
})
