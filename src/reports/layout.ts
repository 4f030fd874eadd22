import { chineseDay } from '../domain/kinds/date'
import { fitNumbers } from '../workbook/cell-text'
import {
  type Cell,
  type Column,
  plain,
  type PrintSetup,
  type Range,
  type Row,
  type Sheet,
  type StyledCell,
} from '../workbook/model'
import type { ReportOptions } from './report'

/**
 * The frame of every report (domain D0): 附件 line, title, 填报单位 · 所属期 · 单位, headings of one or two rows, body, totals,
 * signature line, 填报说明. Margins after GB/T 9704 turned for a landscape table; the rest is our own proposal.
 */
export interface ReportColumn {
  readonly heading: string
  /** Neighbours with the same group stand under one heading. */
  readonly group?: string
  /** Characters. */
  readonly width: number
  readonly format?: Column['format']
  readonly align?: Column['align']
}

/** Numbers of first and last rows of the body in the sheet, counted from 0, without subtotals: what a formula sums over. */
export interface Span {
  readonly first: number
  readonly last: number
}
export type Body = readonly Span[]

/** Rows that stand together, with a subtotal below them where there is one. */
export interface RowGroup {
  readonly rows: readonly (readonly Cell[])[]
  readonly subtotal?: (body: Body) => readonly Cell[]
  /** Cells of the group that stand as one; rows count from its first. */
  readonly merges?: readonly Range[]
}

export interface Frame {
  /** Of the sheet. */
  readonly name: string
  readonly attachment: string
  readonly title: string
  readonly columns: readonly ReportColumn[]
  readonly groups: readonly RowGroup[]
  /** The row of totals; left out where the rows are of different kinds. */
  readonly totals?: (body: Body) => readonly Cell[]
  /** Printed instead of rows and totals when there are none. */
  readonly nothing: string
  readonly hasMoney: boolean
  readonly notes: readonly string[]
  readonly options: ReportOptions
  /** Landscape unless it is said. */
  readonly orientation?: PrintSetup['orientation']
  /** Left out where nobody has to sign. */
  readonly hasSignature?: boolean
}

const usualMargins = { top: 28, right: 37, bottom: 26, left: 35 }
/** Of a portrait page: 天头 37, 订口 28, a type area of 156 × 225 mm. */
const portraitMargins = { top: 37, right: 26, bottom: 35, left: 28 }
const narrowMargins = { top: 15, right: 15, bottom: 15, left: 15 }
const footer = '第 &P 页 共 &N 页'

export const printSetup = (
  { paper, compactMargins }: ReportOptions,
  repeatRows: PrintSetup['repeatRows'],
  orientation: PrintSetup['orientation'] = 'landscape',
): PrintSetup => ({
  paper,
  orientation,
  margins: compactMargins ? narrowMargins : orientation === 'portrait' ? portraitMargins : usualMargins,
  footer,
  ...(repeatRows === undefined ? {} : { repeatRows }),
})

const titleRow = 1
const infoRow = 2
const headingRow = 3

export const frameSheet = (frame: Frame): Sheet => {
  const width = frame.columns.length
  const headings = headingRows(frame.columns)
  const info = infoLine(
    frame,
    frame.columns.map((column) => column.width),
  )
  const first = headingRow + headings.rows.length
  const body = bodyOf(frame, first)
  const closing = closingLines(frame, width, first + body.rows.length)
  const whole = (row: number): Range => ({ row, column: 0, rows: 1, columns: width })
  return {
    name: frame.name,
    visibility: 'visible',
    columns: fitNumbers(frame.columns.map(columnOf), body.rows),
    rows: [
      { cells: [{ value: frame.attachment, role: 'attachment' }] },
      { cells: [{ value: frame.title, role: 'title' }] },
      info.row,
      ...headings.rows,
      ...body.rows,
      ...closing.rows,
    ],
    merges: [whole(titleRow), ...info.merges, ...headings.merges, ...body.merges, ...closing.merges],
    freeze: { rows: first, columns: 0 },
    print: printSetup(frame.options, { first: headingRow, last: first - 1 }, frame.orientation),
  }
}

/** What stands in a row of a framed sheet: a row of a group, the subtotal of a group, or the totals. */
export type Place =
  | { readonly kind: 'row'; readonly index: number }
  | { readonly kind: 'subtotal'; readonly group: number }
  | { readonly kind: 'total' }

