const lineBreak = 0x0a
/** Bytes. Longer than any line that the contract lets through; what goes on beyond it is no line. */
const longest = 64 * 1024 * 1024

/**
 * The lines of a stream of bytes, without their line breaks, as many at a time as a piece of it held. What has no line
 * break at the end is no line.
 */
export async function* linesOf(pieces: AsyncIterable<Buffer>): AsyncGenerator<readonly Buffer[]> {
  let begun: Buffer[] = []
  let length = 0
  for await (const piece of pieces) {
    const lines: Buffer[] = []
    let from = 0
    for (let to = piece.indexOf(lineBreak); to !== -1; to = piece.indexOf(lineBreak, from)) {
      const rest = piece.subarray(from, to)
      lines.push(begun.length === 0 ? rest : Buffer.concat([...begun, rest]))
      begun = []
      length = 0
      from = to + 1
    }
    if (from < piece.length) {
      begun.push(piece.subarray(from))
      length += piece.length - from
    }
    if (lines.length > 0) yield lines
    if (length > longest) return
  }
}

/** The other way round: lines as the bytes of a file. */
export const joined = (lines: readonly Buffer[]): Buffer =>
  Buffer.concat(lines.flatMap((line) => [line, newline]))
const newline = Buffer.from('\n')
