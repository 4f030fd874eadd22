import type { OpenResult } from '../../bridge/channels'
import type { MoneyUnit } from '../../domain/kinds/kind'
import type { Register } from '../../domain/register'
import { targetKey } from '../../workbook/columns'
import {
  type ImportDesk,
  type ImportStep,
  type Ledger,
  layOut,
  type Refusal,
  type Settled,
  useImportDesk,
} from './import-desk'
import {
  type ImportChoices,
  type ImportJob,
  type ImportOutcome,
  isLost,
  type MappingView,
  type PlanView,
} from './import-types'
import { type Task, useTask } from './use-task'

export interface ImportSteps {
  readonly desk: ImportDesk
  readonly task: Task
  /** States in which the records may come in; empty for a register without an audit. */
  readonly states: readonly string[]
  readonly state: string | undefined
  readonly take: (read: () => Promise<OpenResult>) => void
  readonly chooseTable: (index: number) => void
  readonly chooseRegister: (name: string) => void
  readonly chooseTarget: (column: number, key: string) => void
  readonly chooseDistrict: (district: string) => void
  readonly chooseUnit: (unit: MoneyUnit) => void
  readonly chooseState: (state: string) => void
  readonly type: (key: string, text: string | null) => void
  readonly check: () => void
  readonly commit: () => void
  readonly cancel: () => void
  readonly goTo: (step: ImportStep) => void
}

interface ImportInput {
  readonly job: ImportJob
  readonly registers: readonly Register[]
  readonly district: string
  readonly onCancel: () => void
}

interface Taken {
  readonly file: NonNullable<ImportDesk['file']>
  readonly settled: Settled
}

const put = useImportDesk.setState

