import { tidy } from '../../domain/kinds/kind'
import type { Register } from '../../domain/register'
import { newId } from '../../storage/new-id'
import type { Store } from '../../storage/store'
import {
  type ColumnMatch,
  type ColumnTarget,
  guessRegister,
  matchColumns,
  targetKey,
} from '../../workbook/columns'
import { readDrafts } from '../../workbook/drafts'
import type { SheetGrid } from '../../workbook/grid'
import { findTables, type FoundTable } from '../../workbook/table'
import { vocabularyOf } from '../../workbook/vocabulary'
import { readWorkbook } from '../../xlsx/read'
import { type ImportPlan, planImport } from './import-plan'
import type { ImportJob, MappingView, OpenedLedger, TableView, TargetOption } from './import-types'

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

  const tableAt = (index: number): Ledger['tables'][number] => {
    const found = ledger?.tables[index]
    if (found === undefined) throw new Error('No ledger is open.')
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
      const districts = await store.all('districts')
      const views = tables.map(({ table }, index): TableView => ({
        index,
        sheet: table.sheet,
        title: table.above[0] ?? table.sheet,
        headingRow: table.headingRow,
        dataRows: dataRows(table),
        register: guessRegister(table, registers)?.name,
        district: districtIn(
          [...table.above, name].join(' '),
          districts.map(({ code, values }) => ({ code, values })),
        ),
        signed: table.signed,
      }))
      return { ok: true, name, tables: views, notes: read.notes }
    },
    mapping: (index, register) =>
      Promise.resolve(
        mappingView(
          tableAt(index).table,
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
      const drafts = readDrafts(grid, table, matches, register, registers, choices.corrections)
      const skipped = table.rows.filter(
        ({ kind }) => kind === 'subtotal' || kind === 'signature' || kind === 'heading' || kind === 'note',
      ).length
      plan = await planImport({
        store,
        register,
        registers,
        drafts,
        matches,
        choices,
        sheet: table.sheet,
        file: ledger?.name ?? '',
        skipped,
        today: today(),
      })
      return plan.view
    },
    rows: (offset, limit) =>
      Promise.resolve({
        total: plan?.rows.length ?? 0,
        rows: plan?.rows.slice(offset, offset + limit) ?? [],
      }),
    commit: async () => {
      if (plan === undefined || ledger === undefined) throw new Error('Nothing is planned.')
      const { operations, view } = plan
      if (operations.length === 0) return { ok: false, message: '没有可以导入的记录。' }
      const done = await store.commit({
        id: newId(),
        kind: 'import',
        title: `导入 ${ledger.name}`,
        operations,
      })
      if (!done.ok) return { ok: false, message: done.message }
      plan = undefined
      return { ok: true, batch: done.batch, records: view.counts.new, created: view.createdTotals }
    },
  }
}

const dataRows = (table: FoundTable): number => table.rows.filter(({ kind }) => kind === 'data').length

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

interface DistrictNames {
  readonly code: string
  readonly values: Readonly<Record<string, unknown>>
}

/** The district that a title or 填报单位 names; the longest name wins, so that 重庆高新区 is not 高新区 of another. */
const districtIn = (text: string, districts: readonly DistrictNames[]): string | undefined => {
  const named = districts.flatMap(({ code, values }) =>
    [values['name'], values['shortName']].flatMap((name) =>
      typeof name === 'string' && name !== '' && text.includes(name) ? [{ code, name }] : [],
    ),
  )
  return named.sort((a, b) => b.name.length - a.name.length)[0]?.code
}

const sampleCount = 3

const mappingView = (
  table: FoundTable,
  matches: readonly ColumnMatch[],
  register: Register,
  registers: readonly Register[],
): MappingView => ({
  columns: matches.map(({ column, target, because }) => ({
    column: column.column,
    heading: [...column.parents, column.heading].join(' / '),
    samples: table.rows
      .filter(({ kind }) => kind === 'data')
      .slice(0, sampleCount)
      .map(({ cells }) => tidy(cells[column.column] ?? null)),
    target,
    because,
  })),
  targets: targetOptions(register, registers),
})

/** Every place a column can go, in the order of the form. */
const targetOptions = (register: Register, registers: readonly Register[]): readonly TargetOption[] => {
  const option = (target: ColumnTarget, label: string): TargetOption => ({
    key: targetKey(target),
    target,
    label,
  })
  const own = Object.entries(register.fields).filter(([, field]) => field.kind !== 'rows')
  const linked = own.flatMap(([field, definition]) => {
    const to = 'to' in definition ? registers.find(({ name }) => name === definition.to) : undefined
    return Object.entries(to?.fields ?? {})
      .filter(([of, child]) => child.kind !== 'rows' && !('to' in child) && of !== to?.labelField)
      .map(([of, child]) => option({ kind: 'linked', field, of }, `${definition.label} → ${child.label}`))
  })
  return [
    ...own.map(([field, definition]) => option({ kind: 'field', field }, definition.label)),
    ...linked,
    option({ kind: 'remark' }, '记入备注（连同表头）'),
    option({ kind: 'ignore' }, '不导入'),
  ]
}
