import type { Register } from '../../domain/register'
import type { FoundTable } from '../understand/found'
import { fingerprintOf, nameOfColumn } from './fingerprint'
import { type ColumnMatch, type ColumnTarget, fieldOf } from './target'

/** Where the columns of one shape of ledger go, as a person chose it. */
export interface SavedMapping {
  /** Given when it was saved by hand; empty for what is remembered of the last time. */
  readonly name: string
  readonly fingerprint: string
  readonly register: string
  readonly columns: readonly SavedColumn[]
}

export interface SavedColumn {
  /** 服务对象/企业名称 */
  readonly heading: string
  readonly target: ColumnTarget
  readonly also: readonly ColumnTarget[]
}

export const mappingOf = (
  name: string,
  table: FoundTable,
  register: Register,
  matches: readonly ColumnMatch[],
): SavedMapping => ({
  name,
  fingerprint: fingerprintOf(table),
  register: register.name,
  columns: matches.map(({ column, target, also = [] }) => ({ heading: nameOfColumn(column), target, also })),
})

/** The matches with what was saved for columns of the same name; what the register no longer has is left as guessed. */
export const applyMapping = (
  matches: readonly ColumnMatch[],
  saved: SavedMapping,
  register: Register,
  registers: readonly Register[],
): readonly ColumnMatch[] => {
  if (saved.register !== register.name) return matches
  const left = [...saved.columns]
  return matches.map((match): ColumnMatch => {
    const at = left.findIndex(({ heading }) => heading === nameOfColumn(match.column))
    const [known] = at === -1 ? [] : left.splice(at, 1)
    if (known === undefined) return match
    const targets = [known.target, ...known.also]
    if (!targets.every((target) => stands(target, register, registers))) return match
    const because = saved.name === '' ? '按上次的选择' : `按“${saved.name}”`
    return {
      column: match.column,
      target: known.target,
      because,
      ...(known.also.length === 0 ? {} : { also: known.also }),
    }
  })
}

/** Whether a target that comes from outside is one of this register. */
const stands = (target: ColumnTarget, register: Register, registers: readonly Register[]): boolean =>
  target.kind === 'code' ||
  target.kind === 'district' ||
  target.kind === 'remark' ||
  target.kind === 'ignore' ||
  fieldOf(target, register, registers) !== undefined

const longestName = 60
const mostColumns = 500

type Loose = Readonly<Record<string, unknown>>
const isObject = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= 200

/** A mapping from outside; undefined where a part is missing or of another shape. */
export const asMapping = (value: unknown): SavedMapping | undefined => {
  if (!isObject(value)) return undefined
  const { name, fingerprint, register, columns } = value
  if (!isText(name) || name.length > longestName || !isText(fingerprint) || !isText(register))
    return undefined
  if (!Array.isArray(columns) || columns.length > mostColumns) return undefined
  const read = columns.map(asColumn)
  const known = read.filter((column) => column !== undefined)
  return known.length === read.length ? { name, fingerprint, register, columns: known } : undefined
}

const asColumn = (value: unknown): SavedColumn | undefined => {
  if (!isObject(value) || !isText(value.heading)) return undefined
  const target = asTarget(value.target)
  const also = Array.isArray(value.also) ? value.also.map(asTarget) : []
  const known = also.filter((other) => other !== undefined)
  return target === undefined || known.length !== also.length
    ? undefined
    : { heading: value.heading, target, also: known }
}

const dateParts = ['year', 'month', 'day'] as const

const asTarget = (value: unknown): ColumnTarget | undefined => {
  if (!isObject(value)) return undefined
  const { kind, field, of, rows, tick, part, preset } = value
  switch (kind) {
    case 'code':
    case 'district':
    case 'remark':
    case 'ignore':
      return { kind }
    case 'linked':
      return isText(field) && isText(of) ? { kind, field, of } : undefined
    case 'childLinked':
      return isText(rows) && isText(field) && isText(of) ? { kind, rows, field, of } : undefined
    case 'field': {
      const known = dateParts.find((name) => name === part)
      if (!isText(field)) return undefined
      return {
        kind,
        field,
        ...(isText(tick) ? { tick } : {}),
        ...(known === undefined ? {} : { part: known }),
      }
    }
    case 'child': {
      if (!isText(rows) || !isText(of)) return undefined
      const own = isObject(preset) && isText(preset.field) && isText(preset.value) ? preset : undefined
      return {
        kind,
        rows,
        of,
        ...(own === undefined ? {} : { preset: { field: String(own.field), value: String(own.value) } }),
      }
    }
    default:
      return undefined
  }
}
