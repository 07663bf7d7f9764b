/** Hands chunks on as long as they are no more than a limit together. @throws what `tooLarge` makes */
export async function* within(
  chunks: AsyncIterable<Uint8Array>,
  limitBytes: number,
  tooLarge: () => Error,
): AsyncGenerator<Uint8Array> {
  let bytes = 0
  // Leaving the loop by an exception closes what the chunks come from.
  for await (const chunk of chunks) {
    bytes += chunk.length
    if (bytes > limitBytes) throw tooLarge()
    yield chunk
  }
}

/** All bytes of an input. */
export async function wholeOf(input: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of input) chunks.push(chunk)
  return Buffer.concat(chunks)
}
