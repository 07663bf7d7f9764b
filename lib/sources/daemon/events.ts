import { createInterface } from 'node:readline'
import { formatRepository, parseReference } from '../../oci/reference'
import type { SourceEvent } from '../source'
import { eventSchema } from './schemas'

/** The changes of images in the engine's stream of events (JSON lines); lines that cannot be read are passed over. */
export async function* readEvents(stream: NodeJS.ReadableStream): AsyncGenerator<SourceEvent> {
  // Aborting destroys the stream, which readline would report as an error nobody waits for.
  stream.on('error', () => undefined)
  for await (const line of createInterface({ input: stream })) {
    const event = parseEvent(line)
    if (event?.Type !== 'image') continue
    const name = parseReference(event.Actor?.Attributes?.name ?? '')
    yield { repository: name && formatRepository(name) }
  }
}

function parseEvent(line: string) {
  try {
    return eventSchema.parse(JSON.parse(line))
  } catch {
    return undefined
  }
}
