import { memo } from 'react'
import type { DrawnCell, DrawnRow, ShownSheet } from './shown-sheets'

interface PaperPageProps {
  readonly sheet: Pick<ShownSheet, 'print' | 'printed' | 'pages'>
  /** From 1. */
  readonly number: number
  readonly rows: readonly DrawnRow[]
  /** Screen pixels for a millimetre. */
  readonly pixels: number
  /** Its figures are buttons, with their row and column; on paper nothing can be chosen. */
  readonly isOnScreen?: boolean
  /** There are more rows to come. */
  readonly isBusy?: boolean
}

const millimetresPerPoint = 25.4 / 72
const bodySize = 10.5
const footerSize = 9
/** Millimetres from the edge, as the writer sets it. */
const headerTop = 8

/** One page as it comes out of the printer: margins, table, page number. */
export const PaperPage = ({ sheet, number, rows, pixels, isOnScreen = false, isBusy }: PaperPageProps) => {
  const { paper, margins, widths, scale } = sheet.printed
  const px = (millimetres: number): number => millimetres * pixels
  const footer = (sheet.print?.footer ?? '').replace('&P', String(number)).replace('&N', String(sheet.pages))
  return (
    <div
      className="paper"
      role="group"
      aria-label={`第 ${String(number)} 页`}
      aria-busy={isBusy}
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
          {rows.map((drawn) => (
            <PaperRow key={drawn.row} {...{ drawn, isOnScreen }} height={px(drawn.height)} />
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

interface PaperRowProps extends Required<Pick<PaperPageProps, 'isOnScreen'>> {
  readonly drawn: DrawnRow
  /** Pixels. */
  readonly height: number
}

/** Those that are there stay as they are while more rows come below them. */
const PaperRow = memo(({ drawn: { row, cells }, height, isOnScreen }: PaperRowProps) => (
  <tr style={{ height }}>
    {cells.map((cell) => (
      <td key={cell.column} colSpan={cell.columns} rowSpan={cell.rows} className={cell.classes}>
        {isOnScreen && cell.heading !== undefined ? (
          <Figure {...cell} heading={cell.heading} row={row} />
        ) : (
          cell.text
        )}
      </td>
    ))}
  </tr>
))
PaperRow.displayName = 'PaperRow'

interface FigureProps extends Pick<DrawnCell, 'column' | 'text'> {
  readonly row: number
  readonly heading: string
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
