import { tidy } from '../../domain/kinds/kind'
import type { Heading } from './headings'
import type { RowKind } from './found'
import { isNumbering } from './shapes'
import type { SeenCell, Surface } from './surface'

/** 小计, 3月小计, 合 计：, 合计（44次）, 永川区小计 */
const subtotal =
  /^(?:本?[\d一二三四五六七八九十]*[年月季期页](?:度|份)?|上半年|下半年|全年|以上)*(?:小计|合计|总计|共计|累计|汇总|总数)(?:[:：(（\d].*)?$/u
const subtotalOf = /^.{1,12}(?:小计|合计|总计)[:：]?$/u
/** 一、精准化服务 alone in its row parts a table into groups. */
const numberedGroup = /^(?:[（(【][一二三四五六七八九十]+[）)】]|[一二三四五六七八九十]+[、.．:：\s])/u
export const isNumberedGroup = (text: string): boolean => numberedGroup.test(text)
const signature =
  /(?:负责人|填报人|填表人|制表人?|审核人?|复核人?|经办人|领导|签字|签章|盖章|公章|填报单位)[^:：]{0,8}[:：]/u
const note = /^(?:注|备注|其中|说明|填表说明|填报说明|编制说明|填写说明)[:：\d]|^[※*＊]/u

export interface Frame {
  readonly heading: Heading
  readonly firstColumn: number
  readonly lastColumn: number
}

/** A row by itself: what it is, and in how many cells something is written. */
export interface Judged {
  readonly kind: RowKind
  readonly filled: number
  /** It has nothing but its number: a record of which nothing is known yet, not the name of a group nor a remark. */
  readonly isBare: boolean
}

/** What decides about a row stands in its first cells; the others are only counted. */
const mostLooked = 8

export const judgeRow = (surface: Surface, row: number, frame: Frame): Judged => {
  const { first, filled } = writtenIn(surface, row, frame)
  const [only] = first
  const isBare = filled === 1 && only !== undefined && isNumber(only, frame)
  return { kind: isBare ? 'data' : kindOf(first, filled, frame), filled, isBare }
}

const writtenIn = (
  surface: Surface,
  row: number,
  { firstColumn, lastColumn }: Frame,
): { readonly first: readonly SeenCell[]; readonly filled: number } => {
  const cells = surface.grid.rows[row] ?? []
  const first: SeenCell[] = []
  let filled = 0
  for (let column = firstColumn; column <= Math.min(lastColumn, cells.length - 1); column += 1) {
    const raw = cells[column] ?? null
    if (raw === null || (typeof raw === 'string' && tidy(raw) === '')) continue
    filled += 1
    if (first.length >= mostLooked) continue
    const { columns: width = 1, rows: height = 1 } = surface.rangeAt(row, column) ?? {}
    first.push({ row, column, text: tidy(raw), width, height })
  }
  return { first, filled }
}

const kindOf = (cells: readonly SeenCell[], filled: number, frame: Frame): RowKind => {
  const [first] = cells
  if (first === undefined) return 'blank'
  if (isSubtotal(cells, filled, frame)) return 'subtotal'
  if (filled < mostLooked && isSignature(cells)) return 'signature'
  if (repeatsHeading(cells, frame)) return 'heading'
  return filled === 1 ? kindOfLoneCell(first, frame) : 'data'
}

const isSubtotal = (cells: readonly SeenCell[], filled: number, { heading }: Frame): boolean => {
  const firsts = cells.slice(0, 3).map(({ text }) => text.replace(/\s/gu, ''))
  if (firsts.some((text) => subtotal.test(text))) return true
  return filled * 3 <= heading.columns.length * 2 && firsts.some((text) => subtotalOf.test(text))
}

/** The line that closes a form: 填报人：　审核人：　填报日期：, and little else, be it in cells or in one text. */
export const isSignatureLine = (cells: readonly SeenCell[]): boolean => {
  if (cells.length === 0 || !cells.every(({ text }) => /[:：]/u.test(text))) return false
  const labels = cells.flatMap(({ text }) => text.match(/[^\s:：]+[:：]/gu) ?? [text])
  return labels.filter((label) => signature.test(label)).length * 2 >= labels.length
}

/** 填报人：张三, and what stands beside it: a signature has its colon and little else. */
const isSignature = (cells: readonly SeenCell[]): boolean => {
  const signed = cells.filter(({ text }) => signature.test(text))
  return signed.length > 0 && (cells.length <= 4 || signed.length * 2 >= cells.length)
}

const repeatsHeading = (cells: readonly SeenCell[], { heading }: Frame): boolean => {
  const named = cells.filter(({ column, text }) => {
    const own = heading.columns.find((candidate) => candidate.column === column)
    const plain = text.replace(/\s+/gu, '')
    return own !== undefined && (own.heading === plain || own.parents.includes(plain))
  })
  return named.length >= 2 && named.length * 2 > cells.length
}

/** DQ-500118-2021-0001 under 编号; a group may be 第二批, but has more than letters of a code and digits. */
const isNumber = ({ column, text }: SeenCell, { heading }: Frame): boolean => {
  const first = heading.columns[0]
  return column === first?.column && isNumbering(first.heading) && /^[A-Z]+-[\dA-Z-]*\d$/u.test(text)
}

/** A remark below the table, a title between two pages, or the name of a group: one cell that no column owns. */
const kindOfLoneCell = (cell: SeenCell, { heading, firstColumn, lastColumn }: Frame): RowKind => {
  const isHeaded = heading.columns.length > 0
  const wide = isHeaded ? heading.columns.length : lastColumn - firstColumn + 1
  if (note.test(cell.text)) return 'note'
  if (wide < 3) return 'data'
  if (cell.width * 2 > wide) return 'group'
  const first = heading.columns[0]
  const isFirst = cell.column === (isHeaded ? first?.column : firstColumn)
  if (numberedGroup.test(cell.text) && isFirst) return 'group'
  return isFirst && first !== undefined && isNumbering(first.heading) && !/^\d+$/u.test(cell.text)
    ? 'group'
    : 'data'
}

/**
 * What the rows are together: a lone text with rows of data below it names a group; before the next heading it is a
 * title, at the end a remark.
 */
export const settleKinds = (rows: readonly Judged[], hasNext: boolean): readonly RowKind[] => {
  const usual = median(rows.filter(({ kind }) => kind === 'data').map(({ filled }) => filled))
  const kinds = rows.map(({ kind }) => kind)
  let after: RowKind = hasNext ? 'heading' : 'blank'
  for (let at = rows.length - 1; at >= 0; at -= 1) {
    const row = rows[at]
    if (row === undefined || row.kind === 'blank') continue
    const isLone = row.filled === 1 && usual >= 3 && !row.isBare
    const loneAtEnd = isLone && row.kind === 'data' && after !== 'data' && after !== 'subtotal'
    if (loneAtEnd || (row.kind === 'group' && after !== 'data')) kinds[at] = 'note'
    const settled = kinds[at] ?? row.kind
    if (settled === 'data' || settled === 'subtotal') after = settled
    else if (settled === 'heading') after = 'heading'
  }
  return kinds
}

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0
