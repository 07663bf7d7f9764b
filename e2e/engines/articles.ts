import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Docker } from './docker'
import { buildBusyboxBase, noise } from './strategies'

/** References of the images of the third and the fourth article. */
export interface Article4 {
  readonly base: string
  /** `docker-layers:0.0.1`. */
  readonly first: string
  /** `docker-layers:0.0.2`: the same Dockerfile again, and the same image. */
  readonly again: string
  /** `docker-layers:0.0.3`: one COPY more, before the ADD. */
  readonly changed: string
}

/** References of the images of the fifth article. */
export interface Article5 {
  readonly base: string
  /** Seven layers, of which four are the same `COPY ./test.txt .`. */
  readonly first: string
  /** Two other folders after the fifth layer: eight layers, of which four are the same. */
  readonly changed: string
  /** The build leaves a cache in one layer, and the next one removes it. */
  readonly before: string
  /** Built and removed in one step. */
  readonly after: string
}

/** Bytes of the cache that the fifth article's build leaves behind. */
export const CACHE_BYTES = 600_000

type Files = Readonly<Record<string, string | Buffer>>

/** In seconds. A file's date goes into its layer, so that equal layers need equal dates. */
const CONTEXT_DATE = 1_641_700_000

/**
 * Builds the images of the third and the fourth article below `prefix`, in the articles' order and with the
 * builder's cache.
 */
export async function buildArticle4(docker: Docker, prefix: string): Promise<Article4> {
  const base = await ensureBase(docker, prefix)
  const first = `${prefix}/docker-layers:0.0.1`
  const again = `${prefix}/docker-layers:0.0.2`
  const changed = `${prefix}/docker-layers:0.0.3`
  const files = { 'second.txt': 'second\n', 'third.txt': 'third\n' }
  await build(docker, first, files, chain(base))
  await build(docker, again, files, chain(base))
  const more = { ...files, 'new_second.txt': 'new_second\n' }
  await build(docker, changed, more, chain(base, 'COPY ./new_second.txt .'))
  return { base, first, again, changed }
}

function chain(base: string, ...more: string[]): string {
  return dockerfile(
    `FROM ${base}`,
    'RUN echo first',
    'COPY ./second.txt .',
    ...more,
    'ADD ./third.txt .',
    'CMD ["echo", "fourth"]',
  )
}

/**
 * Builds the images of the fifth article below `prefix`: its two tests with the builder's cache, and its advice
 * with a script in the place of `make`.
 */
export async function buildArticle5(docker: Docker, prefix: string): Promise<Article5> {
  const base = await ensureBase(docker, prefix)
  const first = `${prefix}/test1:latest`
  const changed = `${prefix}/test2:latest`
  const before = `${prefix}/app:before`
  const after = `${prefix}/app:after`
  const files = { 'test.txt': 'test\n' }
  await build(docker, first, files, repeated(base, ['/test2', '/test2'], 'test123'))
  await build(docker, changed, files, repeated(base, ['/test3', '/test4'], 'abcd'))
  const remove = 'rm -r $HOME/.cache'
  await build(docker, before, APP, cached(base, 'RUN sh /app/make.sh', `RUN ${remove}`))
  await build(docker, after, APP, cached(base, `RUN sh /app/make.sh \\\n    && ${remove}`))
  return { base, first, changed, before, after }
}

function repeated(base: string, folders: readonly [string, string], word: string): string {
  return dockerfile(
    `FROM ${base}`,
    'RUN mkdir -p /test',
    'COPY ./test.txt .',
    'COPY ./test.txt .',
    'COPY ./test.txt .',
    'RUN mkdir -p /test',
    'RUN mkdir -p /test',
    ...folders.map((folder) => `RUN mkdir -p ${folder}`),
    'COPY ./test.txt .',
    'RUN mkdir -p test',
    `CMD ["echo", "${word}"]`,
  )
}

/** What `COPY . /app` copies: a source, and a build that makes the app and keeps a cache as large as the source. */
const APP: Files = {
  source: noise(CACHE_BYTES, 'article 5'),
  'make.sh': 'mkdir -p $HOME/.cache && cat /app/source > $HOME/.cache/object && echo made > /app/app.py\n',
}

function cached(base: string, ...steps: string[]): string {
  return dockerfile(
    '# syntax=docker/dockerfile:1',
    `FROM ${base}`,
    'LABEL org.opencontainers.image.authors="org@example.com"',
    'COPY . /app',
    ...steps,
    'CMD python /app/app.py',
  )
}

const dockerfile = (...lines: string[]): string => `${lines.join('\n')}\n`

/**
 * Makes the base image, unless an article before has made it: another one would be another parent. It is saved and
 * loaded again, for then the engine knows no images of its steps, as if it were pulled: `<missing>` in its history.
 */
async function ensureBase(docker: Docker, prefix: string): Promise<string> {
  const base = `${prefix}/alpine:latest`
  const known = await docker.cli('images', '--quiet', base)
  if (known.trim() !== '') return base
  await buildBusyboxBase(docker, base, 0)
  await inContext({}, async (folder) => {
    const archive = path.join(folder, 'base.tar')
    await docker.cli('save', '--output', archive, base)
    await docker.cli('rmi', base)
    await docker.cli('load', '--quiet', '--input', archive)
  })
  return base
}

function build(docker: Docker, reference: string, files: Files, text: string): Promise<void> {
  return inContext(files, (folder) => docker.build(reference, folder, text, { cache: true }))
}

async function inContext(files: Files, work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'strata-context-'))
  try {
    for (const [name, content] of Object.entries(files)) {
      writeFileSync(path.join(folder, name), content)
      utimesSync(path.join(folder, name), CONTEXT_DATE, CONTEXT_DATE)
    }
    utimesSync(folder, CONTEXT_DATE, CONTEXT_DATE)
    await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
