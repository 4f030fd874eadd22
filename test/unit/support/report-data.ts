import type { LedgerRecord } from '../../../src/domain/record'
import { usualRules } from '../../../src/domain/office-rules'
import { monthsPeriod } from '../../../src/domain/period'
import type { BuiltReport, ReportData, ReportOptions } from '../../../src/reports/report'
import { ownUse } from '../../../src/workbook/export-profile'
import { type Cell, plain, type Sheet, type StyledCell } from '../../../src/workbook/model'

type Given = Readonly<Record<string, readonly LedgerRecord[]>>

/** Records of any register by its name (`services` for short); all of them can be linked to. */
export const reportData = ({ services = [], ...given }: Given): ReportData => {
  const all: Given = { serviceRecords: services, ...given }
  const linked: ReportData['linked'] = (register, id) => all[register]?.find((record) => record.id === id)
  return {
    records: (register) => (all[register.name] ?? []) as readonly never[],
    linked,
    nameOf: (register, id) => {
      if (register === 'needs') return linked(register, id)?.code ?? id
      const name = linked(register, id)?.values['name']
      return typeof name === 'string' ? name : `？${id}`
    },
    rules: usualRules,
  }
}

export const reportOptions = (changed: Partial<ReportOptions> = {}): ReportOptions => ({
  period: monthsPeriod('半年', 2021, 0),
  district: '500118',
  districtName: '永川区',
  unitName: '重庆市永川区科学技术协会',
  unitHead: '',
  reviewer: '',
  filler: '张三',
  phone: '023-49801234',
  filledOn: '2021-07-02',
  createdAt: '2021-07-02T08:00:00.000Z',
  paper: 'A4',
  compactMargins: false,
  totalsFirst: false,
  profile: ownUse,
  unmerged: false,
  samples: false,
  rowsBy: '地区',
  ...changed,
})

export const sheetOf = ({ workbook }: BuiltReport, index = 0): Sheet => {
  const sheet = workbook.sheets[index]
  if (sheet === undefined) throw new Error(`No sheet ${String(index)}`)
  return sheet
}

const values = (cells: readonly Cell[]): readonly StyledCell['value'][] =>
  cells.map((cell) => plain(cell).value)

/** The rows between heading and totals, and the row of totals, of a report's sheet. */
export const tableOf = (sheet: Sheet) => {
  const isIn = (role: string) => (cells: readonly Cell[]) =>
    cells.some((cell) => cell !== null && (plain(cell).role ?? 'body') === role)
  const rows = sheet.rows.map(({ cells }) => cells)
  const body = rows.filter((cells) => cells.length > 1 && isIn('body')(cells))
  const totals = rows.find(isIn('total'))
  return { body, values: body.map(values), totals: (totals ?? []).map(plain) }
}

/** What stands under a heading, in the body and in the totals. */
export const columnOf = (sheet: Sheet, heading: string) => {
  const column = sheet.rows
    .slice(0, 6)
    .map(({ cells }) =>
      cells.findIndex((cell) => {
        const { value, role } = plain(cell)
        return role === 'heading' && String(value).replaceAll('\n', '') === heading
      }),
    )
    .find((at) => at >= 0)
  if (column === undefined) throw new Error(`No column ${heading}`)
  const { body, totals } = tableOf(sheet)
  return { cells: body.map((cells) => plain(cells[column] ?? null)), total: totals[column] }
}

/** Texts of the lines that run over the whole sheet, by their role. */
export const linesOf = (sheet: Sheet, role: string): readonly string[] =>
  sheet.rows.flatMap(({ cells }) =>
    cells.flatMap((cell) => {
      const { value, role: own } = plain(cell)
      return own === role && typeof value === 'string' ? [value] : []
    }),
  )

/** The rows of `_meta`. */
export const metaOf = ({ workbook }: BuiltReport): readonly (readonly [string, string])[] => {
  const sheet = workbook.sheets.find(({ name }) => name === '_meta')
  return (sheet?.rows ?? []).map(({ cells }): [string, string] => [
    String(plain(cells[0] ?? null).value),
    String(plain(cells[1] ?? null).value),
  ])
}
