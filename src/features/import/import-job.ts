import { districtEntry } from '../../domain/district-entry'
import { tidy } from '../../domain/kinds/kind'
import type { Register } from '../../domain/register'
import { newId } from '../../storage/new-id'
import type { Store } from '../../storage/store'
import { checkSums } from '../../workbook/drafts/check-sums'
import { wordsKey } from '../../workbook/drafts/column-reader'
import { type DraftInput, readDrafts } from '../../workbook/drafts/read-drafts'
import type { SheetGrid } from '../../workbook/grid'
import { fingerprintOf } from '../../workbook/mapping/fingerprint'
import { matchColumns } from '../../workbook/mapping/match-columns'
import { type OwnWorkbook, readMeta } from '../../workbook/meta'
import { applyMapping, mappingOf } from '../../workbook/mapping/saved-mapping'
import { type ColumnMatch, fieldOf, targetsOf } from '../../workbook/mapping/target'
import { templateWorkbook } from '../../workbook/template'
import { understand } from '../../workbook/understand/understand'
import type { FoundTable } from '../../workbook/understand/found'
import { readWorkbook } from '../../xlsx/read'
import { writeWorkbook } from '../../xlsx/write'
import { chosenMatches } from './chosen-matches'
import { createImportMemory, type KnownWords } from './import-memory'
import { type ImportChoices, type ImportJob, type ImportOutcome, lostLedger } from './import-types'
import { ledgerView } from './ledger-view'
import { mappingView } from './mapping-view'
import { planImport } from './plan/import-plan'
import type { ImportPlan } from './plan/plan-types'
import { returnedRows } from './plan/returned-rows'
import { mappingShelf } from './mapping-shelf'
import { originalName, returnSheet } from './return-sheet'
import { pictureOf } from './sheet-picture'

interface Ledger {
  readonly name: string
  readonly bytes: Uint8Array
  readonly sheets: readonly SheetGrid[]
  readonly notes: readonly string[]
  readonly tables: readonly FoundTable[]
  readonly statistics: readonly FoundTable[]
  /** Set for a workbook that this program wrote. */
  readonly own: OwnWorkbook | undefined
}

interface Planned {
  readonly plan: ImportPlan
  readonly choices: ImportChoices
  readonly table: FoundTable
  readonly register: Register
  readonly matches: readonly ColumnMatch[]
}

export interface JobClock {
  /** ISO instant and ISO day. */
  readonly now: () => string
  readonly today: () => string
}

