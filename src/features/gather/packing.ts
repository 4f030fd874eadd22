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

const sign = [0x4b, 0x43, 0x50, 0x4b]
const headLength = 8

/** A package with files: `KCPK`, the length of the gzip in four bytes, the gzip, and the files one after another. */
export const withFiles = (text: Uint8Array, files: readonly Uint8Array[]): Uint8Array => {
  const joined = new Uint8Array(files.reduce((sum, { length }) => sum + length, headLength + text.length))
  joined.set(sign)
  new DataView(joined.buffer).setUint32(sign.length, text.length)
  joined.set(text, headLength)
  let at = headLength + text.length
  for (const file of files) {
    joined.set(file, at)
    at += file.length
  }
  return joined
}

/** The two parts of a package again; one of the first format is all gzip. */
export const partsOf = (bytes: Uint8Array): { readonly text: Uint8Array; readonly rest: Uint8Array } => {
  if (bytes.length < headLength || !sign.every((byte, at) => bytes[at] === byte))
    return { text: bytes, rest: new Uint8Array() }
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(sign.length)
  const end = Math.min(bytes.length, headLength + length)
  return { text: bytes.subarray(headLength, end), rest: bytes.subarray(end) }
}
