import type { ChildField, Field } from '../../domain/field'
import { type RawInput, tidy } from '../../domain/kinds/kind'
import type { Register } from '../../domain/register'
import { type ColumnMatch, type ColumnTarget, fieldOf, linkedFrom, targetsOf } from '../mapping/target'
import type { TableColumn } from '../understand/found'
import { unitIn } from '../vocabulary'
import type { Corrections, UnreadCells } from './draft'
import { mentionsIn, type NamedIn } from './mentions'
import { countsDays, scaleIn } from './quantities'
import { type Reading, readValue, type ValueHints } from './read-value'
import type { Surroundings } from './surroundings'

/** One target of a column, with all that is needed to read a cell for it. */
export interface TargetReader {
  readonly target: ColumnTarget
  readonly field: Field | ChildField | undefined
  /** The register whose records the cell names. */
  readonly to: Register | undefined
  readonly read: (raw: RawInput, around: Surroundings) => Reading
  /** What cannot be read goes to 备注; the row does not wait for it. */
  readonly isSoft: boolean
  /** What a record is known by: it is never left open. */
  readonly isKey: boolean
  /** Who a text names; the same answer, and the same names in it, for the same text. */
  readonly names: (text: string, several: boolean) => NamedIn
}

export interface ColumnReader {
  readonly column: TableColumn
  readonly targets: readonly TargetReader[]
  readonly correctionOf: (key: number, written: RawInput) => string | null | undefined
}

export interface ReaderInput {
  readonly register: Register
  readonly registers: readonly Register[]
  readonly corrections: Corrections
  /** Words that a person explained before, by `register.field`. */
  readonly words: ReadonlyMap<string, ReadonlyMap<string, string>>
  readonly unread: UnreadCells
}

export const readerOf = (match: ColumnMatch, input: ReaderInput): ColumnReader => {
  const { column } = match
  return {
    column,
    targets: targetsOf(match).map((target) => targetReader(target, column, input)),
    correctionOf: correctionsIn(column.column, input.corrections),
  }
}

/** Most columns have no corrections; then their cells need no look-up. */
const correctionsIn = (
  column: number,
  corrections: Corrections,
): ((key: number, written: RawInput) => string | null | undefined) => {
  const cells = new Map<string, string | null>()
  const words = new Map<string, string | null>()
  for (const [key, text] of Object.entries(corrections)) {
    if (key.startsWith(`${String(column)}=`)) words.set(key.slice(String(column).length + 1), text)
    const at = /^(\d+),(\d+)$/u.exec(key)
    if (at !== null && Number(at[2]) === column) cells.set(at[1] ?? '', text)
  }
  if (cells.size + words.size === 0) return () => undefined
  return (key, written) => {
    const own = cells.get(String(key))
    return own === undefined ? words.get(tidy(written)) : own
  }
}

const targetReader = (
  target: ColumnTarget,
  { heading, parents }: TableColumn,
  { register, registers, words, unread }: ReaderInput,
): TargetReader => {
  const field = fieldOf(target, register, registers)
  const scale = scaleFor(field, [heading, ...parents])
  const unit = [heading, ...parents].map(unitIn).find((found) => found !== undefined)
  const known = words.get(wordsKey(target, register, registers) ?? '')
  const fixed: ValueHints = {
    ...(unit === undefined ? {} : { unit }),
    ...(scale === 1 ? {} : { scale }),
    ...(known === undefined ? {} : { words: known }),
  }
  const isDated = field?.kind === 'date' || field?.kind === 'partialDate' || field?.kind === 'week'
  // Ledgers repeat themselves: modes, results and dates are read once for each way of writing; texts are not like that.
  const readings = new Map<RawInput | string, Reading>()
  const namings = { one: new Map<string, NamedIn>(), several: new Map<string, NamedIn>() }
  const to = namedBy(target, register, registers)
  return {
    target,
    field,
    to,
    isSoft: unread === 'remark' && field?.required !== true,
    isKey: unread === 'hold' || (target.kind === 'field' && register.keys.flat().includes(target.field)),
    names: (text, several) => {
      if (to === undefined) return { mentions: [], rest: undefined }
      const known = several ? namings.several : namings.one
      const before = known.get(text)
      if (before !== undefined) return before
      const named = mentionsIn(text, to, several)
      if (known.size < mostKept) known.set(text, named)
      return named
    },
    read: (raw, around) => {
      if (field === undefined) return { ok: true, value: undefined }
      const key = isDated
        ? `${typeof raw} ${String(raw)} ${String(around.year)} ${String(around.month)}`
        : raw
      const before = readings.get(key)
      if (before !== undefined) return before
      const reading = readValue(field, raw, { ...around, ...fixed })
      if (field.kind !== 'text' && readings.size < mostKept) readings.set(key, reading)
      return reading
    },
  }
}

const mostKept = 50_000

const scaleFor = (field: Field | ChildField | undefined, headings: readonly string[]): number => {
  if (field?.kind === 'number' && field.unit === '小时' && headings.some(countsDays)) return 8
  if (field?.kind !== 'number' && field?.kind !== 'fuzzyNumber') return 1
  return Math.max(...headings.map(scaleIn))
}

/** `organizations.orgType`: under this name explained words are kept. */
export const wordsKey = (
  target: ColumnTarget,
  register: Register,
  registers: readonly Register[],
): string | undefined => {
  if (target.kind === 'field') return `${register.name}.${target.field}`
  if (target.kind === 'child') return `${register.name}.${target.rows}.${target.of}`
  if (target.kind === 'linked')
    return `${linkedFrom(register.fields, target.field, registers)?.name ?? ''}.${target.of}`
  if (target.kind !== 'childLinked') return undefined
  const rows = register.fields[target.rows]
  return rows?.kind === 'rows'
    ? `${linkedFrom(rows.fields, target.field, registers)?.name ?? ''}.${target.of}`
    : undefined
}

const namedBy = (
  target: ColumnTarget,
  register: Register,
  registers: readonly Register[],
): Register | undefined => {
  const field = fieldOf(target, register, registers)
  return field !== undefined && 'to' in field ? registers.find(({ name }) => name === field.to) : undefined
}
