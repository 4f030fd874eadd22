import * as library from 'xlsx'
import { type ParsingOptions, read, utils, type WorkBook, type WorkSheet } from 'xlsx'
import { cellKey, type RawCell, type ReadRefusal, type ReadResult, type SheetGrid } from '../workbook/grid'
import { type CompoundContents, contentsOf } from './compound'
import { isDateFormat, withUnwrittenFormats, wordedNumber } from './number-formats'
import { decodeText, isMarkup } from './text-tables'
import { type Parts, unpack } from './unpack'
import { entriesOf, faultOf } from './zip-entries'

/** Rows of one sheet that are read; a ledger with more is a mistake or an attack, and the rest is said to be left out. */
const mostRows = 200_000
const mostColumns = 16_384
/** What a cell of Excel holds; more stands only in text files whose quotes are wrong. */
const longestText = 32_767
const largestFile = 200 * 1024 * 1024

/**
 * Reads a ledger of any common kind: .xlsx, .xlsm (macros are never run), .xls, HTML or XML saved as .xls, and text in
 * UTF-8, GB18030 or UTF-16. Whatever is wrong with the file comes back as a reason; nothing that a file holds throws.
 */
export const readWorkbook = async (bytes: Uint8Array, name: string): Promise<ReadResult> => {
  const opened = await open(bytes, name)
  if (!opened.ok) return opened
  const parsed = parse(opened.content)
  return parsed === undefined ? refuse('damaged', name) : gridsOf(parsed, name)
}

const messages: Readonly<Record<ReadRefusal, readonly [message: string, advice: string]>> = {
  empty: ['是空文件，里面没有内容', '请确认选对了文件，或重新从原处复制一份。'],
  encrypted: ['设有打开密码，读不出内容', '请用 Excel 或 WPS 打开它，取消密码后另存一份再导入。'],
  damaged: [
    '不完整或已损坏，可能下载中断',
    '请重新下载或请对方重发；能在 Excel 或 WPS 中打开的，另存一份再导入。',
  ],
  tooLarge: ['展开后过大，不是正常的台账', '请用 Excel 打开，删除图片和多余的空白区域，另存后再导入。'],
  notAWorkbook: ['不是表格文件', '请选择 Excel（.xlsx、.xls）或文本（.csv、.txt）台账。'],
  noVisibleSheet: ['里没有可读的工作表', '请用 Excel 打开看看内容是否还在，另存后再导入。'],
}

const refuse = (reason: ReadRefusal, name: string, what?: string): Refusal => {
  const [message, advice] = messages[reason]
  return { ok: false, reason, message: `“${name}”${what ?? message}。`, advice }
}

const startsWith = (bytes: Uint8Array, ...start: readonly number[]): boolean =>
  start.every((byte, place) => bytes[place] === byte)

const isZip = (bytes: Uint8Array): boolean => startsWith(bytes, 0x50, 0x4b)
const isCompound = (bytes: Uint8Array): boolean => startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)

const disguises: readonly (readonly [start: readonly number[], what: string])[] = [
  [[0x25, 0x50, 0x44, 0x46], '其实是 PDF 文件'],
  [[0x89, 0x50, 0x4e, 0x47], '其实是图片（PNG）'],
  [[0xff, 0xd8, 0xff], '其实是图片（JPG）'],
  [[0x47, 0x49, 0x46], '其实是图片（GIF）'],
  [[0x52, 0x61, 0x72, 0x21], '是 RAR 压缩包，请先解压'],
  [[0x37, 0x7a, 0xbc, 0xaf], '是 7z 压缩包，请先解压'],
  [[0x1f, 0x8b], '是压缩包，请先解压'],
  [[0x4d, 0x5a], '其实是程序文件'],
]

type Refusal = Extract<ReadResult, { ok: false }>

/** What the library may be given: bytes and parts that hold nothing to unfold, or text. */
type Opened = { readonly ok: true; readonly content: Uint8Array | Parts | string } | Refusal

const open = async (bytes: Uint8Array, name: string): Promise<Opened> => {
  if (bytes.length === 0) return refuse('empty', name)
  if (bytes.length > largestFile) return refuse('tooLarge', name)
  const disguise = disguises.find(([start]) => startsWith(bytes, ...start))
  if (disguise !== undefined) return refuse('notAWorkbook', name, disguise[1])
  if (isCompound(bytes)) return openCompound(bytes, name)
  if (isZip(bytes)) return openPackage(bytes, name)
  const text = decodeText(bytes)
  return text === undefined ? refuse('damaged', name) : { ok: true, content: text }
}

