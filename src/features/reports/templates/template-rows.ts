import type { ChildField, ChildRow, Field, FieldValue } from '../../../domain/field'
import { linksIn } from '../../../domain/kinds/all'
import { leftOutText, type MoneyUnit } from '../../../domain/kinds/kind'
import type { LedgerRecord } from '../../../domain/record'
import type { Register } from '../../../domain/register'
import { isSecretField } from '../../../reports/record-rules'
import type { ReportData } from '../../../reports/report'
import { isLeftOut } from '../../../workbook/export-profile'
import { type CellOptions, cellOf, valueCell } from '../../../workbook/list-sheet'
import { type ColumnTarget, fieldOf } from '../../../workbook/mapping/target'
import { type Cell, plain } from '../../../workbook/model'

/** What stands in a column of a template: something of the record, or the number of the row. */
export type TemplateTarget = ColumnTarget | { readonly kind: 'serial' }

/** Only audited services count, as in R05. */
export const counts = (register: Register, { values }: LedgerRecord): boolean =>
  register.name !== 'serviceRecords' || values.auditStatus === '已审核'

export interface RowContext extends CellOptions {
  readonly registers: readonly Register[]
  readonly linked: ReportData['linked']
}

/** A cell of a template for one record; amounts in the unit of the heading. */
export const targetCell = (
  record: LedgerRecord,
  target: TemplateTarget,
  index: number,
  unit: MoneyUnit | undefined,
  context: RowContext,
): Cell => {
  switch (target.kind) {
    case 'serial':
      return index + 1
    case 'code':
      return record.code
    case 'district':
      return context.districtName(record.districtCode)
    case 'remark':
      return record.remark ?? null
    case 'ignore':
      return null
    case 'field':
      return fieldCell(record, target, unit, context)
    default:
      return joined(record, target, unit, context)
  }
}

const fieldCell = (
  record: LedgerRecord,
  { field: name, tick, part }: Extract<ColumnTarget, { readonly kind: 'field' }>,
  unit: MoneyUnit | undefined,
  context: RowContext,
): Cell => {
  const field = context.register.fields[name]
  const value = record.values[name]
  if (isSecretField(context.register, record, name) && value !== undefined) return '不公开'
  if (field !== undefined && isLeftOut(context.profile, field.label)) return leftOutText
  if (tick !== undefined)
    return value === tick || (Array.isArray(value) && value.some((one) => one === tick)) ? '√' : null
  if (part !== undefined) return datePart(value, part)
  return inUnit(cellOf(record, { name, field }, context), field?.kind, unit)
}

const datePart = (value: FieldValue | undefined, part: 'year' | 'month' | 'day'): Cell => {
  const text = typeof value === 'object' && 'precision' in value ? value.value : value
  if (typeof text !== 'string') return null
  const piece = text.split('-')[part === 'year' ? 0 : part === 'month' ? 1 : 2]
  return piece === undefined ? null : Number(piece)
}

const inUnit = (cell: Cell, kind: string | undefined, unit: MoneyUnit | undefined): Cell => {
  if (kind !== 'money' || typeof cell !== 'number') return cell
  if (unit === '元') return Math.round(cell * 1_000_000) / 100
  return unit === '亿元' ? cell / 10_000 : cell
}

/** What linked records and child rows say, several of them as one list. */
const joined = (
  record: LedgerRecord,
  target: Extract<ColumnTarget, { readonly kind: 'linked' | 'child' | 'childLinked' }>,
  unit: MoneyUnit | undefined,
  context: RowContext,
): Cell => {
  const field = fieldOf(target, context.register, context.registers)
  if (field === undefined) return null
  const top = target.kind === 'linked' ? target.field : target.rows
  const secret = (name: string): boolean => isSecretField(context.register, record, name)
  if (secret(top) || (target.kind === 'linked' && secret(target.of))) return '不公开'
  const cells = valuesOf(record, target, context).map((value) =>
    inUnit(valueCell(field, value, context), field.kind, unit),
  )
  const [only, ...others] = cells
  if (only === undefined) return null
  return others.length === 0
    ? only
    : [...new Set(cells.map(cellText))].filter((text) => text !== '').join('、')
}

export const cellText = (cell: Cell): string => {
  const { value, prefix = '', suffix = '' } = plain(cell)
  return value === null ? '' : `${prefix}${String(value)}${suffix}`
}

const valuesOf = (
  { values }: LedgerRecord,
  target: Extract<ColumnTarget, { readonly kind: 'linked' | 'child' | 'childLinked' }>,
  { register, registers, linked }: RowContext,
): readonly FieldValue[] => {
  if (target.kind === 'linked') {
    const link = register.fields[target.field]
    return link === undefined ? [] : ofLinked(link, values[target.field])
  }
  const rows = values[target.rows]
  const field = register.fields[target.rows]
  if (!Array.isArray(rows) || field?.kind !== 'rows') return []
  const own = (rows as readonly ChildRow[]).filter(
    (row) =>
      target.kind === 'childLinked' ||
      target.preset === undefined ||
      row[target.preset.field] === target.preset.value,
  )
  if (target.kind === 'child') return known(own.map((row) => row[target.of]))
  const link = field.fields[target.field]
  return link === undefined ? [] : own.flatMap((row) => ofLinked(link, row[target.field]))

  /** What a person did not consent to is said nowhere, and so not by way of a link either. */
  function ofLinked(link: Field | ChildField, value: FieldValue | undefined): readonly FieldValue[] {
    const to = 'to' in link ? registers.find(({ name }) => name === link.to) : undefined
    if (to === undefined || to.consent !== undefined) return []
    return known(linksIn(link, value).map(({ register: of, id }) => linked(of, id)?.values[target.of]))
  }
}

const known = (values: readonly (FieldValue | undefined)[]): readonly FieldValue[] =>
  values.filter((value) => value !== undefined)
