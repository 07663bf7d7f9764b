import type { IncomingMessage, ServerResponse } from 'node:http'
import type { App } from '../engines/app'
import type { Image } from './images'

/** What a hostile registry answers to a path below `/v2/<name>/`: `tags/list`, `manifests/1`, `blobs/sha256:…`. */
export type Serve = (rest: string, request: IncomingMessage, response: ServerResponse) => void

/** Who is attacked, and by whom. */
export interface Stage {
  readonly app: App
  /** `host:port` of the hostile registry. */
  readonly host: string
}

export interface Answered {
  readonly status: number
  readonly text: string
}

/** One attack, and what must become of it. What it is made of is made when it is its turn. */
export interface Attack {
  readonly title: string
  /** What the hostile registry has under this attack's own repository. */
  readonly serve?: () => Serve | Image
  /** What a person would open: a path of the API with `{ref}` for the repository, or what is sent in another way. */
  readonly ask: string | ((stage: Stage, reference: string) => Promise<Answered>)
  readonly status: number
  /** What the answer says. */
  readonly says: RegExp
}
