import { deflateRawSync } from 'node:zlib'
import { utils, write } from 'xlsx'
import { describe, expect, test } from 'vitest'
import { readWorkbook } from '../../../src/xlsx/read'
import { unpack } from '../../../src/xlsx/unpack'
import { entriesOf, type ZipEntry } from '../../../src/xlsx/zip-entries'

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)

/** CRC-32 as in PNG and zip; written out because a test must not believe the code it tests. */
const crc = (bytes: Uint8Array): number => {
  let sum = ~0
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0)
  }
  return ~sum >>> 0
}

const content = encode('服务日期,企业名称\n'.repeat(20_000))

const entryOf = (packed: Uint8Array, change: Partial<ZipEntry> = {}): ZipEntry => ({
  name: 'xl/a.xml',
  method: 8,
  checksum: crc(content),
  start: 3,
  packed: packed.length,
  size: content.length,
  locked: false,
  ...change,
})
const after = (packed: Uint8Array): Uint8Array => Uint8Array.from([1, 2, 3, ...packed, 9, 9])

describe('an entry', () => {
  const deflated = new Uint8Array(deflateRawSync(content))
  const unpacked = async (packed: Uint8Array, change: Partial<ZipEntry> = {}) =>
    (await unpack(after(packed), [entryOf(packed, change)]))?.get('xl/a.xml')

  test('comes out as it went in, deflated or stored', async () => {
    expect(await unpacked(deflated)).toEqual(content)
    expect(await unpacked(content, { method: 0 })).toEqual(content)
  })

  test.each<readonly [what: string, packed: Uint8Array, change: Partial<ZipEntry>]>([
    ['of more bytes than the directory says', deflated, { size: content.length - 1 }],
    ['of fewer bytes than the directory says', deflated, { size: content.length + 1 }],
    ['far larger than the directory says', deflated, { size: 10 }],
    ['with another checksum', deflated, { checksum: crc(content) ^ 1 }],
    ['cut off', deflated.slice(0, -20), {}],
    ['that is no deflated data', content, {}],
    ['stored with another checksum', content, { method: 0, checksum: 5 }],
    ['stored with another length', content, { method: 0, size: content.length - 1 }],
  ])('%s is damaged', async (_what, packed, change) => {
    expect(await unpacked(packed, change)).toBeUndefined()
  })
})

test('a workbook whose directory lies about a size is refused as damaged', async () => {
  const book = utils.book_new()
  utils.book_append_sheet(book, utils.aoa_to_sheet([['服务日期'], ['2021-04-08']]), '台账')
  const bytes = new Uint8Array(write(book, { type: 'array', compression: true }) as ArrayBuffer)
  expect((await readWorkbook(bytes, '台账.xlsx')).ok).toBe(true)
  const sizes = (entriesOf(bytes) ?? []).map(({ size }) => size)
  const view = new DataView(bytes.buffer)
  // The directory's entries begin with this signature; the size of what is unpacked stands 24 bytes further.
  let at = 0
  while (view.getUint32(at, true) !== 0x0201_4b50) at += 1
  expect(view.getUint32(at + 24, true)).toBe(sizes[0])
  view.setUint32(at + 24, view.getUint32(at + 24, true) - 1, true)
  expect(await readWorkbook(bytes, '台账.xlsx')).toMatchObject({ ok: false, reason: 'damaged' })
})
