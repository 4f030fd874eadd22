import { formatValue } from '../../domain/kinds/all'
import { halfWidth, tidy } from '../../domain/kinds/kind'
import type { ChildField, Field, FieldValue } from '../../domain/field'
import type { ColumnMatch } from '../mapping/target'
import type { Subtotal, TableRow } from '../understand/found'
import { type ColumnReader, readerOf } from './column-reader'
import { addressOf } from './grow-draft'
import { type DraftInput, emptyWords } from './read-drafts'
import { type Surroundings, surroundingsOf } from './surroundings'

/** A subtotal that is not what its rows add up to: the ledger is wrong, or a row was not understood. */
export interface SumFault {
  readonly address: string
  readonly label: string
  /** As the ledger has it. */
  readonly written: string
  readonly counted: string
}

/** Compares 小计 and 合计 with the rows that they sum up. Columns that hold something else are left alone. */
export const checkSums = (input: DraftInput): readonly SumFault[] => {
  const { table, matches, register, registers, corrections, words = emptyWords, unread = 'remark' } = input
  if (table.subtotals.length === 0) return []
  const around = surroundingsOf(table, input.file, input.unit)
  const readers = matches.flatMap((match) =>
    match.also === undefined
      ? [{ match, reader: readerOf(match, { register, registers, corrections, words, unread }) }]
      : [],
  )
  return table.subtotals.flatMap((subtotal) =>
    readers.flatMap(({ match, reader }) => faultIn(subtotal, match, reader, around)),
  )
}

const faultIn = (
  { row, of }: Subtotal,
  { column }: ColumnMatch,
  reader: ColumnReader,
  around: (row: TableRow) => Surroundings,
): readonly SumFault[] => {
  const raw = row.cells[column.column] ?? null
  const written = tidy(raw)
  if (written === '') return []
  const fault = (counted: string): readonly SumFault[] => [
    { address: addressOf(row, column.column), label: column.heading, written, counted },
  ]
  const times = /^(\d+)(?:次|条|项|场|份)$/u.exec(halfWidth(written).replace(/\s/gu, ''))?.[1]
  const [target] = reader.targets
  const { field } = target ?? {}
  if (!isSummed(field)) {
    const count = new Set(of.map(({ record }) => record)).size
    return times === undefined || Number(times) === count ? [] : fault(`${String(count)} 行`)
  }
  if (target === undefined || field === undefined) return []
  const total = amountOf(target.read(raw, around(row)))
  if (total === undefined) return []
  const parts = of.map((part) => target.read(part.cells[column.column] ?? null, around(part)))
  // Rows that cannot be read are told of elsewhere; their sum is not known.
  if (parts.some(({ ok }) => !ok)) return []
  const sum = parts.reduce((all, part) => all + (amountOf(part) ?? 0), 0)
  return Math.abs(sum - total) < tolerance(field)
    ? []
    : fault(formatValue(field, asValue(field, sum), () => ''))
}

const isSummed = (field: Field | ChildField | undefined): boolean =>
  field?.kind === 'money' || field?.kind === 'number' || field?.kind === 'fuzzyNumber'

const amountOf = (reading: {
  readonly ok: boolean
  readonly value?: FieldValue | undefined
}): number | undefined => {
  const { value } = reading
  if (typeof value === 'number') return value
  return typeof value === 'object' && 'qualifier' in value ? value.value : undefined
}

/** 分 are rounded in ledgers that count 万元. */
const tolerance = ({ kind }: Field | ChildField): number => (kind === 'money' ? 10_000 : 0.01)

const asValue = ({ kind }: Field | ChildField, sum: number): FieldValue => {
  if (kind === 'fuzzyNumber') return { value: sum, qualifier: '精确' }
  return kind === 'money' ? Math.round(sum) : Math.round(sum * 100) / 100
}
