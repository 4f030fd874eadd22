import type { ChildRow, Field, FieldValue, RowsField } from '../../domain/field'
import { changedField, type Change, deletedPart } from '../../domain/history'
import { acceptsValue, formatValue, unitOf } from '../../domain/kinds/all'
import { beijingMoment } from '../../domain/kinds/date'
import type { NameOf } from '../../domain/kinds/kind'
import type { Register } from '../../domain/register'

type Names = Readonly<Record<string, string>>

/** One field of a change, in words; an empty value is an empty text. */
export interface ChangedPart {
  readonly name: string
  readonly label: string
  readonly before: string
  readonly after: string
}

/** All that a change did to a record, in the order of its form. That it was deleted or came back is said by its action. */
export const changedParts = (
  register: Register,
  { action, fields }: Pick<Change, 'action' | 'fields'>,
  names: Names,
): readonly ChangedPart[] => {
  const order = Object.keys(register.fields)
  return Object.keys(fields)
    .filter((name) => !isSaidElsewhere(name, action))
    .sort((a, b) => rank(order, a) - rank(order, b))
    .map((name) => {
      const [before, after] = fields[name] ?? []
      const words = partsWords(register, name, [before, after], names)
      return { name, label: labelOfPart(register, name), before: words[0] ?? '', after: words[1] ?? '' }
    })
}

/** The number of a new record stands above it, and that it is no example goes without saying. */
const isSaidElsewhere = (name: string, action: Change['action']): boolean =>
  name === deletedPart || (action === 'create' && (name === '@code' || name === '@isSample'))

const rank = (order: readonly string[], name: string): number => {
  const place = order.indexOf(name)
  return place < 0 ? order.length : place
}

/** The label of a field or of a part of the head; a field that there is no more keeps its name. */
export const labelOfPart = (register: Register, name: string): string =>
  name === deletedPart ? '所在' : (changedField(register, name)?.label ?? name)

/** States of one field in words. Of child rows, only those are told that are not in all of the states. */
export const partsWords = (
  register: Register,
  name: string,
  values: readonly unknown[],
  names: Names,
): readonly string[] => {
  if (name === deletedPart) return values.map(whereabouts)
  const field = changedField(register, name)
  const nameOf: NameOf = (_register, id) => names[id] ?? '…'
  if (field?.kind === 'rows') return rowsWords(field, values, nameOf)
  return values.map((value) => valueWords(field, value, nameOf))
}

const whereabouts = (deletedAt: unknown): string =>
  typeof deletedAt === 'string' ? `回收站（${beijingMoment(deletedAt)} 删除）` : '台账中'

const valueWords = (field: Field | undefined, value: unknown, nameOf: NameOf): string => {
  if (value === undefined) return ''
  // A value of a field that changed its kind since, or that there is no more, is shown as it lies there.
  if (field === undefined || !acceptsValue(field, value))
    return typeof value === 'string' ? value : JSON.stringify(value)
  return formatValue(field, value, nameOf) + unitOf(field)
}

const rowsWords = (field: RowsField, values: readonly unknown[], nameOf: NameOf): readonly string[] => {
  const states = values.map((value) =>
    acceptsValue(field, value) && Array.isArray(value)
      ? (value as readonly ChildRow[]).map((row) => rowWords(field, row, nameOf))
      : [],
  )
  return states.map((rows, index) => {
    const others = states.filter((_, other) => other !== index)
    const own = rows.filter((row) => !others.every((state) => state.includes(row)))
    const same = rows.length - own.length
    return [...own, ...(same > 0 ? [`（另 ${String(same)} ${field.rowName}相同）`] : [])].join('\n')
  })
}

const rowWords = (field: RowsField, row: ChildRow, nameOf: NameOf): string =>
  Object.entries(field.fields)
    .flatMap(([name, child]) => {
      const text = valueWords(child, row[name] satisfies FieldValue | undefined, nameOf)
      return text === '' ? [] : [`${child.label}：${text}`]
    })
    .join('，')
