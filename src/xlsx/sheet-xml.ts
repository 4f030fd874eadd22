import { columnName } from '../workbook/grid'
import { columnIndex, translateFormula } from './shift-refs'
import { attributeOf, escapeXml, unescapeXml, withoutAttribute } from './xml-text'

/** A sheet taken apart: what stands before its rows, the rows, what stands behind them. Rows and columns count from 0. */
export interface SheetXml {
  readonly head: string
  readonly rows: readonly RowXml[]
  readonly tail: string
}

export interface RowXml {
  readonly row: number
  /** All attributes but the number. */
  readonly attributes: string
  readonly cells: readonly CellXml[]
}

export interface CellXml {
  readonly column: number
  /** All attributes but the address. */
  readonly attributes: string
  /** What stands in it: `<f>…</f><v>…</v>`. */
  readonly content: string
}

const rowElement = /<row\b([^>]*?)(?:\/>|>([\s\S]*?)<\/row>)/gu
const cellElement = /<c\b([^>]*?)(?:\/>|>([\s\S]*?)<\/c>)/gu

/** Undefined where the sheet is written in a way that is not taken apart here. */
export const parseSheet = (xml: string): SheetXml | undefined => {
  if (
    /<!--|<!\[CDATA\[|<!DOCTYPE|<mc:AlternateContent\b[^>]*>\s*<row/u.test(xml) ||
    !/<worksheet\b/u.test(xml)
  )
    return undefined
  const found = /<sheetData\b[^>]*?(?:\/>|>([\s\S]*?)<\/sheetData>)/u.exec(xml)
  if (found === null) return undefined
  let next = 0
  const rows = [...(found[1] ?? '').matchAll(rowElement)].map(([, attributes = '', content = '']): RowXml => {
    const row = Number(attributeOf(attributes, 'r') ?? next + 1) - 1
    next = row + 1
    return { row, attributes: withoutAttribute(attributes, 'r').trim(), cells: cellsIn(content) }
  })
  return { head: xml.slice(0, found.index), rows, tail: xml.slice(found.index + found[0].length) }
}

const cellsIn = (xml: string): readonly CellXml[] => {
  let next = 0
  return [...xml.matchAll(cellElement)].map(([, attributes = '', content = '']): CellXml => {
    const letters = /^[A-Z]+/u.exec(attributeOf(attributes, 'r') ?? '')?.[0]
    const column = letters === undefined ? next : columnIndex(letters)
    next = column + 1
    return { column, attributes: withoutAttribute(attributes, 'r').trim(), content }
  })
}

export const sheetText = ({ head, rows, tail }: SheetXml): string =>
  `${head}<sheetData>${rows.map(rowText).join('')}</sheetData>${tail}`

const rowText = ({ row, attributes, cells }: RowXml): string => {
  const number = String(row + 1)
  const inner = cells
    .map(({ column, attributes: own, content }) => {
      const start = `<c r="${columnName(column)}${number}"${own === '' ? '' : ` ${own}`}`
      return content === '' ? `${start}/>` : `${start}>${content}</c>`
    })
    .join('')
  return `<row r="${number}"${attributes === '' ? '' : ` ${attributes}`}>${inner}</row>`
}

const formulaElement = /<f\b([^>]*?)(?:\/>|>([^<]*)<\/f>)/u

export interface FormulaXml {
  readonly attributes: string
  readonly text: string
}

/** The formula in the content of a cell. */
export const formulaIn = (content: string): FormulaXml | undefined => {
  const found = formulaElement.exec(content)
  return found === null ? undefined : { attributes: found[1] ?? '', text: unescapeXml(found[2] ?? '') }
}

/** A cell with a formula of its own and no result: programs work it out when they open the file. */
export const withFormula = (cell: CellXml, text: string, kept = ''): CellXml => ({
  ...cell,
  attributes: withoutAttribute(cell.attributes, 't').trim(),
  content: `<f${kept}>${escapeXml(text)}</f>`,
})

/** Formulas that share one text get a text of their own, so that each can be moved by itself. */
export const withOwnFormulas = (sheet: SheetXml): SheetXml => {
  const masters = new Map<string, { readonly row: number; readonly column: number; readonly text: string }>()
  const rows = sheet.rows.map((row): RowXml => ({
    ...row,
    cells: row.cells.map((cell): CellXml => {
      const formula = formulaIn(cell.content)
      if (formula === undefined || attributeOf(formula.attributes, 't') !== 'shared') return cell
      const index = attributeOf(formula.attributes, 'si') ?? ''
      if (formula.text !== '') {
        masters.set(index, { row: row.row, column: cell.column, text: formula.text })
        return withFormula(cell, formula.text)
      }
      const master = masters.get(index)
      return master === undefined
        ? cell
        : withFormula(cell, translateFormula(master.text, row.row - master.row, cell.column - master.column))
    }),
  }))
  return { ...sheet, rows }
}

/** Changes the formulas of cells; where `change` gives undefined the cell stays as it is. */
export const mapFormulas = (
  sheet: SheetXml,
  change: (formula: FormulaXml, row: number) => string | undefined,
): SheetXml => ({
  ...sheet,
  rows: sheet.rows.map((row) => ({
    ...row,
    cells: row.cells.map((cell) => {
      const formula = formulaIn(cell.content)
      const next = formula === undefined ? undefined : change(formula, row.row)
      if (formula === undefined || next === undefined) return cell
      return withFormula(cell, next, formula.attributes.trimEnd())
    }),
  })),
})

export const styleOfCell = ({ attributes }: CellXml): number => Number(attributeOf(attributes, 's') ?? 0)
