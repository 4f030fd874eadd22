import { errorAt, gapAt, type Issue } from './issue'
import { acceptsValue, checkValue } from './kinds/all'
import { outOfForce } from './district-entry'
import { chineseDay } from './kinds/date'
import {
  type ChildField,
  type ChildRow,
  type Field,
  type Fields,
  type FieldValue,
  holds,
  isEmpty,
  isRequired,
  namedFields,
  type RowsField,
  type Values,
} from './field'
import type { CheckContext } from './record'
import { dayOf, type Register } from './register'

/** Everything wrong with the values of a record, in the order of the form. Never throws. */
export const validate = (register: Register, values: Values, context: CheckContext): readonly Issue[] => [
  ...checkFields(register.fields, values, '', context),
  ...checkDistrict(register, values, context),
  ...register.check(values, context),
]

/** What stops these values from being saved; gaps that the record already had do not (it may be mended bit by bit). */
export const blocking = (issues: readonly Issue[], before: readonly Issue[] = []): readonly Issue[] => {
  const known = new Set(before.filter(({ level }) => level === 'gap').map(({ path }) => path))
  return issues.filter(({ level, path }) => level === 'error' || (level === 'gap' && !known.has(path)))
}

/** Values as they are stored: with what follows from them, without what is hidden by a condition, without empties. */
export const settleRecord = (register: Register, values: Values): Values => {
  const plain = settle(register.fields, values)
  const derived = register.derive(plain)
  // Once more only where something came: what is settled stays as it is.
  return Object.keys(derived).length === 0 ? plain : settle(register.fields, { ...plain, ...derived })
}

/** Values without what is hidden by a condition and without empties. */
export const settle = (fields: Fields, values: Values): Values => {
  const settled: Record<string, FieldValue> = {}
  for (const [name, field] of namedFields(fields)) {
    const value = values[name]
    if (value === undefined || isEmpty(value) || isHidden(field, values)) continue
    settled[name] = field.kind === 'rows' ? settleRows(field, value) : value
  }
  return settled
}

/** Hidden for good: as long as the field that decides is empty, nothing is thrown away. */
const isHidden = ({ visibleWhen }: Field, values: Values | ChildRow): boolean =>
  visibleWhen !== undefined && values[visibleWhen.field] !== undefined && !holds(visibleWhen, values)

const settleRows = (field: RowsField, value: FieldValue): FieldValue => {
  const rows = acceptsValue(field, value) && Array.isArray(value) ? (value as readonly ChildRow[]) : []
  return rows.map((row) => settle(field.fields, row) as ChildRow)
}

const checkFields = (
  fields: Readonly<Record<string, Field>>,
  values: Values | ChildRow,
  prefix: string,
  context: CheckContext,
): readonly Issue[] => {
  const issues: Issue[] = []
  for (const [name, field] of namedFields(fields)) {
    if (!holds(field.visibleWhen, values)) continue
    const value = values[name]
    const path = `${prefix}${name}`
    if (value === undefined || isEmpty(value)) {
      if (isRequired(field, values))
        issues.push(gapAt(path, `请填写${field.label}${orElse(field, fields)}。`))
      continue
    }
    for (const message of checkValue(field, value)) issues.push(errorAt(path, message))
    issues.push(...checkDates(field, value, values, path, context, fields))
    if (field.kind === 'rows') issues.push(...checkRows(field, value, path, context))
  }
  return issues
}

/** The day that a record is about must be one on which its district was in force. */
const checkDistrict = (register: Register, values: Values, { district }: CheckContext): readonly Issue[] => {
  const day = dayOf(register, values)
  const reason = district === undefined || day === undefined ? undefined : outOfForce(district, day)
  return reason === undefined ? [] : [errorAt(register.codeYear ?? '', reason)]
}

const orElse = ({ fulfilledBy }: Field, fields: Readonly<Record<string, Field>>): string => {
  const other = fulfilledBy === undefined ? undefined : fields[fulfilledBy]
  return other === undefined ? '' : `，或添加“${other.label}”`
}

const checkDates = (
  field: Field,
  value: FieldValue,
  values: Values | ChildRow,
  path: string,
  context: CheckContext,
  fields: Readonly<Record<string, Field>>,
): readonly Issue[] => {
  if (field.kind !== 'date' || typeof value !== 'string') return []
  if (field.latest === 'today' && value > context.today) {
    return [errorAt(path, `${field.label}不能晚于今天（${chineseDay(context.today)}）。`)]
  }
  const earliest = field.notBefore === undefined ? undefined : values[field.notBefore]
  if (typeof earliest !== 'string' || value >= earliest) return []
  return [
    errorAt(path, `${field.label}不能早于${fields[field.notBefore ?? '']?.label ?? ''}（${earliest}）。`),
  ]
}

const checkRows = (
  field: RowsField,
  value: FieldValue,
  path: string,
  context: CheckContext,
): readonly Issue[] => {
  if (!acceptsValue(field, value) || !Array.isArray(value)) return []
  const rows = value as readonly ChildRow[]
  return [
    ...rows.flatMap((row, index) => checkFields(field.fields, row, `${path}.${String(index)}.`, context)),
    ...repeated(field, rows).map((index) =>
      errorAt(
        `${path}.${String(index)}.${field.uniqueBy?.[0] ?? ''}`,
        `第 ${String(index + 1)} 行${field.rowName}与前面的重复。`,
      ),
    ),
  ]
}

const repeated = (field: RowsField, rows: readonly ChildRow[]): readonly number[] => {
  const { uniqueBy } = field
  if (uniqueBy === undefined) return []
  const seen = new Set<string>()
  return rows.flatMap((row, index) => {
    const key = JSON.stringify(uniqueBy.map((name) => row[name] ?? null))
    if (seen.has(key)) return [index]
    seen.add(key)
    return []
  })
}

/** The label of a path, child rows included: `成员 第 2 行 角色`. */
export const labelOfPath = (fields: Readonly<Record<string, Field | ChildField>>, path: string): string => {
  const [name = '', row, child] = path.split('.')
  const field = fields[name]
  if (field === undefined) return path
  if (row === undefined || field.kind !== 'rows') return field.label
  const inner = child === undefined ? undefined : field.fields[child]
  return `${field.label} 第 ${String(Number(row) + 1)} 行${inner === undefined ? '' : ` ${inner.label}`}`
}
