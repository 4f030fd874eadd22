import { districtEntry } from '../../domain/district-entry'
import type { MoneyUnit } from '../../domain/kinds/kind'
import type { Register } from '../../domain/register'
import { newId } from '../../storage/new-id'
import type { Store } from '../../storage/store'
import { type ColumnMatch, guessRegister, matchColumns } from '../../workbook/columns'
import { readDrafts } from '../../workbook/drafts'
import type { SheetGrid } from '../../workbook/grid'
import { findTables, type FoundTable } from '../../workbook/table'
import { unitIn, vocabularyOf, yearIn } from '../../workbook/vocabulary'
import { readWorkbook } from '../../xlsx/read'
import { districtIn } from './district-in'
import { type ImportPlan, planImport } from './import-plan'
import { mappingView } from './mapping-view'
import { type ImportJob, lostLedger, type OpenedLedger, type TableView } from './import-types'

interface Ledger {
  readonly name: string
  readonly tables: readonly { readonly grid: SheetGrid; readonly table: FoundTable }[]
}

/** The work of one import after another; `today` is asked anew for each. */
export const createImportJob = (
  store: Store,
  registers: readonly Register[],
  today: () => string,
): ImportJob => {
  let ledger: Ledger | undefined
  let plan: ImportPlan | undefined
  /** Rows of each table that are in the store already, for the round in which the others were mended. */
  let imported = new Map<FoundTable, ReadonlySet<number>>()
  let planned: FoundTable | undefined

  const tableAt = (index: number): Ledger['tables'][number] => {
    const found = ledger?.tables[index]
    if (found === undefined) throw lostLedger()
    return found
  }
  const registerOf = (name: string): Register => {
    const found = registers.find((register) => register.name === name)
    if (found === undefined) throw new Error(`No register ${name}`)
    return found
  }

  return {
    open: async (bytes, name): Promise<OpenedLedger> => {
      const read = await readWorkbook(bytes, name)
      if (!read.ok) return { ok: false, message: read.message, advice: read.advice }
      const vocabulary = vocabularyOf(registers)
      const visible = read.sheets.filter(({ hidden }) => !hidden)
      const tables = visible
        .flatMap((grid) => findTables(grid, vocabulary).map((table) => ({ grid, table })))
        .filter(({ table }) => dataRows(table) > 0)
      if (tables.length === 0) return nothingIn(name, visible)
      ledger = { name, tables }
      plan = undefined
      imported = new Map()
      const districts = await store.all('districts')
      const views = tables.map(({ table }, index): TableView => ({
        index,
        sheet: table.sheet,
        title: table.above[0] ?? table.sheet,
        headingRow: table.headingRow,
        dataRows: dataRows(table),
        register: guessRegister(table, registers)?.name,
        district: districtIn([...table.above, name].join(' '), districts),
        signed: table.signed,
        unit: unitAbove(table),
      }))
      return { ok: true, name, tables: views, notes: [...read.notes, ...unread(read.sheets, tables)] }
    },
    mapping: (index, register) =>
      Promise.resolve(
        mappingView(
          tableAt(index),
          matchColumns(tableAt(index).table, registerOf(register), registers),
          registerOf(register),
          registers,
        ),
      ),
    plan: async (choices) => {
      const { grid, table } = tableAt(choices.table)
      const register = registerOf(choices.register)
      const matches = table.columns.map((column): ColumnMatch => {
        const target = choices.targets.find((chosen) => chosen.column === column.column)?.target ?? {
          kind: 'remark',
        }
        return { column, target, because: '' }
      })
      const unit = unitAbove(table) ?? choices.unit
      const year = yearIn(table.above.join(' ')) ?? yearIn(table.sheet) ?? yearIn(ledger?.name ?? '')
      const { corrections } = choices
      const drafts = readDrafts({ grid, table, matches, register, registers, corrections, year, unit })
      const district = (await store.all('districts')).find(({ code }) => code === choices.district)
      planned = table
      plan = await planImport({
        store,
        register,
        registers,
        drafts,
        matches,
        choices,
        district: district === undefined ? undefined : districtEntry(district),
        sheet: table.sheet,
        file: ledger?.name ?? '',
        // Rows that carry nothing but a number or the name of a group are no records either.
        skipped: table.rows.filter(({ kind }) => kind !== 'blank').length - drafts.length,
        today: today(),
        tableRows: new Map(table.rows.map((row) => [row.row, row])),
        imported: imported.get(table) ?? new Set(),
      })
      return plan.view
    },
    rows: async (offset, limit) => ({
      total: plan?.total ?? 0,
      rows: (await plan?.rowsAt(offset, limit)) ?? [],
    }),
    commit: async () => {
      if (plan === undefined || ledger === undefined) throw lostLedger()
      const { operations, view } = plan
      if (operations.length === 0) return { ok: false, message: '没有可以导入的记录。' }
      const done = await store.commit({
        id: newId(),
        kind: 'import',
        title: `导入 ${ledger.name}`,
        operations,
      })
      if (!done.ok) return { ok: false, message: done.message }
      if (planned !== undefined)
        imported.set(planned, new Set([...(imported.get(planned) ?? []), ...plan.rows]))
      plan = undefined
      const { batch, isCopied } = done
      return { ok: true, batch, isCopied, records: view.counts.new, created: view.createdTotals }
    },
  }
}

const dataRows = (table: FoundTable): number => table.rows.filter(({ kind }) => kind === 'data').length

const unitAbove = ({ above }: FoundTable): MoneyUnit | undefined =>
  above.map(unitIn).find((unit) => unit !== undefined)

/** Sheets from which nothing comes are named, so that nobody thinks they are in. */
const unread = (sheets: readonly SheetGrid[], tables: Ledger['tables']): readonly string[] => {
  const used = new Set(tables.map(({ grid }) => grid))
  return sheets
    .filter((sheet) => !used.has(sheet) && sheet.rows.length > 0)
    .map(({ name, hidden }) =>
      hidden
        ? `工作表“${name}”是隐藏的，没有读取。需要导入时请先在 Excel 中取消隐藏。`
        : `工作表“${name}”里没有找到表头，没有读取。`,
    )
}

const nothingIn = (name: string, sheets: readonly SheetGrid[]): OpenedLedger => {
  const blank = sheets.every(({ rows }) => rows.length === 0)
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
