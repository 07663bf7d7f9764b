import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import pLimit from 'p-limit'
import { endpointRequests, exportRequests, openedRequests, type Subject, tagRequests } from './requests'

/** Requests at a time. */
const AT_ONCE = 4
/** What an answer has beside its body and does not change from one time to the next. */
const HEADERS = ['content-type', 'content-disposition', 'cache-control', 'content-security-policy']

/**
 * Asks an app for everything and writes each answer to a file named after its request, and statuses and headers of
 * all to `headers.txt`. What a registry's address is differs from run to run: it is `REGISTRY` in names of files.
 *
 * @param archive  an image archive to open, with the tags 0.0.1 and 0.0.4 of the subject
 * @returns how many answers there are
 */
export async function collect(
  url: string,
  subject: Subject,
  folder: string,
  archive?: string,
): Promise<number> {
  const lines: string[] = []
  const limit = pLimit(AT_ONCE)
  const askAll = (requests: readonly string[], stage: string) =>
    Promise.all([...new Set(requests)].map((request) => limit(() => ask(request, stage))))

  async function ask(request: string, stage: string, upload?: Buffer): Promise<Buffer> {
    const post = upload && { method: 'POST', body: new Uint8Array(upload) }
    const answer = await fetch(`${url}/api/${request}`, post)
    const file = path.join(stage, fileOf(request, answer, subject))
    const headers = HEADERS.map((name) => answer.headers.get(name) ?? '-')
    lines.push([file, answer.status, ...headers].join('\t'))
    const body = Buffer.from(await answer.arrayBuffer())
    write(path.join(folder, file), body)
    return body
  }

  async function open(kind: 'archive' | 'snapshot', file: string, content: Buffer): Promise<void> {
    const stage = `${kind}-opened`
    const { name } = JSON.parse((await ask(`${kind}s?name=${file}`, stage, content)).toString())
    await askAll(openedRequests(subject, `source=${kind}:${name}`), stage)
  }

  const tags = ['0.0.4', '0.0.3', '0.0.2', '0.0.1'].map((tag) => `${subject.scanned}:${tag}`)
  await askAll([...tagRequests(tags), `tag.md?ref=${tags[0]}`, `tag.md?ref=${tags[0]}&card=files`], 'unread')
  for (const reference of tags) await read(url, reference)
  await askAll([...endpointRequests(subject), ...exportRequests(subject)], 'all')
  const saved = await ask(`snapshot?s=${subject.scanned}&title=Saved&files=true`, 'snapshot-opened')
  await open('snapshot', 'saved.strata.json', saved)
  if (archive !== undefined) await open('archive', 'saved.tar', readFileSync(archive))
  write(path.join(folder, 'headers.txt'), `${lines.sort().join('\n')}\n`)
  return lines.length
}

/** Has the files of a tag read. @throws Error when it ends otherwise than well */
async function read(url: string, reference: string): Promise<void> {
  const events = await (await fetch(`${url}/api/scan?reference=${reference}`)).text()
  if (!events.includes('"kind":"done","problems":[]')) throw new Error(`${reference}: ${events}`)
}

/** `compare.md/card=total&lang=en.md`: the path as folders, then what is asked, readable. */
function fileOf(request: string, answer: Response, { prefix }: Subject): string {
  const [where = '', ...query] = request.split('?')
  const what = query.join('?').replaceAll(`${prefix}/`, '').replaceAll('/', '_') || 'plain'
  const type = answer.headers.get('content-type') ?? ''
  const ending = /\.(\w+)$/.exec(where)?.[1] ?? (type.startsWith('image/') ? 'png' : 'json')
  return path.join(where, `${what}.${answer.ok ? ending : `${answer.status}.json`}`)
}

function write(file: string, body: string | Buffer): void {
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, body)
}