/** The work of one import after another; the day is asked anew for each. */
export const createImportJob = (store: Store, registers: readonly Register[], clock: JobClock): ImportJob => {
  const memory = createImportMemory(store)
  let ledger: Ledger | undefined
  let planned: Planned | undefined

  const tableAt = (index: number): FoundTable => {
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
    open: async (bytes, name, onStage) => {
      onStage?.({ what: '正在读取文件' })
      const read = await readWorkbook(bytes, name)
      if (!read.ok) return { ok: false, message: read.message, advice: read.advice }
      onStage?.({ what: '正在辨认表格' })
      const { tables, statistics } = understand(read.sheets, registers)
      const opened = {
        name: originalName(name),
        bytes,
        sheets: read.sheets,
        notes: read.notes,
        tables,
        statistics,
        own: readMeta(read.sheets),
      }
      const view = await ledgerView(opened, store, registers)
      // Of a file that only counts, somebody may say that it does not.
      if (view.ok || view.counting !== undefined) {
        ledger = opened
        planned = undefined
      }
      return view
    },
    correct: async (corrections) => {
      if (ledger === undefined) throw lostLedger()
      const { tables, statistics } = understand(ledger.sheets, registers, corrections)
      const next = { ...ledger, tables, statistics }
      const view = await ledgerView(next, store, registers)
      if (view.ok) {
        ledger = next
        planned = undefined
      }
      return view
    },
    picture: (sheet, table, first, rows) => {
      const grid = ledger?.sheets.find(({ name }) => name === sheet)
      if (grid === undefined) throw lostLedger()
      return Promise.resolve(pictureOf(grid, tableAt(table), first, rows))
    },
    ...mappingShelf({ memory, registers, tableAt, registerOf }),
    mapping: async (index, name) => {
      const [table, register] = [tableAt(index), registerOf(name)]
      const guessed = matchColumns(table, register, registers)
      const fingerprint = fingerprintOf(table)
      const known = (await memory.mappings()).find(
        (saved) => saved.fingerprint === fingerprint && saved.register === name,
      )
      const matches = known === undefined ? guessed : applyMapping(guessed, known, register, registers)
      const from = known === undefined ? undefined : known.name === '' ? '上次的对应' : known.name
      return mappingView(table, matches, register, registers, from)
    },
    plan: async (choices, onStage) => {
      if (ledger === undefined) throw lostLedger()
      const { name: file } = ledger
      const [table, register] = [tableAt(choices.table), registerOf(choices.register)]
      const matches = chosenMatches(table, choices)
      onStage?.({ what: '正在读取各行' })
      const { corrections, unit, unread = 'remark' } = choices
      const input: DraftInput = {
        table,
        matches,
        register,
        registers,
        corrections,
        file,
        unit,
        words: await memory.words(),
        unread,
      }
      const drafts = readDrafts(input)
      const faults = checkSums(input)
      const earlier = (await memory.runs()).filter(
        (run) => run.file === file && run.register === register.name,
      )
      const plan = await planImport(
        {
          store,
          register,
          registers,
          table,
          drafts,
          matches,
          choices,
          file,
          // Rows that carry nothing but a number or the name of a group are no records either.
          skipped: table.rows.filter(({ kind }) => kind !== 'blank').length - rowsIn(drafts),
          today: clock.today(),
          districts: await registeredDistricts(store),
          earlier: earlier.map(({ batch }) => batch),
          names: await memory.names(),
          returned: ledger.own === undefined ? undefined : returnedRows(ledger.own, table, matches),
          sums: { checked: table.subtotals.length, faults },
        },
        onStage,
      )
      planned = { plan, choices, table, register, matches }
      return plan.view
    },
    returned: async () => {
      if (planned === undefined || ledger === undefined) throw lostLedger()
      return returnSheet(ledger, planned.table, planned.plan.problems, clock.now())
    },
    runs: async () =>
      Promise.all(
        (await memory.runs()).map(async (run) => {
          const batch = await store.batch(run.batch)
          return { ...run, by: batch?.by ?? '', undone: batch?.undone ?? false }
        }),
      ),
    template: async (name) => {
      const register = registerOf(name)
      const unitName = (await store.settings())?.unitName ?? ''
      const workbook = templateWorkbook({ register, registers, unitName, createdAt: clock.now() })
      return { fileName: `${register.title}导入模板.xlsx`, bytes: await writeWorkbook(workbook) }
    },
    rows: async (wanted, offset, limit) =>
      (await planned?.plan.rowsAt(wanted, offset, limit)) ?? { total: 0, rows: [] },
    newRecords: (name, offset, limit) => {
      const { view, newRecords } = planned?.plan ?? {}
      const total = view?.createdTotals.find(({ register }) => register === name)?.count ?? 0
      return Promise.resolve({ total, rows: newRecords?.(name, offset, limit) ?? [] })
    },
    commit: async (): Promise<ImportOutcome> => {
      if (planned === undefined || ledger === undefined) throw lostLedger()
      const { plan } = planned
      const { operations, view } = plan
      if (operations.length === 0) return { ok: false, message: '没有可以导入的记录。' }
      const batch = { id: newId(), kind: 'import', title: `导入 ${ledger.name}`, operations } as const
      const done = await store.commit(batch, 'records')
      if (!done.ok) return { ok: false, message: done.message }
      await remember(planned, ledger, done.batch)
      planned = undefined
      return {
        ok: true,
        batch: done.batch,
        isCopied: done.isCopied,
        made: view.counts.new,
        changed: view.counts.changed,
        created: view.createdTotals.map(({ register, count }) => ({ register, count })),
      }
    },
  }

  async function remember(
    { plan: { view }, choices, table, register, matches }: Planned,
    { name }: Ledger,
    batch: string,
  ): Promise<void> {
    await memory.keepMapping(mappingOf('', table, register, matches))
    await memory.keepNames(
      view.told.map(({ register: of, name: said, id }) => ({ register: of, name: said, id })),
    )
    await memory.keepWords(explainedWords(choices, matches, register, registers))
    await memory.keepRun({
      batch,
      file: name,
      sheets: [...new Set(table.parts.map(({ grid }) => grid.name))],
      register: register.name,
      at: clock.now(),
      made: view.counts.new,
      changed: view.counts.changed,
      created: view.createdTotals.reduce((sum, { count }) => sum + count, 0),
      same: view.counts.same,
      left: view.counts.left + view.counts.maybe + view.counts.clash,
      problems: view.counts.problem,
      skipped: view.skipped,
    })
  }
}

const registeredDistricts = async (store: Store) =>
  new Map((await store.all('districts')).map((record) => [record.code, districtEntry(record)]))

const rowsIn = (drafts: ReturnType<typeof readDrafts>): number =>
  drafts.reduce((sum, { rows }) => sum + rows.length, 0)

/** Words of choices for which an option was chosen, as `wordKey` holds them. */
const explainedWords = (
  { corrections }: ImportChoices,
  matches: readonly ColumnMatch[],
  register: Register,
  registers: readonly Register[],
): KnownWords => {
  const words = new Map<string, Map<string, string>>()
  for (const [key, option] of Object.entries(corrections)) {
    const [, column, word] = /^(\d+)=(.*)$/su.exec(key) ?? []
    const match = matches.find((candidate) => String(candidate.column.column) === column)
    const target =
      match === undefined
        ? undefined
        : targetsOf(match).find((one) => isChoice(fieldOf(one, register, registers)?.kind))
    const name = target === undefined ? undefined : wordsKey(target, register, registers)
    if (name === undefined || word === undefined || option === null || tidy(option) === '') continue
    words.set(name, (words.get(name) ?? new Map<string, string>()).set(word, option))
  }
  return words
}

const isChoice = (kind: string | undefined): boolean => kind === 'choice' || kind === 'choices'
