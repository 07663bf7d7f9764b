import { request } from 'node:http'

/**
 * Asks an engine by its own interface, as its command does, but without a program started for it: that takes longer
 * than most of what is asked here.
 *
 * @param host  as in DOCKER_HOST, by a socket or over plain http
 * @param headers  of the request
 * @returns what it answers; without a version in the path that is in the newest form that it has
 * @throws Error with what it says where it refuses
 */
export function askEngine(
  host: string,
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<string> {
  const at = new URL(host)
  const place = at.protocol === 'unix:' ? { socketPath: at.pathname } : { host: at.hostname, port: at.port }
  return new Promise((resolve, reject) => {
    const asked = request({ ...place, method, path, headers }, (answer) => {
      const said: Buffer[] = []
      answer.on('data', (part: Buffer) => said.push(part)).once('error', reject)
      answer.on('end', () => {
        const text = Buffer.concat(said).toString()
        if ((answer.statusCode ?? 500) < 400) resolve(text)
        else reject(new EngineError(`${method} ${path}: ${answer.statusCode} ${text}`, answer.statusCode))
      })
    })
    asked.once('error', reject).end()
  })
}

export class EngineError extends Error {
  constructor(
    message: string,
    readonly status?: number,
  ) {
    super(message)
  }
}

/** As `askEngine`, of what goes on for a while: it says at the end of its answer what went wrong. */
export async function letEngine(...asked: Parameters<typeof askEngine>): Promise<void> {
  const said = await askEngine(...asked)
  const wrong = said.split('\n').find((line) => line.includes('"error"'))
  if (wrong) throw new EngineError(`${asked[1]} ${asked[2]}: ${wrong}`)
}
