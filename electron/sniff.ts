/** What a file is by its first bytes, whatever its name says. */

const startsWith = (bytes: Uint8Array, text: string, at = 0): boolean =>
  Array.from(text).every((character, index) => bytes[at + index] === character.charCodeAt(0))

/** The raster images that a window may show; never a format that can carry scripts. */
export const imageTypeOf = (bytes: Uint8Array): string | undefined => {
  if (startsWith(bytes, '\u00ff\u00d8\u00ff')) return 'image/jpeg'
  if (startsWith(bytes, '\u0089PNG\r\n\u001a\n')) return 'image/png'
  if (startsWith(bytes, 'GIF87a') || startsWith(bytes, 'GIF89a')) return 'image/gif'
  if (startsWith(bytes, 'RIFF') && startsWith(bytes, 'WEBP', 8)) return 'image/webp'
  return startsWith(bytes, 'BM') ? 'image/bmp' : undefined
}

/** gzip */
export const isPacked = (bytes: Uint8Array): boolean => startsWith(bytes, '\u001f\u008b')

/** Programs of Windows, Linux and macOS, and scripts that name their interpreter. */
export const isProgram = (bytes: Uint8Array): boolean =>
  isWindowsProgram(bytes) ||
  startsWith(bytes, '\u007fELF') ||
  startsWith(bytes, '#!') ||
  [
    '\u00fe\u00ed\u00fa\u00ce',
    '\u00fe\u00ed\u00fa\u00cf',
    '\u00ce\u00fa\u00ed\u00fe',
    '\u00cf\u00fa\u00ed\u00fe',
  ].some((magic) => startsWith(bytes, magic))

/** A text may begin with MZ; a program has its second header where the first one says. */
const isWindowsProgram = (bytes: Uint8Array): boolean => {
  if (!startsWith(bytes, 'MZ') || bytes.byteLength < 0x40) return false
  const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0x3c, true)
  return startsWith(bytes, 'PE\0\0', header)
}
