import { plain, type Range, type Sheet } from '../../workbook/model'
import { cellSide, cellText, isFixed } from '../../workbook/cell-text'
import type { PrintedPage, PrintedSheet } from './page-layout'

interface PaperPageProps {
  readonly sheet: Sheet
  readonly printed: PrintedSheet
  readonly page: PrintedPage
  /** From 1. */
  readonly number: number
  /** Screen pixels for a millimetre. */
  readonly pixels: number
}

const millimetresPerPoint = 25.4 / 72
const bodySize = 10.5
const footerSize = 9

/** One page as it comes out of the printer: margins, table, page number. */
export const PaperPage = ({ sheet, printed, page, number, pixels }: PaperPageProps) => {
  const { paper, margins, widths, heights, scale, pages } = printed
  const px = (millimetres: number): number => millimetres * pixels
  const total = String(pages.length)
  const footer = (sheet.print?.footer ?? '').replace('&P', String(number)).replace('&N', total)
  return (
    <div
      className="paper"
      role="group"
      aria-label={`第 ${String(number)} 页`}
      style={{
        width: px(paper.width),
        height: px(paper.height),
        paddingTop: px(margins.top),
        paddingLeft: px(margins.left),
        paddingRight: px(margins.right),
      }}
    >
      <table
        style={{
          fontSize: px(bodySize * millimetresPerPoint * scale),
          width: px(widths.reduce((sum, width) => sum + width, 0)),
        }}
      >
        <colgroup>
          {widths.map((width, column) => (
            <col key={column} style={{ width: px(width) }} />
          ))}
        </colgroup>
        <tbody>
          {[...page.repeated, ...page.rows].map((row) => (
            <PaperRow key={row} sheet={sheet} row={row} height={px(heights[row] ?? 0)} />
          ))}
        </tbody>
      </table>
      <div
        className="paper-footer"
        style={{
          fontSize: px(footerSize * millimetresPerPoint),
          bottom: px(Math.max(8, margins.bottom / 2)),
        }}
      >
        {footer}
      </div>
    </div>
  )
}

interface PaperRowProps {
  readonly sheet: Sheet
  readonly row: number
  readonly height: number
}

const PaperRow = ({ sheet, row, height }: PaperRowProps) => {
  const cells = sheet.rows[row]?.cells ?? []
  const merges = sheet.merges.filter((merge) => row >= merge.row && row < merge.row + merge.rows)
  return (
    <tr style={{ height }}>
      {sheet.columns.map((column, at) => {
        const merge = merges.find((range) => covers(range, at))
        if (merge !== undefined && (merge.row !== row || merge.column !== at)) return null
        const cell = cells[at] ?? null
        const styled = plain(cell)
        const role = cell === null ? 'none' : (styled.role ?? 'body')
        const classes = [
          role,
          cellSide(styled, column) ?? '',
          isFixed(styled) ? 'fixed' : '',
          styled.alert === true ? 'alert' : '',
        ]
        return (
          <td
            key={at}
            colSpan={merge?.columns ?? 1}
            rowSpan={merge?.rows ?? 1}
            className={classes.filter((name) => name !== '').join(' ')}
          >
            {cellText(styled, column)}
          </td>
        )
      })}
    </tr>
  )
}

const covers = ({ column, columns }: Range, at: number): boolean => at >= column && at < column + columns
