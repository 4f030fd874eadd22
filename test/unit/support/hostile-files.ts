import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { partsOf, workbookParts, zeros, zipOf } from './zip'

/** A file that somebody made to do harm, or that went wrong on its way. */
export interface HostileFile {
  readonly name: string
  readonly bytes: () => Uint8Array
}

/** Numbers that look like chance and are the same in every run. */
const chance = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const folders = ['ledgers', join('ledgers', 'made')]
const realFiles = (fixtures: string): readonly { readonly name: string; readonly bytes: Uint8Array }[] =>
  folders.flatMap((folder) =>
    readdirSync(join(fixtures, folder), { withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.json'))
      .map(({ name }) => ({ name, bytes: new Uint8Array(readFileSync(join(fixtures, folder, name))) })),
  )

/** Cut off, with bytes changed, with a hole, doubled, with another beginning, with another end. */
const broken = (bytes: Uint8Array, way: number, seed: number): Uint8Array => {
  const next = chance(seed)
  const copy = Uint8Array.from(bytes)
  const place = (): number => Math.floor(next() * copy.length)
  switch (way % 7) {
    case 0:
      return copy.subarray(0, Math.max(1, place()))
    case 1:
      for (let count = 0; count < 8; count += 1) copy[place()] = Math.floor(next() * 256)
      return copy
    case 2:
      return copy.fill(0, Math.floor(copy.length * 0.4), Math.floor(copy.length * 0.5))
    case 3:
      return new Uint8Array([...copy, ...copy])
    case 4:
      return copy.subarray(Math.min(copy.length - 1, 1 + Math.floor(next() * 64)))
    case 5:
      for (let count = 0; count < 400; count += 1) copy[place()] = Math.floor(next() * 256)
      return copy
    default:
      return new Uint8Array([...copy.subarray(0, Math.floor(copy.length / 2)), ...copy.subarray(0, 200)])
  }
}

/** The XML of a workbook with numbers and names in it changed, packed again as if nothing had happened. */
const distorted = (bytes: Uint8Array, seed: number): Uint8Array => {
  const next = chance(seed)
  const odd = [
    '-1',
    '99999999',
    'NaN',
    '1e309',
    '',
    'XFE1048577',
    'A0',
    '__proto__',
    '&#0;',
    '&x;',
    '<',
    ']]>',
  ]
  return zipOf(
    Object.fromEntries(
      Object.entries(partsOf(bytes)).map(([name, content]): readonly [string, string | Uint8Array] => {
        if (!name.endsWith('.xml')) return [name, content]
        const text = Buffer.from(content).toString()
        const changed = text.replace(/="[^"]*"/gu, (old) =>
          next() < 0.03 ? `="${odd[Math.floor(next() * odd.length)] ?? ''}"` : old,
        )
        return [name, changed]
      }),
    ),
  )
}

const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b

const mutated = (fixtures: string): readonly HostileFile[] =>
  realFiles(fixtures).flatMap(({ name, bytes }, file) => [
    ...Array.from({ length: 7 }, (_, way) => ({
      name: `坏${String(way)} ${name}`,
      bytes: () => broken(bytes, way, file * 31 + way),
    })),
    ...(isZip(bytes) && bytes.length > 2500
      ? Array.from({ length: 2 }, (_, index) => ({
          name: `改${String(index)} ${name}`,
          bytes: () => distorted(bytes, file * 17 + index),
        }))
      : []),
  ])

const text = (content: string): Uint8Array => new TextEncoder().encode(content)
const cell = (place: string, value: string): string =>
  `<c r="${place}" t="inlineStr"><is><t>${value}</t></is></c>`
const heading = `<row r="1">${['服务日期', '企业名称', '服务主题', '合同金额'].map((name, at) => cell(`${'ABCD'.charAt(at)}1`, name)).join('')}</row>`
const row = (number: number, value = '甲公司'): string =>
  `<row r="${String(number)}">${cell(`A${String(number)}`, '2021-03-08')}${cell(`B${String(number)}`, value)}${cell(`C${String(number)}`, 'A')}</row>`
const sheetOf = (rows: string, more = ''): string => `<sheetData>${heading}${rows}</sheetData>${more}`
const book = (sheet: string, more: Readonly<Record<string, string>> = {}): Uint8Array =>
  zipOf(workbookParts(sheet, more))

const wholeSheet = 1_048_576

const made: readonly HostileFile[] = [
  // Cells may leave out where they are; they then follow one another.
  {
    name: '一百万行.xlsx',
    bytes: () => book(sheetOf('<row><c><v>1</v></c></row>'.repeat(wholeSheet - 1))),
  },
  {
    name: '最后一格有字.xlsx',
    bytes: () =>
      book(
        sheetOf(`${row(2)}<row r="${String(wholeSheet)}">${cell(`XFD${String(wholeSheet)}`, '尾')}</row>`),
      ),
  },
  {
    name: '列号超出.xlsx',
    bytes: () => book(`<dimension ref="A1:ZZZZ9"/>${sheetOf(`<row r="2">${cell('ZZZZ2', '远')}</row>`)}`),
  },
  {
    name: '五千个整表合并.xlsx',
    bytes: () =>
      book(sheetOf(row(2), `<mergeCells>${'<mergeCell ref="A1:XFD1048576"/>'.repeat(5000)}</mergeCells>`)),
  },
  {
    name: '炸弹.xlsx',
    bytes: () => zipOf({ ...workbookParts(sheetOf(row(2))), 'xl/media/a.bin': zeros(400) }),
  },
  { name: '一格一百兆.xlsx', bytes: () => book(sheetOf(row(2, '字'.repeat(30_000_000)))) },
  { name: '目录说谎小.xlsx', bytes: () => zipOf(workbookParts(sheetOf(row(2))), { size: 10 }) },
  { name: '目录说谎大.xlsx', bytes: () => zipOf(workbookParts(sheetOf(row(2))), { size: 2 ** 31 }) },
  { name: '没有的压缩法.xlsx', bytes: () => zipOf(workbookParts(sheetOf(row(2))), { method: 99 }) },
  { name: '带锁的条目.xlsx', bytes: () => zipOf(workbookParts(sheetOf(row(2))), { flags: 1 }) },
  {
    name: '缺工作表.xlsx',
    bytes: () =>
      zipOf(
        Object.fromEntries(Object.entries(workbookParts('')).filter(([name]) => !name.includes('sheet1'))),
      ),
  },
  {
    name: '外部实体.xlsx',
    bytes: () =>
      zipOf({
        ...workbookParts(sheetOf(row(2, '&xxe;'))),
        'xl/sharedStrings.xml': '<!DOCTYPE x [<!ENTITY xxe SYSTEM "file:///etc/passwd">]><sst>&xxe;</sst>',
      }),
  },
  {
    name: '实体炸弹.xls',
    bytes: () =>
      text(
        `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 12 }, (_, at) => `<!ENTITY ${'bcdefghijklm'.charAt(at)} "${`&${'abcdefghijkl'.charAt(at)};`.repeat(10)}">`).join('')}]><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="a"><Table><Row><Cell><Data ss:Type="String">&m;</Data></Cell></Row></Table></Worksheet></Workbook>`,
      ),
  },
  {
    name: '外部链接.xlsx',
    bytes: () =>
      book(sheetOf(`<row r="2">${cell('A2', '2021-03-08')}<c r="B2"><f>[1]Sheet1!A1</f><v>7</v></c></row>`), {
        'xl/externalLinks/externalLink1.xml': '<externalLink><externalBook r:id="rId1"/></externalLink>',
      }),
  },
  {
    name: 'DDE公式.csv',
    bytes: () =>
      text('服务日期,企业名称,服务主题\n2021-03-08,"=cmd|\' /C calc\'!A0",@SUM(1+1)\n2021-03-09,+1+1,-2+3'),
  },
  {
    name: '原型污染的表头.csv',
    bytes: () =>
      text(
        '__proto__,constructor,toString,服务日期,企业名称,hasOwnProperty\n{"x":1},a,b,2021-03-08,甲公司,c',
      ),
  },
  {
    name: '原型污染的表单.csv',
    bytes: () => text('姓名,张三\n工作单位,甲大学\n__proto__,x\nconstructor,y\n手机,13900000000'),
  },
  {
    name: '十万列.csv',
    bytes: () =>
      text(
        `${Array.from({ length: 100_000 }, (_, at) => `列${String(at)}`).join(',')}\n${','.repeat(99_999)}`,
      ),
  },
  { name: '一行五十兆.csv', bytes: () => text(`服务日期,企业名称\n2021-03-08,${'长'.repeat(16_000_000)}`) },
  {
    name: '引号不闭合.csv',
    bytes: () => text(`服务日期,企业名称\n2021-03-08,"甲公司\n${'2021-03-09,乙公司\n'.repeat(20_000)}`),
  },
  { name: '全是分隔符.csv', bytes: () => text(',,,,,,,,\n'.repeat(200_000)) },
  { name: '零字节.txt', bytes: () => new Uint8Array(100_000) },
  { name: '乱字节.txt', bytes: () => Uint8Array.from({ length: 100_000 }, (_, at) => (at * 7919) % 251) },
  { name: '半个UTF16.txt', bytes: () => new Uint8Array([0xff, 0xfe, 0x0d, 0x67, 0x1f]) },
  {
    name: '嵌套表格.xls',
    bytes: () =>
      text(
        `<html><body>${'<table><tr><td>'.repeat(3000)}x${'</td></tr></table>'.repeat(3000)}</body></html>`,
      ),
  },
  {
    name: '跨一百万列.xls',
    bytes: () =>
      text(
        '<html><table><tr><td colspan="1000000" rowspan="1000000">服务日期</td></tr><tr><td>2021</td></tr></table></html>',
      ),
  },
  {
    name: '脚本网页.xls',
    bytes: () =>
      text(
        '<html><script>fetch("http://x/")</script><table><tr><td>服务日期</td><td>企业名称</td></tr><tr><td>2021-03-08</td><td><img src=x onerror=alert(1)>甲公司</td></tr></table></html>',
      ),
  },
  {
    name: '假复合文档.xls',
    bytes: () =>
      new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Uint8Array(4000).fill(0xff)]),
  },
  {
    name: '表头里全是换行.csv',
    bytes: () => text(`"服务日期${'\n'.repeat(50_000)}",企业名称\n2021-03-08,甲公司`),
  },
  {
    name: '冒号串.csv',
    bytes: () => text(`姓名：张三,${'联系人：a '.repeat(50_000)}\n工作单位：甲,${'：'.repeat(50_000)}`),
  },
  {
    name: '括号串.csv',
    bytes: () =>
      text(`服务日期,企业名称,参与专家\n2021-03-08,${'（'.repeat(40_000)},${'张三（'.repeat(20_000)}`),
  },
  { name: '小计串.csv', bytes: () => text(`服务日期,企业名称,合同金额\n${'小计,,1\n'.repeat(50_000)}`) },
  {
    name: '表头套表头.csv',
    bytes: () => text('服务日期,企业名称,服务主题\n姓名,工作单位,职称\n'.repeat(5000)),
  },
]

/** Real ledgers that were broken, and files that were made for it; `fixtures` is the folder test/fixtures. */
export const hostileFiles = (fixtures: string): readonly HostileFile[] => [...mutated(fixtures), ...made]