/** The four steps of an import: what was chosen stays until another file is taken, whatever goes wrong in between. */
export const useImport = ({ job, registers, district, onCancel }: ImportInput): ImportSteps => {
  const task = useTask()
  const desk = useImportDesk()
  const { settled } = desk
  const states = statesOf(settled?.register)
  const state = desk.chosenState ?? (settled?.table.signed === true ? states[0] : states[1])

  const begin = async (
    ledger: Ledger,
    table: Settled['table'],
    name: string | undefined,
  ): Promise<Settled> => {
    const register = registers.find((known) => known.name === (name ?? table.register)) ?? registers[0]
    if (register === undefined) throw new Error('The app has no registers.')
    const mapping = await job.mapping(table.index, register.name)
    return { ledger, table, register, mapping, district: table.district ?? district, unit: '万元' }
  }

  /** Other work may have ended the worker, and what it knew of the file with it. */
  const withLedger = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      const { file } = useImportDesk.getState()
      if (file === undefined || !isLost(error)) throw error
      await job.open(file.bytes, file.name)
      put({ plannedWith: undefined })
      return work()
    }
  }

  const take = (read: () => Promise<OpenResult>): void => {
    const work = async (): Promise<Refusal | Taken | undefined> => {
      const opened = await read()
      if (opened.status === 'cancelled') return undefined
      if (opened.status === 'failed') return { message: opened.message, advice: opened.advice }
      const ledger = await job.open(opened.bytes, opened.name)
      if (!ledger.ok) return { message: ledger.message, advice: ledger.advice }
      const largest = ledger.tables.reduce((best, next) => (next.dataRows > best.dataRows ? next : best))
      return {
        file: { name: opened.name, bytes: opened.bytes },
        settled: await begin(ledger, largest, undefined),
      }
    }
    put({ refusal: undefined })
    task.run('正在读取文件……', work, (answer) => {
      if (answer === undefined) return
      if ('message' in answer) put({ refusal: answer })
      else layOut(answer.file, answer.settled)
    })
  }

  const remap = (ledger: Ledger, table: Settled['table'], name: string | undefined): void =>
    task.run(
      '正在对应各列……',
      () => withLedger(() => begin(ledger, table, name)),
      (next) => put({ settled: next, chosenState: undefined, typed: {} }),
    )

  const planned = async (chosen: Settled): Promise<PlanView> => {
    const { typed } = useImportDesk.getState()
    const plan = await job.plan(choicesOf(chosen, state, typed))
    put({ plan, plannedWith: { state, typed } })
    return plan
  }

  /** The plan in hand, unless something was chosen or typed after it was made. */
  const upToDate = async (chosen: Settled): Promise<PlanView> => {
    const { plan, plannedWith, typed } = useImportDesk.getState()
    const isSame = plannedWith?.state === state && plannedWith?.typed === typed
    return isSame && plan !== undefined ? plan : planned(chosen)
  }

  const commit = (chosen: Settled): void => {
    const work = async (): Promise<ImportOutcome> => {
      await upToDate(chosen)
      return job.commit()
    }
    put({ committing: true, refusal: undefined })
    const written = withLedger(work).finally(() => put({ committing: false }))
    task.run(
      '正在写入……',
      () => written,
      (done) => {
        // What went in is no longer part of the plan.
        put({ plannedWith: undefined })
        if (done.ok) put({ outcome: done, step: 'done' })
        else put({ refusal: { message: done.message, advice: '核对的内容都还在，可以再按一次“导入”。' } })
      },
    )
  }

  const settle = (changes: Partial<Settled>): void => {
    if (settled !== undefined) put({ settled: { ...settled, ...changes } })
  }

  return {
    desk,
    task,
    states,
    state,
    take,
    chooseTable: (index) => {
      const table = settled?.ledger.tables.find((candidate) => candidate.index === index)
      if (settled !== undefined && table !== undefined) remap(settled.ledger, table, undefined)
    },
    chooseRegister: (name) => {
      if (settled !== undefined) remap(settled.ledger, settled.table, name)
    },
    chooseTarget: (column, key) => {
      if (settled !== undefined) settle({ mapping: retarget(settled.mapping, column, key) })
    },
    chooseDistrict: (chosen) => settle({ district: chosen }),
    chooseUnit: (unit) => settle({ unit }),
    chooseState: (chosenState) => put({ chosenState }),
    type: (key, text) => put({ typed: { ...desk.typed, [key]: text } }),
    check: () => {
      if (settled === undefined) return
      const what = `正在核对 ${String(settled.table.dataRows)} 行……`
      put({ refusal: undefined })
      task.run(
        what,
        () => withLedger(() => planned(settled)),
        () => put({ step: 'check' }),
      )
    },
    commit: () => {
      if (settled !== undefined) commit(settled)
    },
    cancel: () => {
      task.forget()
      // The plan goes with the worker; what was chosen and typed stays.
      put({ plannedWith: undefined, ...(desk.step === 'check' ? { step: 'columns' } : {}) })
      onCancel()
    },
    goTo: (step) => put({ step, refusal: undefined }),
  }
}

const statesOf = (register: Register | undefined): readonly string[] => {
  const names = register?.lifecycle?.states.map(({ name }) => name) ?? []
  return names.includes('已审核') ? ['已审核', register?.lifecycle?.initial ?? '待审核'] : []
}

const choicesOf = (
  { table, register, mapping, district, unit }: Settled,
  state: string | undefined,
  corrections: ImportChoices['corrections'],
): ImportChoices => ({
  table: table.index,
  register: register.name,
  targets: mapping.columns.map(({ column, target }) => ({ column, target })),
  district,
  common:
    state === undefined || register.lifecycle === undefined ? {} : { [register.lifecycle.field]: state },
  corrections,
  unit,
})

/** Gives a column another target; a field that another column had is taken from it, for no field is filled twice. */
const retarget = (mapping: MappingView, column: number, key: string): MappingView => {
  const target = mapping.targets.find((option) => option.key === key)?.target
  if (target === undefined) return mapping
  const single = target.kind === 'field' || target.kind === 'linked'
  return {
    ...mapping,
    columns: mapping.columns.map((view) => {
      if (view.column === column) return { ...view, target, because: '由您选择' }
      if (!single || targetKey(view.target) !== key) return view
      return { ...view, target: { kind: 'remark' }, because: '字段已给另一列，改为记入备注' }
    }),
  }
}
