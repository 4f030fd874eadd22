import { useState } from 'react'
import type { OpenResult } from '../../bridge/channels'
import type { MoneyUnit } from '../../domain/kinds/kind'
import type { Register } from '../../domain/register'
import type { Correction } from '../../workbook/understand/found'
import { targetKey } from '../../workbook/mapping/target'
import {
  type Decided,
  type ImportDesk,
  type ImportStep,
  type Ledger,
  layOut,
  type Refusal,
  type Settled,
  takeUp,
  undecided,
  useImportDesk,
} from './import-desk'
import {
  type ImportChoices,
  type ImportJob,
  type ImportOutcome,
  type ImportStage,
  isLost,
  type MappingView,
  type OnImportStage,
  type OpenedLedger,
  type PlanView,
} from './import-types'
import { type Task, useTask } from './use-task'

export interface ImportSteps {
  readonly desk: ImportDesk
  readonly task: Task
  readonly stage: ImportStage | undefined
  /** States in which new records may come in; empty for a register without a life cycle. */
  readonly states: readonly string[]
  readonly state: string | undefined
  readonly take: (read: () => Promise<OpenResult>, register?: string) => void
  /** Reads a file that was taken for statistics as a ledger. */
  readonly readAsRows: (counting: NonNullable<Refusal['counting']>) => void
  readonly useMapping: (name: string) => void
  readonly keepMapping: (name: string) => Promise<void>
  readonly chooseTable: (index: number) => void
  readonly chooseRegister: (name: string) => void
  readonly chooseTarget: (column: number, key: string) => void
  readonly settle: (changes: { readonly district?: string; readonly unit?: MoneyUnit }) => void
  readonly point: (corrections: readonly Correction[]) => void
  readonly decide: (changes: Partial<Decided>) => void
  /** Decides and checks again, for what changes the plan as a whole. */
  readonly decideAndCheck: (changes: Partial<Decided>) => void
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
  const [stage, setStage] = useState<ImportStage>()
  const { settled } = desk
  const states = statesOf(settled?.register)
  const state = desk.decided.state ?? usualState(settled)
  const onStage: OnImportStage = (now) => setStage(now)

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
      const { file, pointed } = useImportDesk.getState()
      if (file === undefined || !isLost(error)) throw error
      await job.open(file.bytes, file.name, onStage)
      if (pointed.length > 0) await job.correct(pointed)
      put({ plannedWith: undefined })
      return work()
    }
  }

  const take = (read: () => Promise<OpenResult>, register?: string): void => {
    const work = async (): Promise<Refusal | Taken | undefined> => {
      const opened = await read()
      if (opened.status === 'cancelled') return undefined
      if (opened.status === 'failed') return { message: opened.message, advice: opened.advice }
      const ledger = await job.open(opened.bytes, opened.name, onStage)
      const file = { name: opened.name, bytes: opened.bytes }
      if (!ledger.ok) return refusalOf(ledger, file, register)
      return {
        file,
        settled: await begin(ledger, largestOf(ledger), register),
      }
    }
    put({ refusal: undefined })
    setStage(undefined)
    task.run('正在读取文件', work, (answer) => {
      if (answer === undefined) return
      if ('message' in answer) put({ refusal: answer })
      else layOut(answer.file, answer.settled)
    })
  }

  const readAsRows = ({ file, sheets, register }: NonNullable<Refusal['counting']>): void => {
    const told = sheets.map((sheet): Correction => ({ kind: 'shape', sheet, shape: 'table' }))
    const work = async (): Promise<Refusal | Taken> => {
      await job.open(file.bytes, file.name, onStage)
      const ledger = await job.correct(told)
      if (!ledger.ok) return { message: ledger.message, advice: ledger.advice }
      return { file, settled: await begin(ledger, largestOf(ledger), register) }
    }
    put({ refusal: undefined })
    task.run('正在重新辨认', work, (answer) => {
      if ('message' in answer) put({ refusal: answer })
      else {
        layOut(answer.file, answer.settled)
        put({ pointed: told })
      }
    })
  }

  const remap = (ledger: Ledger, table: Settled['table'], name: string | undefined): void =>
    task.run('正在对应各列', () => withLedger(() => begin(ledger, table, name)), takeUp)

  const point = (corrections: readonly Correction[]): void => {
    if (settled === undefined) return
    const work = async (): Promise<Refusal | Settled> => {
      const ledger = await withLedger(() => job.correct(corrections))
      if (!ledger.ok) return { message: ledger.message, advice: '请换一行再试，或按“恢复自动识别”。' }
      const sheets = new Set(settled.table.sheets)
      const table =
        ledger.tables.find((candidate) => candidate.sheets.some((sheet) => sheets.has(sheet))) ??
        largestOf(ledger)
      return begin(ledger, table, table.register ?? settled.register.name)
    }
    put({ refusal: undefined })
    task.run('正在重新辨认', work, (answer) => {
      if ('message' in answer) put({ refusal: answer })
      else {
        takeUp(answer)
        put({ pointed: corrections })
      }
    })
  }

  const planned = async (chosen: Settled): Promise<PlanView> => {
    const { decided } = useImportDesk.getState()
    const plan = await job.plan(choicesOf(chosen, decided, state), onStage)
    put({ plan, plannedWith: decided })
    return plan
  }

  /** The plan in hand, unless something was chosen or typed after it was made. */
  const upToDate = async (chosen: Settled): Promise<PlanView> => {
    const { plan, plannedWith, decided } = useImportDesk.getState()
    return plannedWith === decided && plan !== undefined ? plan : planned(chosen)
  }

  const check = (): void => {
    if (settled === undefined) return
    put({ refusal: undefined })
    setStage(undefined)
    task.run(
      `正在核对 ${String(settled.table.records)} 条`,
      () => withLedger(() => planned(settled)),
      () => put({ step: 'check' }),
    )
  }

  const commit = (chosen: Settled): void => {
    const work = async (): Promise<ImportOutcome> => {
      await upToDate(chosen)
      return job.commit()
    }
    put({ committing: true, refusal: undefined })
    setStage(undefined)
    const written = withLedger(work).finally(() => put({ committing: false }))
    task.run(
      '正在写入',
      () => written,
      (done) => {
        // What went in is no longer part of the plan.
        put({ plannedWith: undefined })
        if (done.ok) put({ outcome: done, step: 'done', finished: [...desk.finished, chosen.table.index] })
        else put({ refusal: { message: done.message, advice: '核对的内容都还在，可以再按一次“导入”。' } })
      },
    )
  }

  const decide = (changes: Partial<Decided>): void =>
    put({ decided: { ...useImportDesk.getState().decided, ...changes } })

  return {
    desk,
    task,
    stage: task.running === undefined ? undefined : stage,
    states,
    state,
    take,
    readAsRows,
    useMapping: (name) => {
      if (settled === undefined) return
      const { table, register } = settled
      task.run(
        '正在对应各列',
        () => withLedger(() => job.mappingNamed(table.index, register.name, name)),
        (mapping) => takeUp({ ...settled, mapping }),
      )
    },
    keepMapping: async (name) => {
      if (settled === undefined) return
      const { decided } = useImportDesk.getState()
      await withLedger(() => job.saveMapping(name, choicesOf(settled, decided, state)))
    },
    chooseTable: (index) => {
      const table = settled?.ledger.tables.find((candidate) => candidate.index === index)
      if (settled !== undefined && table !== undefined) remap(settled.ledger, table, undefined)
    },
    chooseRegister: (name) => {
      if (settled !== undefined) remap(settled.ledger, settled.table, name)
    },
    chooseTarget: (column, key) => {
      if (settled === undefined) return
      put({
        settled: { ...settled, mapping: retarget(settled.mapping, column, key) },
        decided: {
          ...undecided,
          mode: desk.decided.mode,
          state: desk.decided.state,
          unread: desk.decided.unread,
        },
      })
    },
    settle: (changes) => {
      if (settled !== undefined) put({ settled: { ...settled, ...changes }, plannedWith: undefined })
    },
    point,
    decide,
    decideAndCheck: (changes) => {
      decide(changes)
      check()
    },
    check,
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

const refusalOf = (
  { message, advice, counting }: Extract<OpenedLedger, { readonly ok: false }>,
  file: NonNullable<ImportDesk['file']>,
  register: string | undefined,
): Refusal => ({
  message,
  advice,
  ...(counting === undefined ? {} : { counting: { file, sheets: counting, register } }),
})

const largestOf = ({ tables }: Ledger): Settled['table'] =>
  tables.reduce((best, next) => (next.records > best.records ? next : best))

const statesOf = (register: Register | undefined): readonly string[] =>
  register?.lifecycle?.states.map(({ name }) => name) ?? []

/** A ledger with its signatures was sent in: its records were audited. Everything else begins at the beginning. */
const usualState = (settled: Settled | undefined): string | undefined => {
  const { lifecycle } = settled?.register ?? {}
  if (lifecycle === undefined) return undefined
  const audited = lifecycle.states.some(({ name }) => name === '已审核')
  return settled?.table.signed === true && audited ? '已审核' : lifecycle.initial
}

const choicesOf = (
  { table, register, mapping, district, unit }: Settled,
  { typed, unread, mode, rows, allMaybe, allClash, links }: Decided,
  state: string | undefined,
): ImportChoices => ({
  table: table.index,
  register: register.name,
  targets: mapping.columns.map(({ column, target, also }) => ({ column, target, also })),
  district,
  mode,
  common:
    state === undefined || register.lifecycle === undefined ? {} : { [register.lifecycle.field]: state },
  corrections: typed,
  rows,
  allMaybe,
  allClash,
  links,
  unit,
  unread,
})

/** Gives a column another target; a field that another column had is taken from it, for no field is filled twice. */
const retarget = (mapping: MappingView, column: number, key: string): MappingView => {
  const target = mapping.targets.find((option) => option.key === key)?.target
  if (target === undefined) return mapping
  const single = target.kind !== 'remark' && target.kind !== 'ignore'
  return {
    ...mapping,
    columns: mapping.columns.map((view) => {
      if (view.column === column) return { ...view, target, also: [], because: '由您选择' }
      if (!single || ![view.target, ...view.also].some((other) => targetKey(other) === key)) return view
      return { ...view, target: { kind: 'remark' }, also: [], because: '字段已给另一列，改为记入备注' }
    }),
  }
}
