import type { MoneyUnit } from '../../domain/kinds/kind'
import type { Register } from '../../domain/register'
import type { Store } from '../../storage/store'
import type { SheetGrid } from '../../workbook/grid'
import { guessRegister } from '../../workbook/mapping/guess-register'
import type { OwnWorkbook } from '../../workbook/meta'
import { type FoundTable, textsAbove } from '../../workbook/understand/found'
import { unitIn } from '../../workbook/vocabulary'
import { districtIn } from './district-in'
import type { OpenedLedger, SheetView, TableView } from './import-types'
import { ownWarnings, refusalOf } from './own-notes'
import { isOwnTable } from './plan/returned-rows'

interface OpenLedger {
  readonly name: string
  readonly sheets: readonly SheetGrid[]
  readonly notes: readonly string[]
  readonly tables: readonly FoundTable[]
  readonly statistics: readonly FoundTable[]
  readonly own: OwnWorkbook | undefined
}

/** A file as the screens show it, or why nothing in it can be imported. */
export const ledgerView = async (
  { name, sheets, notes, tables, statistics, own }: OpenLedger,
  store: Store,
  registers: readonly Register[],
): Promise<OpenedLedger> => {
  if (tables.length === 0)
    return statistics.length > 0 ? onlyCounts(name, statistics) : nothingIn(name, sheets)
  const refusal = refusalOf(name, own)
  if (refusal !== undefined) return { ok: false, ...refusal }
  const districts = await store.all('districts')
  return {
    ok: true,
    name,
    notes: [...notes, ...unread(sheets, tables, statistics), ...counting(statistics)],
    warnings: await ownWarnings(own, tables, store),
    sheets: sheets.map((sheet) => sheetView(sheet, tables)),
    own: ownView(own, registers),
    tables: tables.map((table, index): TableView => {
      const [part] = table.parts
      const above = textsAbove(table)
      return {
        index,
        sheets: [...new Set(table.parts.map(({ grid }) => grid.name))],
        title: above[0] ?? table.sheet,
        shape: table.shape,
        headingRow: part.headingRow,
        headingRows: part.headingRows,
        because: part.because,
        records: recordsIn(table),
        register: registerFor(table, own, registers),
        district: districtIn([...above, name].join(' '), districts),
        signed: table.signed,
        unit: unitAbove(table),
      }
    }),
  }
}

const registerFor = (
  table: FoundTable,
  own: OwnWorkbook | undefined,
  registers: readonly Register[],
): string | undefined => {
  const template = registers.find(({ title }) => title === own?.facts.template && title === table.sheet)
  const noted = own !== undefined && isOwnTable(own, table) ? ownView(own, registers)?.register : undefined
  return noted ?? template?.name ?? guessRegister(table, registers)?.name
}

/** The register from which a workbook of our own was written. */
const ownView = (
  own: OwnWorkbook | undefined,
  registers: readonly Register[],
): { readonly register: string; readonly title: string } | undefined => {
  const register = registers.find(({ name }) => name === own?.facts.register)
  return register === undefined || own === undefined || own.records.length === 0
    ? undefined
    : { register: register.name, title: own.facts.report ?? register.title }
}

const recordsIn = ({ rows }: FoundTable): number =>
  new Set(rows.flatMap(({ kind, record }) => (kind === 'data' ? [record] : []))).size

const sheetView = (sheet: SheetGrid, tables: readonly FoundTable[]): SheetView => ({
  name: sheet.name,
  hidden: sheet.hidden,
  rows: sheet.rows.length,
  columns: sheet.rows.reduce((most, { length }) => Math.max(most, length), 0),
  tables: tables.flatMap(({ parts }, index) => (parts.some(({ grid }) => grid === sheet) ? [index] : [])),
})

const unitAbove = ({ parts }: FoundTable): MoneyUnit | undefined =>
  parts.flatMap(({ above }) => above.map(unitIn)).find((unit) => unit !== undefined)

const ownSheets = ['_meta', '_lists', '填写说明']

/** Sheets from which nothing comes are named, so that nobody thinks they are in. */
const unread = (
  sheets: readonly SheetGrid[],
  tables: readonly FoundTable[],
  statistics: readonly FoundTable[],
): readonly string[] => {
  const used = new Set([...tables, ...statistics].flatMap(({ parts }) => parts.map(({ grid }) => grid)))
  return sheets
    .filter((sheet) => !used.has(sheet) && sheet.rows.length > 0 && !ownSheets.includes(sheet.name))
    .map(({ name, hidden }) =>
      hidden ? `工作表“${name}”是隐藏的，没有读取。` : `工作表“${name}”里没有找到表格，没有读取。`,
    )
}

/** Tables that only count are named with their rows: their figures come from the records. */
const counting = (statistics: readonly FoundTable[]): readonly string[] =>
  statistics.flatMap(({ parts }) =>
    parts.map(
      ({ grid, headingRow, lastRow }) =>
        `工作表“${grid.name}”第 ${String(headingRow + 1)}—${String(lastRow + 1)} 行是统计表，只有汇总数，没有当作记录读取。`,
    ),
  )

const onlyCounts = (name: string, statistics: readonly FoundTable[]): OpenedLedger => ({
  ok: false,
  message: `“${name}”是统计表，只有汇总数，没有逐条的记录。`,
  advice:
    '请选择逐条登记的台账；汇总数由程序从记录算出，不必导入。如果它其实是一行一条的台账，请按“按明细读取”。',
  counting: [...new Set(statistics.flatMap(({ parts }) => parts.map(({ grid }) => grid.name)))],
})

const nothingIn = (name: string, sheets: readonly SheetGrid[]): OpenedLedger => {
  const visible = sheets.filter(({ hidden }) => !hidden)
  const blank = visible.every(({ rows }) => rows.length === 0)
  const message = blank
    ? `“${name}”里没有可导入的内容，工作表都是空的。`
    : `在“${name}”里没有找到带表头的表格。`
  return {
    ok: false,
    message,
    advice: blank
      ? '请确认选对了文件。'
      : '请确认表格有一行表头（如“服务日期、企业名称…”），表头下面有数据。',
  }
}