export interface Shape {
  readonly columns: readonly ReportColumn[]
  /** How many rows each group has. */
  readonly groups: readonly number[]
  readonly hasSubtotals?: boolean
  readonly hasTotals?: boolean
  readonly totalsFirst: boolean
}

/** The way back from a row of the sheet (from 0) to what it was made of; `index` counts over all groups. */
export const placesIn = (shape: Shape): ReadonlyMap<number, Place> => {
  const { columns, groups, hasSubtotals = false, hasTotals = true, totalsFirst } = shape
  let index = -1
  const places: Place[] = groups.flatMap((count, group): readonly Place[] => [
    ...Array.from({ length: count }, (): Place => {
      index += 1
      return { kind: 'row', index }
    }),
    ...(hasSubtotals ? [{ kind: 'subtotal', group } as const] : []),
  ])
  if (index >= 0 && hasTotals) {
    if (totalsFirst) places.unshift({ kind: 'total' })
    else places.push({ kind: 'total' })
  }
  const first = headingRow + headingRows(columns).rows.length
  return new Map(places.map((place, at) => [first + at, place]))
}

const columnOf = ({ width, format, align }: ReportColumn): Column => ({
  width,
  ...(format === undefined ? {} : { format }),
  ...(align === undefined ? {} : { align }),
})

const bodyOf = (frame: Frame, first: number): Parts => {
  const { groups, totals, columns, options } = frame
  if (groups.every(({ rows }) => rows.length === 0))
    return {
      rows: [emptyLine(frame.nothing, columns.length)],
      merges: [{ row: first, column: 0, rows: 1, columns: columns.length }],
    }
  const isFirst = options.totalsFirst && totals !== undefined
  let next = isFirst ? first + 1 : first
  const spans: Span[] = []
  const merges: Range[] = []
  const body = groups.flatMap(({ rows, subtotal, merges: own = [] }): readonly Row[] => {
    const span = { first: next, last: next + rows.length - 1 }
    spans.push(span)
    merges.push(...own.map((range) => ({ ...range, row: range.row + span.first })))
    next += rows.length + (subtotal === undefined ? 0 : 1)
    return [
      ...rows.map((cells) => bodyRow(cells, columns)),
      ...(subtotal === undefined ? [] : [{ cells: subtotal([span]), height: lowRow }]),
    ]
  })
  if (totals === undefined) return { rows: body, merges }
  const total: Row = { cells: totals(spans), height: lowRow }
  return { rows: isFirst ? [total, ...body] : [...body, total], merges }
}

const bodyRow = (cells: readonly Cell[], columns: readonly ReportColumn[]): Row => {
  const isLow = cells.every((cell, column) => fitsOneLine(cell, columns[column]?.width ?? 0))
  return { cells: framed(cells), ...(isLow ? { height: lowRow } : {}) }
}

/** Rows of one line are a little higher than their letters; longer ones take the height of their text. */
const lowRow = 22

const fitsOneLine = (cell: Cell, width: number): boolean => {
  const { value } = plain(cell)
  return typeof value !== 'string' || (!/[\r\n]/u.test(value) && value.length * 2 < width)
}

/** Blank cells of the body carry the frame of the table too. */
const framed = (cells: readonly Cell[]): readonly Cell[] => cells.map((cell) => cell ?? { value: null })

const emptyLine = (nothing: string, width: number): Row => ({
  cells: Array.from({ length: width }, (_, column): StyledCell => ({
    value: column === 0 ? nothing : null,
    format: 'text',
    align: 'centre',
  })),
  height: 30,
})

interface Part {
  readonly row: Row
  readonly merges: readonly Range[]
}
export interface Parts {
  readonly rows: readonly Row[]
  readonly merges: readonly Range[]
}

