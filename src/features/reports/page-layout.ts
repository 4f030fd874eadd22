import { plain, type Sheet } from '../../workbook/model'
import { heightOfRow } from '../../xlsx/row-height'

/** A page of a sheet: which of its rows stand on it, below the heading that is printed again. */
export interface PrintedPage {
  readonly repeated: readonly number[]
  readonly rows: readonly number[]
}

/** A sheet as a printer would cut it, in millimetres. Rows are as high as the writer makes them in the file. */
export interface PrintedSheet {
  readonly paper: { readonly width: number; readonly height: number }
  readonly margins: NonNullable<Sheet['print']>['margins']
  /** How much smaller than its own size everything is printed, to fit the width of the page. */
  readonly scale: number
  /** By column and by row, after scaling. */
  readonly widths: readonly number[]
  readonly heights: readonly number[]
  readonly pages: readonly PrintedPage[]
  /** Rows with a heading of the table below them. */
  readonly headings: readonly number[]
}

/** Of a screen that shows things in their own size, and of what is printed from a page. */
export const pixelsPerMillimetre = 96 / 25.4

/** Pages; more at once nobody prints, and Chromium takes minutes over it. */
export const mostPrinted = 500

const papers = { A4: [210, 297], A3: [297, 420] } as const
const usualMargins = { top: 15, right: 15, bottom: 15, left: 15 }
/** A unit of column width is a digit of the body font: seven pixels of 1/96 inch. */
const millimetresPerUnit = (7 / 96) * 25.4
const millimetresPerPoint = 25.4 / 72
/** Points of a row that says nothing of its height. */
const usualHeight = 15

export const layOut = (sheet: Sheet): PrintedSheet => {
  const [short, long] = papers[sheet.print?.paper ?? 'A4']
  const paper =
    sheet.print?.orientation === 'portrait' ? { width: short, height: long } : { width: long, height: short }
  const margins = sheet.print?.margins ?? usualMargins
  const full = sheet.columns.map(({ width }) => width * millimetresPerUnit)
  const fullWidth = full.reduce((sum, width) => sum + width, 0)
  const scale = Math.min(1, (paper.width - margins.left - margins.right) / fullWidth)
  const heights = sheet.rows.map(
    ({ height }, index) => (height ?? heightOfRow(sheet, index) ?? usualHeight) * millimetresPerPoint * scale,
  )
  return {
    paper,
    margins,
    scale,
    widths: full.map((width) => width * scale),
    heights,
    pages: cut(heights, repeatedRows(sheet), paper.height - margins.top - margins.bottom),
    headings: sheet.rows.flatMap(({ cells }, row) =>
      cells.some((cell) => plain(cell).role === 'heading') ? [row] : [],
    ),
  }
}

const repeatedRows = ({ print }: Sheet): readonly number[] => {
  if (print?.repeatRows === undefined) return []
  const { first, last } = print.repeatRows
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}

/** Rows stay whole; a row higher than a page has one of its own. */
const cut = (
  heights: readonly number[],
  heading: readonly number[],
  room: number,
): readonly PrintedPage[] => {
  const headingHeight = heading.reduce((sum, row) => sum + (heights[row] ?? 0), 0)
  const pages: { repeated: readonly number[]; rows: number[] }[] = []
  let left = 0
  heights.forEach((height, row) => {
    const page = pages.at(-1)
    if (page !== undefined && height <= left) {
      page.rows.push(row)
      left -= height
      return
    }
    const repeated = row > Math.max(-1, ...heading) ? heading : []
    pages.push({ repeated, rows: [row] })
    left = room - height - (repeated.length === 0 ? 0 : headingHeight)
  })
  return pages
}
