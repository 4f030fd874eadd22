import type { Transaction } from 'dexie'
import { type Marks, withRecords } from '../domain/history'
import type { LedgerRecord } from '../domain/record'
import { newId } from './new-id'
import { packLedger } from './pack-ledger'

interface Version {
  readonly version: number
  readonly stores: Readonly<Record<string, string | null>>
  readonly upgrade?: (transaction: Transaction, heard: UpgradeHeard) => Promise<void>
}

/** Told now and then how many rows an upgrade has gone through. */
export type UpgradeHeard = (rows: number) => void

/**
 * The versions of the database, written out. Append, never edit: a released version must always be readable.
 * All registers share the same tables, so that a new register needs no new version.
 */
export const versions: readonly Version[] = [
  {
    version: 1,
    stores: {
      records:
        '[register+id], [register+code], [register+deleted+order], [register+district+deleted+order], *keys, *refs',
      changes: '++seq, batch, [register+record]',
      batches: 'id, at',
      counters: 'key',
      drafts: 'key',
      preferences: 'key',
    },
  },
  {
    version: 2,
    stores: { batches: 'id, at, &seq, by, undoes', state: 'key' },
    upgrade: async (transaction) => {
      await numberBatches(transaction)
      await orderDeleted(transaction)
      await noteState(transaction)
    },
  },
  {
    // A row or an entry of an index for each thing made writing many of them ten times as slow as they are in pages.
    version: 3,
    stores: {
      recordPages: 'from, size',
      indexPages: 'from, size',
      changePacks: '[batch+part]',
      records: null,
      changes: null,
    },
    upgrade: packLedger,
  },
]

export const newestVersion = Math.max(...versions.map(({ version }) => version))

/** What an upgrade reads has the shape of its own time, whatever became of it later. */
interface Version1Record {
  readonly register: string
  readonly record: LedgerRecord
}

/** Batches count from 1 in the order in which they happened. */
const numberBatches = async (transaction: Transaction): Promise<void> => {
  const batches = await transaction.table<Record<string, unknown>>('batches').orderBy('at').toArray()
  const device = await transaction.table<{ readonly value: unknown }>('preferences').get('device')
  // Only the batch that was taken back said so; in the second copy it is the one that takes back.
  const undoes = new Map(batches.map(({ id, undoneBy }) => [undoneBy, id]))
  const numbered = batches.map((batch, index) => ({
    ...batch,
    seq: index + 1,
    device: typeof device?.value === 'string' ? device.value : '',
    ...(undoes.has(batch['id']) ? { undoes: undoes.get(batch['id']) } : {}),
  }))
  await transaction.table('batches').bulkPut(numbered)
}

/** The 回收站 came to run by the time of deletion. */
const orderDeleted = async (transaction: Transaction): Promise<void> => {
  await transaction
    .table<Version1Record & { order: string; readonly deleted: number }>('records')
    .filter(({ deleted }) => deleted === 1)
    .modify((row) => {
      row.order = `${row.record.deletedAt ?? ''}\u0001${row.record.code}`
    })
}

const noteState = async (transaction: Transaction): Promise<void> => {
  let marks: Marks = {}
  await transaction.table<Version1Record>('records').each(({ register, record }) => {
    marks = withRecords(marks, [{ register, before: undefined, after: record }])
  })
  const seq = await transaction.table('batches').count()
  if (seq > 0) await transaction.table('state').put({ key: 'state', ledger: newId(), seq, marks })
}
