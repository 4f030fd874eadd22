import type { CellStyle } from 'hucre'
import type { Alignment, CellFormat, CellRole, StyledCell } from '../workbook/model'

/**
 * The look of an official 附件 (domain D0): names of fonts with those that take their place; Excel and WPS fall back by
 * themselves when a font is missing.
 */
const fonts = { title: '方正小标宋简体', heading: '黑体', body: '仿宋_GB2312' }
const side = { style: 'thin', color: { rgb: '000000' } } as const
const border = { top: side, right: side, bottom: side, left: side }
const grey = { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'D9D9D9' } } as const
/** Also where a foreign workbook is marked. */
export const flawedFill = { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFE699' } } as const
const red = { rgb: 'C00000' }

const bodySize = 10.5

const numberFormats: Readonly<Record<CellFormat, string>> = {
  text: '@',
  integer: '#,##0',
  decimal: '#,##0.0',
  exact: 'General',
  money: '#,##0.00',
  percent: '0.0%',
  date: 'yyyy"年"m"月"d"日"',
}
const usualSide: Readonly<Record<CellFormat, 'left' | 'center' | 'right'>> = {
  text: 'left',
  integer: 'right',
  decimal: 'right',
  exact: 'right',
  money: 'right',
  percent: 'right',
  date: 'center',
}
const sides: Readonly<Record<Alignment, 'left' | 'center' | 'right'>> = {
  left: 'left',
  centre: 'center',
  right: 'right',
}

const quoted = (word: string): string => `"${word.replaceAll('"', '')}"`

const numberFormat = (
  format: CellFormat,
  { prefix, suffix }: Pick<StyledCell, 'prefix' | 'suffix'>,
): string =>
  `${prefix === undefined ? '' : quoted(prefix)}${numberFormats[format]}${suffix === undefined ? '' : quoted(suffix)}`

type Look = Omit<CellStyle, 'numFmt'>

const roles: Readonly<Record<CellRole, Look>> = {
  attachment: {
    font: { name: fonts.heading, size: 16 },
    alignment: { horizontal: 'left', vertical: 'center' },
  },
  title: {
    font: { name: fonts.title, size: 22 },
    alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
  },
  info: { font: { name: fonts.body, size: bodySize }, alignment: { horizontal: 'left', vertical: 'center' } },
  infoCentre: {
    font: { name: fonts.body, size: bodySize },
    alignment: { horizontal: 'center', vertical: 'center' },
  },
  infoRight: {
    font: { name: fonts.body, size: bodySize },
    alignment: { horizontal: 'right', vertical: 'center' },
  },
  heading: {
    font: { name: fonts.heading, size: bodySize },
    fill: grey,
    border,
    alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
  },
  body: {
    font: { name: fonts.body, size: bodySize },
    border,
    alignment: { vertical: 'center', wrapText: true },
  },
  flawed: {
    font: { name: fonts.body, size: bodySize },
    fill: flawedFill,
    border,
    alignment: { vertical: 'center', wrapText: true },
  },
  subtotal: {
    font: { name: fonts.body, size: bodySize, bold: true },
    border,
    alignment: { vertical: 'center', wrapText: true },
  },
  total: {
    font: { name: fonts.body, size: bodySize, bold: true },
    fill: { ...grey, fgColor: { rgb: 'F2F2F2' } },
    border,
    alignment: { vertical: 'center', wrapText: true },
  },
  signature: {
    font: { name: fonts.body, size: bodySize },
    alignment: { horizontal: 'left', vertical: 'center' },
  },
  note: {
    font: { name: fonts.body, size: 9 },
    alignment: { horizontal: 'left', vertical: 'top', wrapText: true },
  },
  paragraph: {
    font: { name: fonts.body, size: 14 },
    alignment: { horizontal: 'left', vertical: 'top', wrapText: true },
  },
}
const framed: ReadonlySet<CellRole> = new Set(['body', 'flawed', 'subtotal', 'total'])

const made = new Map<string, CellStyle>()

/** The style of a cell. Equal cells share one object, so that large sheets stay small. */
export const styleOf = (
  cell: Omit<StyledCell, 'value' | 'formula' | 'note'>,
  columnFormat: CellFormat,
  columnAlign: Alignment | undefined,
): CellStyle => {
  const role = cell.role ?? 'body'
  const format = cell.format ?? (framed.has(role) ? columnFormat : 'text')
  const align = cell.align ?? (framed.has(role) ? columnAlign : undefined)
  const key = [
    role,
    format,
    align ?? '',
    cell.prefix ?? '',
    cell.suffix ?? '',
    cell.alert === true ? '!' : '',
  ].join('\u0001')
  const known = made.get(key)
  if (known !== undefined) return known
  const look = roles[role]
  const horizontal =
    align === undefined ? (framed.has(role) ? usualSide[format] : look.alignment?.horizontal) : sides[align]
  const style: CellStyle = {
    ...look,
    font: { ...look.font, ...(cell.alert === true ? { color: red } : {}) },
    alignment: { ...look.alignment, ...(horizontal === undefined ? {} : { horizontal }) },
    numFmt: numberFormat(format, cell),
  }
  made.set(key, style)
  return style
}

/** Half a Chinese character is one unit of width; the size counts against the body font. */
export const widthOfText = (text: string, role: CellRole): number => {
  const size = roles[role].font?.size ?? bodySize
  const units = Array.from(text).reduce(
    (sum, character) => sum + ((character.codePointAt(0) ?? 0) > 0xff ? 2 : 1),
    0,
  )
  return (units * size) / bodySize
}

/** Points one line of a role takes. */
export const lineHeight = (role: CellRole): number => (roles[role].font?.size ?? bodySize) * 1.4
