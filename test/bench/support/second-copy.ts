import type { LedgerRecord } from '../../../src/domain/record'
import type { OwnVault } from '../../../electron/vault'

export interface MadeRecord {
  readonly register: string
  readonly record: LedgerRecord
}

/** Appends to the journal the batch with which these records came in, as the app would have. */
export const appendBatch = async (
  vault: OwnVault,
  seq: number,
  { kind, title, at }: { readonly kind: string; readonly title: string; readonly at: string },
  records: readonly MadeRecord[],
): Promise<void> => {
  const batch = {
    id: `b${String(seq)}`,
    seq,
    kind,
    title,
    at,
    by: '张三',
    device: 'd',
    count: records.length,
  }
  const lines = [
    JSON.stringify({ batch }),
    ...records.map((made) => JSON.stringify(creationOf(made))),
    JSON.stringify({ end: seq, mark: null }),
  ]
  const { status } = await vault.append({ seq, lines, last: true, sync: true })
  if (status !== 'written') throw new Error(status)
}

/** The change with which a record came in. */
const creationOf = ({ register, record }: MadeRecord) => {
  const { id, values, code, districtCode, confidentiality, isSample } = record
  const head = { code, districtCode, confidentiality, isSample, deletedAt: null }
  const parts = {
    ...values,
    ...Object.fromEntries(Object.entries(head).map(([part, value]) => [`@${part}`, value])),
  }
  const fields = Object.fromEntries(Object.entries(parts).map(([field, value]) => [field, [null, value]]))
  return { id: `c${id}`, register, record: id, action: 'create', version: 1, fields }
}
