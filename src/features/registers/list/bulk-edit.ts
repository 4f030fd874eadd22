import { heldCells, isCellField } from '../../../domain/cell-entry'
import type { FieldValue, Values } from '../../../domain/field'
import type { LedgerRecord } from '../../../domain/record'
import type { Register } from '../../../domain/register'
import { settleRecord } from '../../../domain/validate'
import { newId } from '../../../storage/new-id'
import type { CommitResult, Store } from '../../../storage/store'

/** One record of a bulk edit: as it is, as it would be, or why it stays. */
export interface BulkRow {
  readonly record: LedgerRecord
  readonly before: FieldValue | undefined
  readonly after: FieldValue | undefined
  readonly values: Values
  readonly refused?: string
}

export interface BulkPlan {
  readonly field: string
  readonly changed: readonly BulkRow[]
  readonly refused: readonly BulkRow[]
  /** Records that say so already, or in which the field has no place. */
  readonly same: number
}

const recordsAtOnce = 500

/** What setting one field of all these records would do; nothing is written. `undefined` empties the field. */
export const planBulkEdit = async (
  store: Store,
  register: Register,
  ids: readonly string[],
  field: string,
  value: FieldValue | undefined,
): Promise<BulkPlan> => {
  const rows: BulkRow[] = []
  for (let from = 0; from < ids.length; from += recordsAtOnce) {
    const records = await store.getMany(register.name, ids.slice(from, from + recordsAtOnce))
    const edited = records.flatMap((record): readonly BulkRow[] => {
      const values = settleRecord(register, { ...record.values, [field]: value })
      const before = record.values[field]
      const after = values[field]
      return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ record, before, after, values }]
    })
    const checked = await store.checkMany(
      register.name,
      edited.flatMap(({ record, values }) => [
        { values, record },
        { values: record.values, record },
      ]),
    )
    for (const [index, row] of edited.entries()) {
      const held = heldCells([field], checked[2 * index] ?? [], checked[2 * index + 1] ?? [])
      const reason = held[field]
      rows.push(reason === undefined ? row : { ...row, refused: reason })
    }
  }
  return {
    field,
    changed: rows.filter(({ refused }) => refused === undefined),
    refused: rows.filter(({ refused }) => refused !== undefined),
    same: ids.length - rows.length,
  }
}

/** Writes what the plan says, as one batch; refused where a record was changed since. */
export const commitBulkEdit = (
  store: Store,
  register: Register,
  { field, changed }: BulkPlan,
): Promise<CommitResult> =>
  store.commit({
    id: newId(),
    kind: 'save',
    title: `批量修改${register.title}的${register.fields[field]?.label ?? field} ${String(changed.length)} ${register.unit}`,
    operations: changed.map(({ record, values }) => ({
      kind: 'update',
      register: register.name,
      id: record.id,
      version: record.version,
      values,
    })),
  })

/** Fields that can be set for many records at once: none in which two of them may not agree. */
export const bulkFields = ({ fields, unique = [] }: Register): readonly string[] => {
  const own = new Set(unique.flatMap((rule) => (rule.level === 'error' ? rule.fields : [])))
  return Object.entries(fields).flatMap(([name, field]) =>
    isCellField(field) && !own.has(name) ? [name] : [],
  )
}
