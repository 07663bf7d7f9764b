import { makeTar, type TarInput } from '../../lib/layerfs/tar-writer.testing'
import type { Attack } from './attack'

const upload = (
  title: string,
  body: () => Buffer | string,
  status: number,
  says: RegExp,
  to = 'archives',
): Attack => ({
  title,
  async ask({ app }) {
    const answer = await fetch(`${app.url}/api/${to}?name=hostile`, {
      method: 'POST',
      body: new Uint8Array(Buffer.from(body())),
    })
    return { status: answer.status, text: await answer.text() }
  },
  status,
  says,
})
const file = (name: string, content: string | Buffer): TarInput => ({ name, content: Buffer.from(content) })

/** What is sent to be opened. */
export const UPLOADS: readonly Attack[] = [
  upload(
    'an archive that ends early',
    () => makeTar([file('manifest.json', '[]')]).subarray(0, 700),
    422,
    /"truncated"/,
  ),
  upload(
    'a file that says it has 8 TB',
    () =>
      makeTar([
        { name: 'manifest.json', content: Buffer.from('[]'), claimedSize: 2 ** 43, sizeAs: 'base256' },
      ]),
    422,
    /"truncated"|"too-large"/,
  ),
  upload(
    '100,000 members',
    () => makeTar(Array.from({ length: 100_000 }, (_, at) => file(`f${at}`, ''))),
    422,
    /./,
  ),
  upload(
    'names out of the archive',
    () =>
      makeTar([
        file('../../etc/passwd', 'x'),
        { name: 'manifest.json', type: 'symlink', linkName: '/etc/passwd' },
      ]),
    422,
    /^(?!.*root:)/s,
  ),
  upload('a snapshot 700,000 deep', () => '{"a":'.repeat(700_000), 422, /"bad-snapshot"/, 'snapshots'),
  upload(
    'a snapshot with __proto__',
    () => '{"__proto__":{"format":"strata.snapshot","version":2}}',
    422,
    /"bad-snapshot"/,
    'snapshots',
  ),
]