const notWorkbooks: Readonly<Partial<Record<CompoundContents, string>>> = {
  oldWorkbook: '是 Excel 95 或更早的格式，请用 Excel 或 WPS 打开后另存为 .xlsx',
  word: '其实是 Word 文档',
  slides: '其实是 PPT 演示文稿',
  mail: '其实是邮件，请先取出附件',
  unknown: '不是表格文件',
}

const openCompound = (bytes: Uint8Array, name: string): Opened => {
  const contents = contentsOf(bytes)
  if (contents === 'workbook') return { ok: true, content: bytes }
  if (contents === 'encrypted') return refuse('encrypted', name)
  // A compound file under the name of a newer workbook is what encryption makes of one, whole or not.
  if (contents === 'cutOff') return refuse(/\.xls[xm]$/iu.test(name) ? 'encrypted' : 'damaged', name)
  return refuse('notAWorkbook', name, notWorkbooks[contents])
}

const stylesPart = 'xl/styles.xml'

const openPackage = async (bytes: Uint8Array, name: string): Promise<Opened> => {
  const entries = entriesOf(bytes)
  if (entries === undefined) return refuse('damaged', name)
  const names = new Set(entries.map((entry) => entry.name))
  if (names.has('word/document.xml')) return refuse('notAWorkbook', name, '其实是 Word 文档')
  if (names.has('ppt/presentation.xml')) return refuse('notAWorkbook', name, '其实是 PPT 演示文稿')
  if (!names.has('[Content_Types].xml') && !names.has('content.xml'))
    return refuse('notAWorkbook', name, '是压缩包，请先解压')
  const fault = faultOf(entries)
  if (fault !== undefined) return refuse(fault, name)
  const parts = await unpack(bytes, entries)
  if (parts === undefined) return refuse('damaged', name)
  const styles = parts.get(stylesPart)
  if (styles === undefined) return { ok: true, content: parts }
  return { ok: true, content: new Map([...parts, [stylesPart, withUnwrittenFormats(styles)]]) }
}

const parse = (content: Uint8Array | Parts | string): WorkBook | undefined => {
  const limits = {
    dense: true,
    cellFormula: false,
    cellHTML: false,
    cellText: false,
    cellDates: false,
    cellNF: true,
    sheetRows: mostRows + 1,
  } as const
  try {
    if (content instanceof Uint8Array) return read(content, { type: 'array', ...limits })
    if (typeof content !== 'string')
      return (library as unknown as Untyped).parse_zip(containerOf(content), limits)
    // Without `raw`, 000123 becomes 0 and an 18-digit code is rounded.
    return read(content, {
      type: 'string',
      raw: true,
      ...limits,
      ...(isMarkup(content) ? {} : { FS: separatorOf(content) }),
    })
  } catch {
    // Whatever the library throws, and it throws more than errors, the file is the cause.
    return undefined
  }
}

/** An unpacked zip as the library has it inside. */
interface Container {
  readonly FullPaths: readonly string[]
  readonly FileIndex: readonly {
    readonly name: string
    readonly type: number
    readonly content?: Uint8Array
  }[]
}

/** What the library offers, but its types leave out. */
interface Untyped {
  readonly parse_zip: (container: Container, options: ParsingOptions) => WorkBook
}

const root = 'Root Entry'
const folderType = 5
const fileType = 2

const containerOf = (parts: Parts): Container => ({
  FullPaths: [`${root}/`, ...Array.from(parts.keys(), (name) => `${root}/${name}`)],
  FileIndex: [
    { name: root, type: folderType },
    ...Array.from(parts, ([name, content]) => ({
      name: name.split('/').at(-1) ?? name,
      type: fileType,
      content,
    })),
  ],
})

const separatorOf = (text: string): string => {
  const line = text.split(/\r?\n/u, 20).join('\n')
  const counts = [',', '\t', ';', '|'].map((separator) => [separator, line.split(separator).length] as const)
  return counts.reduce((best, next) => (next[1] > best[1] ? next : best))[0]
}

