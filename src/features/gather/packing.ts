/** Bytes of text; a district's ledger has a few megabytes. */
const largest = 400 * 1024 * 1024

/** Text as the bytes of an ordinary gzip file. */
export const packed = async (text: string): Promise<Uint8Array> => {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

/** The text again; undefined where the bytes are no such file, are cut off, or would unpack to more than any ledger has. */
export const unpacked = async (bytes: Uint8Array): Promise<string | undefined> => {
  const stream = new Blob([new Uint8Array(bytes)]).stream().pipeThrough(new DecompressionStream('gzip'))
  const reader = stream.getReader()
  const parts: Uint8Array[] = []
  let size = 0
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      size += value.length
      if (size > largest) {
        await reader.cancel()
        return undefined
      }
      parts.push(value)
    }
  } catch (error) {
    // Whatever it cannot make sense of: cut off, or no gzip at all.
    if (error instanceof Error) return undefined
    throw error
  }
  return new Blob(parts.map((part) => new Uint8Array(part))).text()
}
