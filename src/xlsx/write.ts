import type { Cell as HucreCell, CellStyle, DataValidation, NamedRange, WriteSheet } from 'hucre'
import { writeXlsx } from 'hucre/xlsx'
import { columnName } from '../workbook/grid'
import { type Cell, plain, type Range, type Sheet, type StyledCell, type Workbook } from '../workbook/model'
import { repack } from './package-edit'
import { heightOfRow } from './row-height'
import { styleOf } from './styles'
import { unpack } from './unpack'
import { entriesOf } from './zip-entries'

/**
 * The one writer: a workbook model becomes the bytes of an .xlsx. The same model gives the same bytes. A number that is
 * not one throws, because it is a fault of the report and must not reach a file.
 */
export const writeWorkbook = async (workbook: Workbook): Promise<Uint8Array> => {
  const names = uniqueNames(workbook.sheets)
  const lists: string[][] = []
  const sheets = workbook.sheets.map((sheet, index) => writeSheet(sheet, names[index] ?? sheet.name, lists))
  const bytes = await writeXlsx({
    sheets: [...sheets, ...(lists.length === 0 ? [] : [listSheet(lists)])],
    namedRanges: workbook.sheets.flatMap((sheet, index) => printTitles(sheet, names[index] ?? sheet.name)),
    properties: {
      title: clean(workbook.title),
      creator: clean(workbook.creator),
      created: new Date(workbook.createdAt),
      modified: new Date(workbook.createdAt),
    },
    defaultFont: { name: '仿宋_GB2312', size: 10.5 },
  })
  return withFontsInOrder(bytes)
}

const stylesPart = 'xl/styles.xml'

/** The library writes the colour of a font before its size; the schema wants it behind. */
const withFontsInOrder = async (bytes: Uint8Array): Promise<Uint8Array> => {
  const entries = entriesOf(bytes) ?? []
  const parts = await unpack(
    bytes,
    entries.filter(({ name }) => name === stylesPart),
  )
  const styles = new TextDecoder().decode(parts?.get(stylesPart))
  const ordered = styles.replaceAll(/(<color [^>]*\/>)(<sz [^>]*\/>)/gu, '$2$1')
  return ordered === styles ? bytes : repack({ bytes, entries }, new Map([[stylesPart, ordered]]))
}

const inchOfMillimetre = 1 / 25.4
const longestText = 32_767
const longestInlineList = 255
const listSheetName = '_lists'

/** Text as a cell can hold it: no control characters, not longer than Excel allows. */
const clean = (text: string): string => {
  // XML 1.0 knows no control characters but tab, line feed and carriage return, and no lone surrogates.
  const legal = text.replace(/(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu, '').toWellFormed()
  return legal.length <= longestText ? legal : `${legal.slice(0, longestText - 1)}…`
}

/** Sheet names within Excel's rules and different from each other. */
const uniqueNames = (sheets: readonly { readonly name: string }[]): readonly string[] => {
  const taken = new Set<string>()
  return sheets.map(({ name }) => {
    const base =
      clean(name)
        .replace(/[\\/?*[\]:]/gu, ' ')
        .replace(/^'+|'+$/gu, '')
        .trim()
        .slice(0, 31) || 'Sheet'
    let candidate = base
    for (let count = 2; taken.has(candidate.toLowerCase()); count += 1) {
      const ending = `(${String(count)})`
      candidate = base.slice(0, 31 - ending.length) + ending
    }
    taken.add(candidate.toLowerCase())
    return candidate
  })
}

const quote = (name: string): string => `'${name.replaceAll("'", "''")}'`

/** The library writes print titles with an unquoted sheet name; a named range of our own is right for any name. */
const printTitles = ({ print }: Sheet, name: string): readonly NamedRange[] => {
  if (print?.repeatRows === undefined) return []
  const { first, last } = print.repeatRows
  return [
    {
      name: '_xlnm.Print_Titles',
      range: `${quote(name)}!$${String(first + 1)}:$${String(last + 1)}`,
      scope: name,
    },
  ]
}

const rangeText = ({ row, column, rows, columns }: Range): string =>
  `${columnName(column)}${String(row + 1)}:${columnName(column + columns - 1)}${String(row + rows)}`

const writeSheet = (sheet: Sheet, name: string, lists: string[][]): WriteSheet => {
  const cells = new Map<string, Partial<HucreCell>>()
  const rows = sheet.rows.map((row, index) =>
    row.cells.map((cell, column) => writeCell(sheet, cell, index, column, cells)),
  )
  frameMerges(sheet, cells)
  const rowDefs = new Map(
    sheet.rows.flatMap((row, index) => heightOf(index, row.height ?? heightOfRow(sheet, index))),
  )
  return {
    name,
    columns: sheet.columns.map(({ width, hidden, format, align }) => ({
      width,
      ...(hidden === true ? { hidden } : {}),
      style: styleOf({}, format ?? 'text', align),
    })),
    rows,
    cells,
    rowDefs,
    merges: sheet.merges.map(({ row, column, rows: height, columns }) => ({
      startRow: row,
      startCol: column,
      endRow: row + height - 1,
      endCol: column + columns - 1,
    })),
    ...(sheet.freeze === undefined ? {} : { freezePane: sheet.freeze }),
    ...(sheet.autoFilter === undefined ? {} : { autoFilter: { range: rangeText(sheet.autoFilter) } }),
    ...(sheet.visibility === 'hidden' ? { hidden: true } : {}),
    ...(sheet.visibility === 'veryHidden' ? { veryHidden: true } : {}),
    ...pageOf(sheet),
    dataValidations: (sheet.validations ?? []).map(({ range, options, message }) =>
      validation(rangeText(range), options, message, lists),
    ),
  }
}

const heightOf = (
  index: number,
  height: number | undefined,
): readonly (readonly [number, { height: number }])[] => (height === undefined ? [] : [[index, { height }]])

/** Bare values take the style of their column; only the others carry one of their own. */
const writeCell = (
  sheet: Sheet,
  cell: Cell,
  row: number,
  column: number,
  cells: Map<string, Partial<HucreCell>>,
): string | number | null => {
  const styled = plain(cell)
  const value = valueOf(styled)
  if (cell !== null && typeof cell !== 'object') return value
  if (cell === null) return null
  const { format, align } = sheet.columns[column] ?? {}
  const style: CellStyle = styleOf(styled, format ?? 'text', align)
  const formula =
    styled.formula === undefined
      ? {}
      : { formula: styled.formula, ...(value === null ? {} : { formulaResult: value }) }
  const note = styled.note === undefined ? {} : { comment: { author: '科创台账', text: clean(styled.note) } }
  cells.set(`${String(row)},${String(column)}`, { value, style, ...formula, ...note })
  return value
}

const serialOfEpoch = 25_569
const millisecondsInDay = 86_400_000

const valueOf = ({ value, format }: StyledCell): string | number | null => {
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error('A report made a number that is none.')
    return value
  }
  if (value === null) return null
  if (format === 'date' && /^\d{4}-\d{2}-\d{2}$/u.test(value))
    return Date.parse(`${value}T00:00:00Z`) / millisecondsInDay + serialOfEpoch
  return clean(value)
}

