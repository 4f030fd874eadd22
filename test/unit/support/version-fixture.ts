import Dexie from 'dexie'
import type { Operation, Store } from '../../../src/storage/store'

/** A database as it lies there, one line of JSON for its shape and one for each row. */
export interface StoredData {
  /** Of the browser, ten times that of Dexie. */
  readonly version: number
  readonly stores: Readonly<Record<string, string>>
  readonly rows: readonly StoredRow[]
}
export interface StoredRow {
  readonly table: string
  readonly row: Readonly<Record<string, unknown>>
}

export const readStored = async (name: string): Promise<StoredData> => {
  const raw = await new Dexie(name).open()
  const stores = Object.fromEntries(
    raw.tables.map(({ name: table, schema }) => [
      table,
      [schema.primKey, ...schema.indexes].map(({ src }) => src).join(', '),
    ]),
  )
  const rows: StoredRow[] = []
  for (const table of raw.tables)
    for (const row of (await table.toArray()) as StoredRow['row'][]) rows.push({ table: table.name, row })
  raw.close()
  return { version: raw.verno * 10, stores, rows }
}

export const writeStored = async (name: string, { version, stores, rows }: StoredData): Promise<void> => {
  const raw = new Dexie(name)
  raw.version(version / 10).stores(stores)
  await raw.open()
  for (const table of raw.tables)
    await table.bulkPut(rows.flatMap((one) => (one.table === table.name ? [one.row] : [])))
  raw.close()
}

export const toLines = ({ rows, ...shape }: StoredData): string =>
  [shape, ...rows].map((line) => `${JSON.stringify(line)}\n`).join('')

export const fromLines = (text: string): StoredData => {
  const [shape, ...rows] = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown)
  return { ...(shape as Omit<StoredData, 'rows'>), rows: rows as readonly StoredRow[] }
}

/** What a user may have done in a week; every version has known these. `at` sets the clock. */
export const liveAWeek = async (store: Store, at: (instant: string) => void): Promise<void> => {
  let done = 0
  const id = (): string => `0190a1b2-c3d4-7e5f-8a9b-${String((done += 1)).padStart(12, '0')}`
  const act = async (
    kind: 'save' | 'delete' | 'restore' | 'import' | 'sample',
    ...operations: readonly Operation[]
  ): Promise<string> => {
    at(new Date(Date.UTC(2021, 6, 1, done)).toISOString())
    const batch = id()
    const result = await store.commit({ id: batch, kind, title: `${kind} ${String(done)}`, operations })
    if (!result.ok) throw new Error(result.message)
    return batch
  }
  const organization = (name: string): Extract<Operation, { readonly kind: 'create' }> => ({
    kind: 'create',
    register: 'organizations',
    id: id(),
    values: { name, orgType: '企业', park: '永川高新区' },
  })
  await store.saveSettings({
    homeDistrict: '500118',
    unitName: '重庆市永川区科学技术协会',
    person: '张三',
  })
  const factory = organization('重庆渝博新能源（虚构）股份有限公司')
  const [second, third] = [organization('永川机械厂（虚构）'), organization('合川农机站（虚构）')]
  const sample = { ...organization('示例企业'), isSample: true }
  const expert: Operation = { kind: 'create', register: 'experts', id: id(), values: { name: '蒋文博' } }
  await act('save', { ...factory, remark: '“引号”与\n换行', sourceNote: '走访' })
  await act('import', second, third, expert)
  await act('sample', sample)
  await act('save', {
    kind: 'create',
    register: 'serviceRecords',
    id: id(),
    values: {
      topic: '电池热管理检测服务',
      serviceDate: '2021-05-06',
      mode: '套餐式',
      served: [factory.id, second.id],
      experts: [expert.id],
      people: { value: 60, qualifier: '余' },
      hours: 2.5,
    },
  })
  const edit: Operation = {
    kind: 'update',
    register: 'organizations',
    id: second.id,
    version: 1,
    values: { name: '永川机械总厂（虚构）', orgType: '企业' },
  }
  await store.undo(await act('save', edit))
  await act('delete', { kind: 'delete', register: 'organizations', id: third.id, version: 1 })
  await store.saveDraft('new:organizations', { name: '写到一半的机构' })
}
