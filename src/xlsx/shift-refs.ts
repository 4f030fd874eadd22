import { columnName } from '../workbook/grid'

/** Rows put in directly below a row. Rows count from 0. */
export interface Insertion {
  readonly below: number
  readonly count: number
}

/** Where a formula stands, so that references without a sheet's name can be told apart. */
export interface FormulaPlace {
  /** The sheet into which rows are put. */
  readonly sheet: string
  /** The formula stands on that sheet. */
  readonly isOwn: boolean
  /** It stands in a row that is itself filled: what lies in its own row only does not grow. */
  readonly inDataRow?: boolean
}

const corner = /^(\$?)([A-Za-z]{1,3})?(\$?)(\d{1,7})?$/u

interface Corner {
  readonly column: string | undefined
  readonly isColumnFixed: boolean
  readonly row: number | undefined
  readonly isRowFixed: boolean
}

const cornerOf = (text: string): Corner => {
  const [, before = '', column, dollar = '', row] = corner.exec(text) ?? []
  const isRowOnly = column === undefined
  return {
    column,
    isColumnFixed: !isRowOnly && before === '$',
    row: row === undefined ? undefined : Number(row) - 1,
    isRowFixed: (isRowOnly ? before + dollar : dollar) === '$',
  }
}

const textOf = ({ column = '', isColumnFixed, row, isRowFixed }: Corner): string =>
  `${isColumnFixed ? '$' : ''}${column}${isRowFixed ? '$' : ''}${row === undefined ? '' : String(row + 1)}`

/** A range that ends on the last filled row, or reaches over it, grows; what lies below moves down. */
const shiftRange = (text: string, { below, count }: Insertion, growsInRow: boolean): string => {
  const [first = '', second] = text.split(':')
  const start = cornerOf(first)
  const moved = (at: Corner): string =>
    textOf({ ...at, row: at.row !== undefined && at.row > below ? at.row + count : at.row })
  if (second === undefined) return moved(start)
  const end = cornerOf(second)
  if (start.row === undefined || end.row === undefined) return text
  const grows = start.row <= below && end.row >= below && (growsInRow || start.row < end.row)
  return `${moved(start)}:${grows ? textOf({ ...end, row: end.row + count }) : moved(end)}`
}

const reference =
  /"(?:[^"]|"")*"|((?:'(?:[^']|'')+'|(?:\[\d+\])?[\p{L}_\\][\p{L}\p{N}_.]*(?::[\p{L}_\\][\p{L}\p{N}_.]*)?)!)?(?<![\p{L}\p{N}_.$])(\$?[A-Za-z]{1,3}\$?\d{1,7}(?::\$?[A-Za-z]{1,3}\$?\d{1,7})?|\$?\d{1,7}:\$?\d{1,7})(?![\p{L}\p{N}_.(!])|\[[^\]]*\]/gu

const mapReferences = (
  formula: string,
  change: (range: string, sheet: string | undefined) => string,
): string =>
  formula.replace(
    reference,
    (whole: string, prefix: string | undefined, range: string | undefined): string =>
      range === undefined
        ? whole
        : `${prefix ?? ''}${change(range, prefix === undefined ? undefined : unquoted(prefix.slice(0, -1)))}`,
  )

const unquoted = (name: string): string =>
  name.startsWith("'") ? name.slice(1, -1).replaceAll("''", "'") : name

const isSame = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()

/** A formula after rows were put into a sheet. Texts, names and other workbooks stay as they are. */
export const shiftFormula = (formula: string, insertion: Insertion, place: FormulaPlace): string =>
  mapReferences(formula, (range, sheet) =>
    (sheet === undefined ? place.isOwn : isSame(sheet, place.sheet))
      ? shiftRange(range, insertion, place.inDataRow !== true)
      : range,
  )

/** A formula copied so many rows down and columns to the right: what is not fixed by `$` goes along. */
export const translateFormula = (formula: string, rows: number, columns = 0): string =>
  mapReferences(formula, (range) =>
    range
      .split(':')
      .map((text) => {
        const at = cornerOf(text)
        return textOf({
          ...at,
          row: at.row === undefined || at.isRowFixed ? at.row : at.row + rows,
          column:
            at.column === undefined || at.isColumnFixed
              ? at.column
              : columnName(columnIndex(at.column) + columns),
        })
      })
      .join(':'),
  )

/** 0 for A. */
export const columnIndex = (letters: string): number =>
  Array.from(letters.toUpperCase()).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1

/** Whether a formula looks at cells of a sheet by its name. */
export const mentions = (formula: string, sheet: string): boolean => {
  let found = false
  mapReferences(formula, (range, name) => {
    if (name !== undefined && isSame(name, sheet)) found = true
    return range
  })
  return found
}

/** Sheets from one to another (`一月:三月!A1`), of which nobody can say here which ones they are. */
export const spansSheets = (formula: string): boolean => {
  let found = false
  mapReferences(formula, (range, name) => {
    if (name?.includes(':') === true) found = true
    return range
  })
  return found
}

/** `A1:B2 C5` as validations and conditional formats have it; a single cell of the last row grows too. */
export const shiftAreas = (areas: string, insertion: Insertion): string =>
  areas
    .trim()
    .split(/\s+/u)
    .map((area) => {
      const single = insertion.count > 0 && !area.includes(':') && cornerOf(area).row === insertion.below
      return shiftRange(single ? `${area}:${area}` : area, insertion, true)
    })
    .join(' ')

/** A merged range or the cell of a link: what lies in one row stays there. */
export const shiftPlace = (area: string, insertion: Insertion): string => shiftRange(area, insertion, false)