/** Every cell under a merge carries its frame, else Excel draws half a border. */
const frameMerges = (sheet: Sheet, cells: Map<string, Partial<HucreCell>>): void => {
  for (const { row, column, rows, columns } of sheet.merges) {
    const style = cells.get(`${String(row)},${String(column)}`)?.style
    if (style === undefined) continue
    for (let at = 0; at < rows * columns; at += 1) {
      const key = `${String(row + Math.floor(at / columns))},${String(column + (at % columns))}`
      if (!cells.has(key)) cells.set(key, { value: null, style })
    }
  }
}

const pageOf = ({ print }: Sheet): Pick<WriteSheet, 'pageSetup' | 'headerFooter'> => {
  if (print === undefined) return {}
  const { top, right, bottom, left } = print.margins
  const inches = (millimetres: number): number => Math.round(millimetres * inchOfMillimetre * 10_000) / 10_000
  return {
    pageSetup: {
      paperSize: print.paper === 'A4' ? 'a4' : 'a3',
      orientation: print.orientation,
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      horizontalCentered: true,
      margins: {
        top: inches(top),
        right: inches(right),
        bottom: inches(bottom),
        left: inches(left),
        header: inches(8),
        footer: inches(Math.max(8, bottom / 2)),
      },
    },
    headerFooter: {
      oddFooter: `&C${print.footer}`,
      // A single & begins a code.
      ...(print.header === undefined ? {} : { oddHeader: `&R${print.header.replaceAll('&', '&&')}` }),
    },
  }
}

/** A short list stands in the rule itself; a longer one on a hidden sheet. */
const validation = (
  range: string,
  options: readonly string[],
  message: string | undefined,
  lists: string[][],
): DataValidation => {
  const shown = {
    showErrorMessage: true,
    ...(message === undefined ? {} : { showInputMessage: true, inputMessage: message }),
  }
  const inline =
    options.every((option) => !option.includes(',')) && options.join(',').length <= longestInlineList
  if (inline) return { type: 'list', values: [...options], range, ...shown }
  const column = columnName(lists.length)
  lists.push([...options])
  return {
    type: 'list',
    formula1: `${listSheetName}!$${column}$1:$${column}$${String(options.length)}`,
    range,
    ...shown,
  }
}

const listSheet = (lists: readonly (readonly string[])[]): WriteSheet => {
  const longest = Math.max(...lists.map((list) => list.length))
  const rows = Array.from({ length: longest }, (_, row) => lists.map((list) => list[row] ?? null))
  return { name: listSheetName, rows, veryHidden: true }
}