const gridsOf = (workbook: WorkBook, name: string): ReadResult => {
  const notes: string[] = []
  const sheets: SheetGrid[] = []
  for (const [index, sheetName] of workbook.SheetNames.entries()) {
    const sheet = workbook.Sheets[sheetName]
    // A sheet that is listed but not there means that the library gave up on it.
    if (sheet === undefined) return refuse('damaged', name)
    const hidden = (workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0
    const grid = gridOf(sheet, sheetName, hidden, workbook.Workbook?.WBProps?.date1904 === true)
    if (grid === undefined) return refuse('tooLarge', name)
    if (grid.rows.length > mostRows)
      notes.push(`工作表“${sheetName}”超过 ${String(mostRows)} 行，只读取了前 ${String(mostRows)} 行。`)
    sheets.push({ ...grid, rows: grid.rows.slice(0, mostRows) })
  }
  return sheets.some(({ hidden }) => !hidden) ? { ok: true, sheets, notes } : refuse('noVisibleSheet', name)
}

/** Workbooks of old Macs count their days from 1904. */
const daysFrom1900To1904 = 1462

const gridOf = (
  sheet: WorkSheet,
  name: string,
  hidden: boolean,
  from1904: boolean,
): SheetGrid | undefined => {
  const reference = sheet['!ref']
  const merges = (sheet['!merges'] ?? []).map(({ s, e }) => ({
    row: s.r,
    column: s.c,
    rows: e.r - s.r + 1,
    columns: e.c - s.c + 1,
  }))
  if (reference === undefined) return { name, hidden, rows: [], merges: [], dates: new Set() }
  const range = utils.decode_range(reference)
  if (range.e.c >= mostColumns) return undefined
  const dates = new Set<number>()
  const comments = new Map<number, string>()
  // A row may say that it is the hundred millionth; only as many are looked at as may be read.
  const rows = (sheet['!data'] ?? [])
    .slice(0, mostRows + 1)
    .map((cells: unknown, row: number) =>
      Array.isArray(cells) ? rowOf(cells, row, dates, comments, from1904 ? daysFrom1900To1904 : 0) : [],
    )
  return {
    name,
    hidden,
    rows: withoutTail(rows),
    merges,
    dates,
    ...(comments.size === 0 ? {} : { comments }),
  }
}

interface LibraryCell {
  readonly t?: string
  readonly v?: unknown
  readonly w?: unknown
  readonly z?: unknown
  /** Comments. */
  readonly c?: unknown
}

/** Who writes the comments of 退回单 and of our templates: they are ours, and say nothing of the record. */
const ourselves = '科创台账'
const mostCommented = 2000

const commentOf = ({ c }: LibraryCell): string | undefined => {
  if (!Array.isArray(c)) return undefined
  const texts = (c as readonly { readonly a?: unknown; readonly t?: unknown }[]).flatMap(({ a, t }) =>
    typeof t === 'string' && a !== ourselves ? [withoutAuthor(t, a)] : [],
  )
  const text = texts
    .filter((part) => part !== '')
    .join('；')
    .slice(0, mostCommented)
  return text === '' ? undefined : text
}

/** Excel begins a comment with the name of its writer. */
const withoutAuthor = (text: string, author: unknown): string =>
  (typeof author === 'string' && author !== '' && text.startsWith(`${author}:`)
    ? text.slice(author.length + 1)
    : text
  ).trim()

const rowOf = (
  cells: readonly (LibraryCell | undefined)[],
  row: number,
  dates: Set<number>,
  comments: Map<number, string>,
  later: number,
): readonly RawCell[] => {
  const values = Array.from(cells, (cell, column): RawCell => {
    if (cell === undefined) return null
    const comment = commentOf(cell)
    if (comment !== undefined) comments.set(cellKey(row, column), comment)
    const { t, v, z } = cell
    if (t === 'e') return typeof cell.w === 'string' ? cell.w : '#N/A'
    if (typeof v === 'string') return v.length > longestText ? v.slice(0, longestText) : v
    if (typeof v === 'boolean') return v
    if (typeof v !== 'number' || !Number.isFinite(v)) return null
    if (typeof z !== 'string' || z === 'General') return v
    if (!isDateFormat(z)) return wordedNumber(z, v) ?? v
    dates.add(cellKey(row, column))
    return v + later
  })
  let length = values.length
  while (length > 0 && isBlank(values[length - 1] ?? null)) length -= 1
  return length === values.length ? values : values.slice(0, length)
}

const isBlank = (value: RawCell): boolean =>
  value === null || (typeof value === 'string' && value.trim() === '')

const withoutTail = (rows: readonly (readonly RawCell[])[]): readonly (readonly RawCell[])[] => {
  let length = rows.length
  while (length > 0 && (rows[length - 1]?.length ?? 0) === 0) length -= 1
  return rows.slice(0, length)
}
