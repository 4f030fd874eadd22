import { constants, crc32, deflateRawSync, inflateRawSync } from 'node:zlib'

/** Contents that are packed already, with the size that they unfold to. */
interface Packed {
  readonly packed: Uint8Array
  readonly size: number
}

/** So many mebibytes of zeros, packed without ever being in memory: one packed block after the other. */
export const zeros = (mebibytes: number): Packed => {
  const block = deflateRawSync(Buffer.alloc(1024 * 1024), { finishFlush: constants.Z_FULL_FLUSH })
  const end = deflateRawSync(Buffer.alloc(0))
  return {
    packed: Buffer.concat([...Array.from({ length: mebibytes }, () => block), end]),
    size: mebibytes * 1024 * 1024,
  }
}

/** A zip of these parts; `claim` lets its directory lie about them. */
export const zipOf = (
  parts: Readonly<Record<string, Uint8Array | string | Packed>>,
  claim: { readonly size?: number; readonly method?: number; readonly flags?: number } = {},
): Uint8Array => {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const [name, content] of Object.entries(parts)) {
    const given = typeof content === 'object' && 'packed' in content ? content : undefined
    const bytes = Buffer.from(given === undefined ? (content as Uint8Array | string) : '')
    const packed = given?.packed ?? deflateRawSync(bytes)
    const title = Buffer.from(name)
    const head = Buffer.alloc(26)
    head.writeUInt16LE(20, 0)
    head.writeUInt16LE(claim.flags ?? 0, 2)
    head.writeUInt16LE(claim.method ?? 8, 4)
    head.writeUInt32LE(crc32(bytes), 10)
    head.writeUInt32LE(packed.length, 14)
    head.writeUInt32LE(claim.size ?? given?.size ?? bytes.length, 18)
    head.writeUInt16LE(title.length, 22)
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), head, title, packed])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(at, 10)
    directory.push(Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'), head, tail, title]))
    locals.push(local)
    at += local.length
  }
  const middle = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 0, 'latin1')
  end.writeUInt16LE(directory.length, 8)
  end.writeUInt16LE(directory.length, 10)
  end.writeUInt32LE(middle.length, 12)
  end.writeUInt32LE(at, 16)
  return new Uint8Array(Buffer.concat([...locals, middle, end]))
}

/** The parts of a zip that was honestly made. */
export const partsOf = (zip: Uint8Array): Readonly<Record<string, Uint8Array>> => {
  const bytes = Buffer.from(zip)
  const end = bytes.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'))
  const parts: Record<string, Uint8Array> = {}
  let at = bytes.readUInt32LE(end + 16)
  for (let index = 0; index < bytes.readUInt16LE(end + 10); index += 1) {
    const [method, packed, name, extra, comment, local] = [
      bytes.readUInt16LE(at + 10),
      bytes.readUInt32LE(at + 20),
      bytes.readUInt16LE(at + 28),
      bytes.readUInt16LE(at + 30),
      bytes.readUInt16LE(at + 32),
      bytes.readUInt32LE(at + 42),
    ]
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const content = bytes.subarray(start, start + packed)
    parts[bytes.subarray(at + 46, at + 46 + name).toString()] =
      method === 0 ? content : inflateRawSync(content)
    at += 46 + name + extra + comment
  }
  return parts
}

const types = `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`
const rels = (kind: string, target: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind}" Target="${target}"/></Relationships>`

/** The parts of a workbook around the XML of one sheet. */
export const workbookParts = (
  sheet: string,
  more: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> => ({
  '[Content_Types].xml': types,
  '_rels/.rels': rels('officeDocument', 'xl/workbook.xml'),
  'xl/workbook.xml': `<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="台账" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': rels('worksheet', 'worksheets/sheet1.xml'),
  'xl/worksheets/sheet1.xml': `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${sheet}</worksheet>`,
  ...more,
})
