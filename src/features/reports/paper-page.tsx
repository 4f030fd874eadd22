import { plain, type Range, type Sheet, type StyledCell } from '../../workbook/model'
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
  /** Its figures are buttons, with their row and column; on paper nothing can be chosen. */
  readonly isOnScreen?: boolean
}

const millimetresPerPoint = 25.4 / 72
const bodySize = 10.5
const footerSize = 9
/** Millimetres from the edge, as the writer sets it. */
const headerTop = 8

/** One page as it comes out of the printer: margins, table, page number. */
export const PaperPage = ({ sheet, printed, page, number, pixels, isOnScreen = false }: PaperPageProps) => {
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
      {sheet.print?.header !== undefined && (
        <div
          className="paper-header"
          style={{
            fontSize: px(footerSize * millimetresPerPoint),
            top: px(headerTop),
            right: px(margins.right),
          }}
        >
          {sheet.print.header}
        </div>
      )}
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
            <PaperRow key={row} {...{ sheet, printed, row, isOnScreen }} height={px(heights[row] ?? 0)} />
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

interface PaperRowProps extends Required<Pick<PaperPageProps, 'sheet' | 'printed' | 'isOnScreen'>> {
  readonly row: number
  readonly height: number
}

const PaperRow = ({ sheet, printed, row, height, isOnScreen }: PaperRowProps) => {
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
            {isOnScreen && isFigure(sheet, printed, styled, row, at) ? (
              <Figure
                text={cellText(styled, column)}
                heading={headingOver(sheet, printed, row, at)}
                {...{ row }}
                column={at}
              />
            ) : (
              cellText(styled, column)
            )}
          </td>
        )
      })}
    </tr>
  )
}

interface FigureProps {
  readonly row: number
  readonly column: number
  readonly heading: string
  readonly text: string
}

const Figure = ({ row, column, heading, text }: FigureProps) => (
  <button
    type="button"
    className="figure"
    data-column={column}
    data-row={row}
    aria-label={`${heading} ${text}`.trim()}
    title="看这个数怎么来的"
  >
    {text}
  </button>
)

const inTable: ReadonlySet<string> = new Set(['body', 'subtotal', 'total'])
const labels: ReadonlySet<unknown> = new Set(['合计', '小计'])

/** Numbers of a table, and whatever its totals say; not the numbers of its rows. */
const isFigure = (
  sheet: Sheet,
  printed: PrintedSheet,
  { role = 'body', value }: StyledCell,
  row: number,
  column: number,
): boolean => {
  if (!inTable.has(role) || value === null) return false
  if (role !== 'body') return !labels.has(value)
  return typeof value === 'number' && headingOver(sheet, printed, row, column) !== '序号'
}

export const hasFigures = (sheet: Sheet, printed: PrintedSheet): boolean =>
  sheet.rows.some(({ cells }, row) =>
    cells.some((cell, column) => isFigure(sheet, printed, plain(cell), row, column)),
  )

/** The lowest heading above a cell. */
const headingOver = ({ rows }: Sheet, { headings }: PrintedSheet, row: number, column: number): string => {
  const over = headings.findLast((above) => {
    const { role, value } = plain(rows[above]?.cells[column] ?? null)
    return above < row && role === 'heading' && typeof value === 'string'
  })
  return over === undefined ? '' : String(plain(rows[over]?.cells[column] ?? null).value).replaceAll('\n', '')
}

const covers = ({ column, columns }: Range, at: number): boolean => at >= column && at < column + columns
