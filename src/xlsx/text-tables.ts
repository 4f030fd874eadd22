/** Text files: which encoding, and whether they are a table at all. */
export const decodeText = (bytes: Uint8Array): string | undefined => {
  const [first, second, third] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  if (looksLikeUtf16(bytes)) return new TextDecoder('utf-16le').decode(bytes)
  const body = first === 0xef && second === 0xbb && third === 0xbf ? bytes.subarray(3) : bytes
  return strictly('utf-8', body) ?? strictly('gb18030', body)
}

const strictly = (encoding: string, bytes: Uint8Array): string | undefined => {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
    return isPlain(text) ? text : undefined
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

/** Excel writes “Unicode text” with a mark, other programs without one: every second byte of Latin text is then zero. */
const looksLikeUtf16 = (bytes: Uint8Array): boolean => {
  const probe = bytes.subarray(0, 400)
  const zeros = probe.filter((byte, place) => place % 2 === 1 && byte === 0).length
  return probe.length > 8 && zeros > probe.length / 8
}

const isPlain = (text: string): boolean => {
  const probe = text.slice(0, 4000)
  const odd = Array.from(probe).filter((character) => /(?![\t\n\r\f])\p{Cc}/u.test(character)).length
  return odd <= probe.length / 200
}

export const isMarkup = (text: string): boolean =>
  /^\s*(?:<\?xml|<!doctype html|<html|<table|<workbook|<head|<meta|<style|<div)/iu.test(text.slice(0, 2000))
