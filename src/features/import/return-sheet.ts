import type { CellProblem } from '../../workbook/drafts/draft'
import type { SheetGrid } from '../../workbook/grid'
import { type FoundTable, placeOf } from '../../workbook/understand/found'
import { type CellMark, markCells } from '../../xlsx/mark-cells'
import type { MadeFile } from './import-types'

interface Returnable {
  readonly name: string
  readonly bytes: Uint8Array
  readonly sheets: readonly SheetGrid[]
}

const suffix = '_退回单'

/** 台账_退回单.xlsx comes back as 台账.xlsx, so that what went in already is known again. */
export const originalName = (name: string): string => name.replace(/_退回单(?:\s*\(\d+\))?(?=\.\w+$|$)/u, '')

/** Of a cell that does not keep its row back. */
const inRemark = '这一行照常导入，原文在备注里；改好后再导入就进入字段。'

/** 退回单: the same workbook, each cell that could not be read filled and commented with what is wrong. */
export const returnSheet = async (
  { name, bytes, sheets }: Returnable,
  table: FoundTable,
  problems: readonly CellProblem[],
  now: string,
): Promise<MadeFile> => {
  const rows = new Map(table.rows.map((row) => [row.key, row]))
  const first = table.columns[0]?.column ?? 0
  const marks = new Map<string, CellMark>()
  for (const { soft, row: key, column, label, reason, suggestion } of problems) {
    const row = rows.get(key)
    if (row === undefined) continue
    const place = placeOf(row, column ?? first)
    const at = `${place.grid.name} ${String(place.row)},${String(place.column)}`
    const text = [
      `${label}：${reason}`,
      ...(soft === true ? [inRemark] : []),
      ...(suggestion === undefined ? [] : [`是否应为“${suggestion}”？`]),
    ].join('\n')
    const before = marks.get(at)
    marks.set(at, {
      sheet: place.grid.name,
      row: place.row,
      column: place.column,
      text: before === undefined ? text : `${before.text}\n${text}`,
    })
  }
  return {
    fileName: `${name.replace(/\.\w+$/u, '')}${suffix}.xlsx`,
    bytes: await markCells(bytes, sheets, [...marks.values()], now),
  }
}