/** 填报单位, 所属期 and 单位, each on about a third of the sheet's width. */
export const infoLine = (
  { options, hasMoney }: Pick<Frame, 'options' | 'hasMoney'>,
  widths: readonly number[],
): Part => {
  const width = widths.length
  if (width < 3) {
    const unit = hasMoney ? '　单位：万元' : ''
    const value = `填报单位（盖章）：${options.unitName}　所属期：${options.period.label}${unit}`
    return {
      row: { cells: [{ value, role: 'info' }] },
      merges: width < 2 ? [] : [{ row: infoRow, column: 0, rows: 1, columns: width }],
    }
  }
  const whole = widths.reduce((sum, own) => sum + own, 0)
  const firstBeyond = (share: number, least: number): number => {
    let sum = 0
    const at = widths.findIndex((own, index) => {
      sum += own
      return index + 1 >= least && sum >= whole * share
    })
    return at === -1 ? width - 1 : at + 1
  }
  const centre = Math.min(firstBeyond(0.34, 1), width - 2)
  const right = Math.min(firstBeyond(0.72, centre + 1), width - 1)
  const cells: Cell[] = Array.from({ length: width }, () => null)
  cells[0] = { value: `填报单位（盖章）：${options.unitName}`, role: 'info' }
  cells[centre] = { value: `所属期：${options.period.label}`, role: 'infoCentre' }
  // A merged place without a cell of its own would take the frame of its columns.
  cells[right] = { value: hasMoney ? '单位：万元' : null, role: 'infoRight' }
  const span = (column: number, columns: number): readonly Range[] =>
    columns > 1 ? [{ row: infoRow, column, rows: 1, columns }] : []
  return {
    row: { cells, height: 20 },
    merges: [...span(0, centre), ...span(centre, right - centre), ...span(right, width - right)],
  }
}

const headingRows = (columns: readonly ReportColumn[]): Parts => {
  const heading = (value: string | null): StyledCell => ({ value, role: 'heading' })
  const own = ({ heading: text, width }: ReportColumn): string => broken(text, width)
  const startsGroup = (column: number): boolean => columns[column]?.group !== columns[column - 1]?.group
  if (columns.every(({ group }) => group === undefined))
    return { rows: [{ cells: columns.map((column) => heading(own(column))) }], merges: [] }
  const upper = columns.map((column, index) =>
    heading(column.group === undefined ? own(column) : startsGroup(index) ? column.group : null),
  )
  const lower = columns.map((column) => heading(column.group === undefined ? null : own(column)))
  const merges = columns.flatMap(({ group }, column): readonly Range[] => {
    if (group === undefined) return [{ row: headingRow, column, rows: 2, columns: 1 }]
    if (!startsGroup(column)) return []
    const span = columns.slice(column).findIndex((other) => other.group !== group)
    return [{ row: headingRow, column, rows: 1, columns: span === -1 ? columns.length - column : span }]
  })
  return { rows: [{ cells: upper }, { cells: lower, height: lowerHeight(columns) }], merges }
}

/** A heading that needs two lines goes on with its brackets, which belong together or break at their strokes. */
const broken = (heading: string, width: number): string => {
  if (Array.from(heading).length * 2 < width) return heading
  const [name = '', inBrackets] = heading.split(/(?<=.)(?=（)/u)
  if (inBrackets === undefined) return heading
  const choices = inBrackets.split(/(?<=\/)/u)
  return [name, ...(choices.length > 2 ? choices : [inBrackets])].join('\n')
}

const pointsOfLine = 14.7
const padding = 6

/** A heading over both rows must fit into them: the lower one takes what the upper one, of one line, leaves. */
const lowerHeight = (columns: readonly ReportColumn[]): number => {
  const lines = columns.map(({ heading, width, group }) => {
    const own = broken(heading, width)
      .split('\n')
      .reduce((sum, line) => sum + Math.ceil((Array.from(line).length * 2) / Math.max(2, width - 1)), 0)
    return group === undefined ? own - 1 : own
  })
  return Math.max(1, ...lines) * pointsOfLine + padding
}

const blank = '　　　　　'

export const closingLines = (
  { options, notes, hasSignature = true }: Pick<Frame, 'options' | 'notes' | 'hasSignature'>,
  width: number,
  start: number,
): Parts => {
  const named = (label: string, name: string): string => `${label}：${name === '' ? blank : `${name}　　`}`
  const signature = [
    named('单位负责人', options.unitHead),
    named('审核人', options.reviewer),
    named('填报人', options.filler),
    named('联系电话', options.phone),
    `填报日期：${chineseDay(options.filledOn)}`,
  ].join('　')
  const lines: readonly StyledCell[] = [
    ...(hasSignature ? [{ value: signature, role: 'signature' } as const] : []),
    { value: '填报说明：', role: 'note' },
    ...notes.map((note, index): StyledCell => ({ value: `${String(index + 1)}. ${note}`, role: 'note' })),
  ]
  return {
    rows: lines.map((cell) => ({ cells: [cell], ...(cell.role === 'signature' ? { height: 28 } : {}) })),
    merges: lines.map((_, index) => ({ row: start + index, column: 0, rows: 1, columns: width })),
  }
}
