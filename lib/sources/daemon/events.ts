import type { Readable } from 'node:stream'
import { isDigest } from '../../oci/digest'
import { formatRepository, parseReference } from '../../oci/reference'
import { readAs } from '../json'
import type { SourceEvent } from '../source'
import { eventSchema } from './schemas'

/** An event takes some hundred bytes; a line without an end is given up. */
const LIMIT_LENGTH = 1 << 20

/**
 * The changes of images in the engine's stream of events (JSON lines); lines that cannot be read are left out.
 * Throws when the stream breaks; leaving the loop closes it.
 */
export async function* readEvents(stream: Readable): AsyncGenerator<SourceEvent> {
  let rest = ''
  for await (const chunk of stream.setEncoding('utf8') as AsyncIterable<string>) {
    const lines = (rest + chunk).split('\n')
    rest = (lines.pop() ?? '').slice(-LIMIT_LENGTH)
    for (const line of lines) {
      const event = readAs(line, eventSchema)
      if (event?.Type !== 'image') continue
      yield { repository: repositoryOf(event.Actor?.Attributes?.name ?? '') }
    }
  }
}

/** The engine names an untagged or deleted image by its id, which would pass for a repository `sha256`. */
function repositoryOf(name: string): string | undefined {
  const reference = isDigest(name) ? undefined : parseReference(name)
  return reference && formatRepository(reference)
}
