import { registers as allRegisters } from '../../../src/domain/registers/all'
import type { Values } from '../../../src/domain/field'
import type { Register } from '../../../src/domain/register'
import { createImportJob } from '../../../src/features/import/import-job'
import type {
  ImportChoices,
  ImportJob,
  MappingView,
  OpenedLedger,
} from '../../../src/features/import/import-types'
import { newId } from '../../../src/storage/new-id'
import { createStore } from '../../../src/storage/repository'
import { memoryVault } from './memory-vault'

const today = '2021-07-02'
const now = `${today}T08:00:00.000Z`

/** A store of its own with an import job over it, as on the first day of 永川区. */
export const startDesk = async (registers: readonly Register[] = allRegisters) => {
  const store = createStore(newId(), registers, { now: () => now, today: () => today }, memoryVault())
  await store.saveSettings({
    homeDistrict: '500118',
    unitName: '重庆市永川区科学技术协会',
    person: '张三',
  })
  return { store, job: createImportJob(store, registers, { now: () => now, today: () => today }) }
}
export type Desk = Awaited<ReturnType<typeof startDesk>>

export const seed = async ({ store }: Desk, register: string, values: Values): Promise<string> => {
  const id = newId()
  const done = await store.commit({
    id: newId(),
    kind: 'save',
    title: '新建',
    operations: [{ kind: 'create', register, id, values }],
  })
  if (!done.ok) throw new Error(done.message)
  return id
}

export type Opened = Extract<OpenedLedger, { readonly ok: true }>

export const openFile = async ({ job }: Desk, bytes: Uint8Array, name: string): Promise<Opened> => {
  const opened = await job.open(bytes, name)
  if (!opened.ok) throw new Error(opened.message)
  return opened
}

/** The choices as they stand before the user has touched anything. */
export const usualChoices = (
  mapping: MappingView,
  register: string,
  more: Partial<ImportChoices> = {},
): ImportChoices => ({
  table: 0,
  register,
  targets: mapping.columns.map(({ column, target, also }) => ({ column, target, also })),
  district: '500118',
  mode: 'update',
  common: {},
  corrections: {},
  rows: {},
  allMaybe: undefined,
  allClash: undefined,
  links: {},
  ...more,
})

/** All that a user would do with a file: open it, map it as guessed, check it. */
export const takeFile = async (job: ImportJob, bytes: Uint8Array, name: string): Promise<OpenedLedger> => {
  const opened = await job.open(bytes, name)
  if (!opened.ok) return opened
  for (const { index, register = 'serviceRecords', records } of opened.tables.slice(0, 2)) {
    const mapping = await job.mapping(index, register)
    if (records <= 5000) await job.plan(usualChoices(mapping, register, { table: index }))
  }
  return opened
}
