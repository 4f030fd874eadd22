import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  randomBytes,
  scrypt,
  timingSafeEqual,
} from 'node:crypto'

/**
 * A file behind a passphrase: a header, then the content in pieces, each encrypted and authenticated by AES-256-GCM.
 * The key comes from the passphrase by scrypt with a salt of its own for every file, so the nonce of a piece can be its
 * number. Every piece vouches for the header too, and the last one for being the last: none can be altered, exchanged,
 * left out or cut off unnoticed. The header's own code tells a wrong passphrase from an altered file.
 *
 * Header: `KCBACKUP`, the version (1), a zero, the length of the content (6 bytes), 32 bytes of salt, 32 bytes of
 * HMAC-SHA256 over all before it.
 */
const magic = Buffer.from('KCBACKUP')
const version = 1
const lengthAt = 10
const saltAt = 16
const codeAt = 48
export const headerBytes = 80

/** 128 MB and a good third of a second on an office computer for every passphrase that is tried. */
const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 192 * 1024 * 1024 }
const plainBytes = 1024 * 1024
const tagBytes = 16
const sealedBytes = plainBytes + tagBytes

export type Header = 'none' | 'newer' | 'cut' | 'ours'

/** What the first bytes of a file say: not one of these, of a later version, not whole, or one that can be opened. */
export const headerKind = (head: Buffer): Header => {
  if (!head.subarray(0, magic.length).equals(magic)) return 'none'
  if (head.length < headerBytes) return 'cut'
  return (head[magic.length] ?? 0) > version ? 'newer' : 'ours'
}

/** How long a file of so much content is. */
const sealedSize = (length: number): number =>
  headerBytes + length + tagBytes * Math.max(1, Math.ceil(length / plainBytes))

/** The whole file, from content of a known length. */
export async function* sealed(
  content: AsyncIterable<Uint8Array>,
  length: number,
  passphrase: string,
): AsyncGenerator<Buffer> {
  const start = Buffer.concat([magic, Buffer.from([version, 0]), Buffer.alloc(6), randomBytes(32)])
  start.writeUIntBE(length, lengthAt, 6)
  const keys = await keysFor(passphrase, start.subarray(saltAt))
  const header = Buffer.concat([start, codeOf(keys, start)])
  yield header
  let number = 0
  for await (const { piece, isLast } of inPieces(content, plainBytes)) {
    const cipher = createCipheriv('aes-256-gcm', keys.content, nonceOf(number, isLast))
    cipher.setAAD(header)
    yield Buffer.concat([cipher.update(piece), cipher.final(), cipher.getAuthTag()])
    number += 1
  }
}

export type SealFault = 'wrongPassphrase' | 'altered' | 'cut'
/** Thrown on the way; the pieces before it were sound, but are not the file. */
interface SealFailure extends Error {
  readonly fault: SealFault
}
const failure = (fault: SealFault): SealFailure => Object.assign(new Error(fault), { fault })

/** Undefined for anything but a fault of the file. */
export const sealFault = (error: unknown): SealFault | undefined =>
  error instanceof Error && 'fault' in error ? (error as SealFailure).fault : undefined

/** The content of a file of `size` bytes again; throws where the passphrase is another or a byte is. */
export async function* unsealed(
  file: AsyncIterable<Uint8Array>,
  size: number,
  header: Buffer,
  passphrase: string,
): AsyncGenerator<Buffer> {
  const keys = await keysFor(passphrase, header.subarray(saltAt, codeAt))
  if (!timingSafeEqual(codeOf(keys, header.subarray(0, codeAt)), header.subarray(codeAt)))
    throw failure('wrongPassphrase')
  const rightSize = sealedSize(header.readUIntBE(lengthAt, 6))
  if (size !== rightSize) throw failure(size < rightSize ? 'cut' : 'altered')
  let number = 0
  for await (const { piece, isLast } of inPieces(file, sealedBytes)) {
    const tagAt = Math.max(0, piece.length - tagBytes)
    yield opened(
      keys.content,
      nonceOf(number, isLast),
      header,
      piece.subarray(0, tagAt),
      piece.subarray(tagAt),
    )
    number += 1
  }
}

const opened = (key: Buffer, nonce: Buffer, header: Buffer, secret: Buffer, tag: Buffer): Buffer => {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce)
  decipher.setAAD(header)
  decipher.setAuthTag(tag)
  const plain = decipher.update(secret)
  try {
    return Buffer.concat([plain, decipher.final()])
  } catch (error) {
    // Node has no name for this refusal.
    if (error instanceof Error && error.message.includes('authenticate')) throw failure('altered')
    throw error
  }
}

interface Keys {
  readonly content: Buffer
  readonly header: Buffer
}

/** The same passphrase, however the keyboard composed it, gives the same keys. */
const keysFor = (passphrase: string, salt: Buffer): Promise<Keys> =>
  new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFKC'), salt, 64, cost, (error, both) => {
      if (error === null) resolve({ content: both.subarray(0, 32), header: both.subarray(32) })
      else reject(error)
    })
  })

const codeOf = ({ header }: Keys, start: Buffer): Buffer =>
  createHmac('sha256', header).update(start).digest()

const nonceOf = (number: number, isLast: boolean): Buffer => {
  const nonce = Buffer.alloc(12)
  nonce.writeUInt32BE(number, 7)
  nonce.writeUInt8(isLast ? 1 : 0, 11)
  return nonce
}

interface Piece {
  readonly piece: Buffer
  readonly isLast: boolean
}

/** Pieces of one size; the last is what is left, and there is always one. */
async function* inPieces(content: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Piece> {
  let waiting: Uint8Array[] = []
  let length = 0
  for await (const some of content) {
    waiting.push(some)
    length += some.length
    // A full piece waits until more comes, for it may be the last.
    if (length <= size) continue
    const all = Buffer.concat(waiting)
    let at = 0
    for (; all.length - at > size; at += size) yield { piece: all.subarray(at, at + size), isLast: false }
    waiting = [all.subarray(at)]
    length = all.length - at
  }
  yield { piece: Buffer.concat(waiting), isLast: true }
}
