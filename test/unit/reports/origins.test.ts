import { beforeAll, describe, expect, test } from 'vitest'
import { monthsPeriod, type Period, weekPeriod } from '../../../src/domain/period'
import { registers } from '../../../src/domain/registers/all'
import { collect, dataOf } from '../../../src/features/reports/report-data'
import { reports } from '../../../src/reports/all'
import type { Origin } from '../../../src/reports/figure-origin'
import type { Report, ReportData, ReportOptions } from '../../../src/reports/report'
import { plain, type Sheet, type StyledCell } from '../../../src/workbook/model'
import { reportOptions } from '../support/report-data'
import { sampleStore } from '../support/sample-store'

/**
 * The records behind a figure are all that it needs: a report made of them alone shows the same figure in the same column.
 * Registers that a figure does not count stay whole.
 */
const periodFor = (usual: string): Period =>
  usual === '周'
    ? weekPeriod(2021, 17)
    : usual === '年'
      ? monthsPeriod('年', 2021, 0)
      : monthsPeriod('半年', 2021, 0)
const optionsFor = ({ usual }: Report, changed: Partial<ReportOptions>): ReportOptions =>
  reportOptions({ samples: true, period: periodFor(usual), ...changed })
const city: Partial<ReportOptions> = { district: undefined, districtName: '全市' }

interface Figure {
  readonly sheet: string
  readonly row: number
  readonly column: number
  readonly cell: StyledCell
}

const inTable = (role = 'body'): boolean => ['body', 'subtotal', 'total'].includes(role)

const headingOf = ({ rows }: Sheet, row: number, column: number): unknown =>
  rows
    .slice(0, row)
    .map(({ cells }) => plain(cells[column] ?? null))
    .findLast(({ role, value }) => role === 'heading' && value !== null)?.value

const figuresOf = (sheets: readonly Sheet[]): readonly Figure[] =>
  sheets
    .filter(({ visibility }) => visibility === 'visible')
    .flatMap((sheet) =>
      sheet.rows.flatMap(({ cells }, row) =>
        cells.flatMap((bare, column): readonly Figure[] => {
          const cell = plain(bare)
          return typeof cell.value === 'number' &&
            inTable(cell.role) &&
            headingOf(sheet, row, column) !== '序号'
            ? [{ sheet: sheet.name, row, column, cell }]
            : []
        }),
      ),
    )

let data: ReportData
let registerOf: ReadonlyMap<string, string>

beforeAll(async () => {
  const store = await sampleStore()
  const names = registers.map(({ name }) => name)
  data = dataOf(await collect(store, names, { district: undefined }), registers)
  registerOf = new Map(
    registers.flatMap((register) => data.records(register).map(({ id }) => [id, register.name] as const)),
  )
})

/** The data with only these records in the registers that they are of. */
const onlyWith = ({ counted, outOf = [] }: Origin): ReportData => {
  const ids = new Set([...counted, ...outOf].map(({ id }) => id))
  const touched = new Set([...ids].map((id) => registerOf.get(id)))
  return {
    ...data,
    records: (register) =>
      touched.has(register.name)
        ? data.records(register).filter(({ id }) => ids.has(id))
        : data.records(register),
  }
}

/** The report made of the records of an origin alone; figures that count the same records share one. */
const remaker = (report: Report, options: ReportOptions) => {
  const made = new Map<string, readonly Sheet[]>()
  return (origin: Origin): readonly Sheet[] => {
    const key = [...origin.counted, ...(origin.outOf ?? [])]
      .map(({ id }) => id)
      .sort()
      .join(' ')
    const known = made.get(key) ?? report.build(onlyWith(origin), options).workbook.sheets
    made.set(key, known)
    return known
  }
}

const same = (a: StyledCell, b: StyledCell): boolean =>
  inTable(b.role) &&
  typeof a.value === 'number' &&
  typeof b.value === 'number' &&
  Math.abs(a.value - b.value) < 1e-9 &&
  a.prefix === b.prefix

describe.each(reports.filter(({ code }) => code.startsWith('R')))('$code $title', (report) => {
  test.each([
    ['全市', city],
    ['永川区，合计在首行', { totalsFirst: true }],
  ])('%s: the records behind each figure recompute to it', { timeout: 60_000 }, (_name, changed) => {
    const options = optionsFor(report, changed)
    const figures = figuresOf(report.build(data, options).workbook.sheets)
    const origins = report.origins(data, options)
    const remade = remaker(report, options)
    const wrong = figures.flatMap(({ sheet, row, column, cell }) => {
      const origin = origins(sheet, row, column)
      const what = `${sheet} ${String(row)}/${String(column)} ${String(cell.value)}`
      if (origin === undefined) return [`${what}: no origin`]
      if (origin.formula === '' || origin.heading === '') return [`${what}: not in words`]
      if (cell.value === 0) return []
      const again = remade(origin).find(({ name }) => name === sheet)
      return again?.rows.some(({ cells }) => same(cell, plain(cells[column] ?? null))) === true
        ? []
        : [`${what}: ${origin.heading}, ${String(origin.counted.length)} records`]
    })
    expect(wrong).toEqual([])
  })

  test('what the records add to a sum comes to the sum', () => {
    const options = optionsFor(report, city)
    const origins = report.origins(data, options)
    const wrong = figuresOf(report.build(data, options).workbook.sheets).flatMap((figure) => {
      const amounts = origins(figure.sheet, figure.row, figure.column)?.amounts
      if (amounts === undefined || amounts.size === 0) return []
      const sum = [...amounts.values()].reduce((total, amount) => total + amount, 0)
      return Math.abs(sum - Number(figure.cell.value)) < 1e-6 ? [] : [{ ...figure, sum }]
    })
    expect(wrong).toEqual([])
  })
})

test('every figure of the indicators in a package leads to its records', () => {
  const pack = reports.find(({ code }) => code === '季报包')
  if (pack === undefined) throw new Error('No package')
  const options = optionsFor(pack, city)
  const origins = pack.origins(data, options)
  const missing = figuresOf(pack.build(data, options).workbook.sheets).filter(
    ({ sheet, row, column }) => origins(sheet, row, column) === undefined,
  )
  expect(missing).toEqual([])
})
