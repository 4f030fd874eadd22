import type { ChildField, Field } from '../../domain/field'
import type { Register } from '../../domain/register'
import type { TableColumn } from '../understand/found'

/**
 * Where the cells of a column go.
 *
 * - `field`: a field of the record; `tick`: the column stands for one option, and a mark in it chooses that option;
 *   `part`: year, month and day of a date stand in columns of their own.
 * - `linked`: a field of the record that `field` links to.
 * - `child`: a field of a child row; `preset`: the column stands for one kind of child row (政, 产, 学 …).
 * - `childLinked`: a field of the record that a child row links to.
 * - `code`, `district`: parts of the record's head.
 * - `remark`: 备注, with the heading.
 */
export type ColumnTarget =
  | {
      readonly kind: 'field'
      readonly field: string
      readonly tick?: string
      readonly part?: 'year' | 'month' | 'day'
    }
  | { readonly kind: 'linked'; readonly field: string; readonly of: string }
  | {
      readonly kind: 'child'
      readonly rows: string
      readonly of: string
      readonly preset?: { readonly field: string; readonly value: string }
    }
  | { readonly kind: 'childLinked'; readonly rows: string; readonly field: string; readonly of: string }
  | { readonly kind: 'code' }
  | { readonly kind: 'district' }
  | { readonly kind: 'remark' }
  | { readonly kind: 'ignore' }

export interface ColumnMatch {
  readonly column: TableColumn
  readonly target: ColumnTarget
  /** Where the rest goes when one cell holds several things: 张三 13900000000. */
  readonly also?: readonly ColumnTarget[]
  /** Why, in a few words for the screen. */
  readonly because: string
}

/** One text for each target; equal targets have equal keys. */
export const targetKey = (target: ColumnTarget): string => {
  switch (target.kind) {
    case 'field':
      return `field ${target.field}${target.tick === undefined ? '' : `=${target.tick}`}${target.part === undefined ? '' : `.${target.part}`}`
    case 'linked':
      return `linked ${target.field}.${target.of}`
    case 'child':
      return `child ${target.rows}.${target.of}${target.preset === undefined ? '' : `:${target.preset.field}=${target.preset.value}`}`
    case 'childLinked':
      return `child ${target.rows}.${target.field}.${target.of}`
    default:
      return target.kind
  }
}

/** Whether a cell can be read into the field: files are no cells, and child rows have columns of their own. */
export const isReadable = ({ kind }: Field | ChildField): boolean => kind !== 'rows' && kind !== 'attachments'

/** 走访: the name of a record that the program makes itself; nothing is read into it. */
export const isMadeLabel = ({ labelField, fields }: Register, name: string): boolean =>
  name === labelField && fields[name]?.readOnly === true

export const targetsOf = ({ target, also = [] }: ColumnMatch): readonly ColumnTarget[] => [target, ...also]

/** The field into which a target writes; undefined for targets that are no field. */
export const fieldOf = (
  target: ColumnTarget,
  register: Register,
  registers: readonly Register[],
): Field | ChildField | undefined => {
  if (target.kind === 'field') return own(register.fields, target.field)
  if (target.kind === 'linked')
    return own(linkedFrom(register.fields, target.field, registers)?.fields, target.of)
  if (target.kind !== 'child' && target.kind !== 'childLinked') return undefined
  const rows = own(register.fields, target.rows)
  if (rows?.kind !== 'rows') return undefined
  if (target.kind === 'child') return own(rows.fields, target.of)
  return own(linkedFrom(rows.fields, target.field, registers)?.fields, target.of)
}

/** Saved targets come from outside, and a name is looked up in what the register itself has. */
const own = <T>(fields: Readonly<Record<string, T>> | undefined, name: string): T | undefined =>
  fields !== undefined && Object.hasOwn(fields, name) ? fields[name] : undefined

/** The register that a link field links to. */
export const linkedFrom = (
  fields: Readonly<Record<string, Field | ChildField>>,
  name: string,
  registers: readonly Register[],
): Register | undefined => {
  const field = own(fields, name)
  return field !== undefined && 'to' in field
    ? registers.find((register) => register.name === field.to)
    : undefined
}

/** Whether several columns may fill the same target: 专家1, 专家2. */
export const takesSeveral = (field: Field | ChildField | undefined): boolean =>
  field?.kind === 'links' || field?.kind === 'choices' || (field?.kind === 'text' && field.multiline === true)

export const labelOfTarget = (
  target: ColumnTarget,
  register: Register,
  registers: readonly Register[],
): string => {
  const label = fieldOf(target, register, registers)?.label ?? ''
  switch (target.kind) {
    case 'field':
      return [label, target.tick, target.part === undefined ? undefined : partLabels[target.part]]
        .filter((part) => part !== undefined)
        .join(' · ')
    case 'linked':
      return `${register.fields[target.field]?.label ?? target.field} → ${label}`
    case 'child':
      return [register.fields[target.rows]?.label ?? target.rows, target.preset?.value, label]
        .filter((part) => part !== undefined)
        .join(' · ')
    case 'childLinked': {
      const rows = register.fields[target.rows]
      const link = rows?.kind === 'rows' ? rows.fields[target.field]?.label : undefined
      return `${rows?.label ?? target.rows} · ${link ?? target.field} → ${label}`
    }
    case 'code':
      return '编号（按编号找到已有的记录）'
    case 'district':
      return '所属地区'
    case 'remark':
      return '记入备注（连同表头）'
    case 'ignore':
      return '不导入'
  }
}

const partLabels = { year: '年', month: '月', day: '日' } as const

/** Every place a column can go, in the order of the form. */
export const allTargets = (register: Register, registers: readonly Register[]): readonly ColumnTarget[] => {
  const fields = Object.entries(register.fields)
  const own = fields.flatMap(([field, definition]): readonly ColumnTarget[] =>
    isReadable(definition) && !isMadeLabel(register, field) ? [{ kind: 'field', field }] : [],
  )
  const children = fields.flatMap(([rows, field]): readonly ColumnTarget[] =>
    field.kind === 'rows' ? readableIn(field.fields).map((of) => ({ kind: 'child', rows, of })) : [],
  )
  return [
    ...own,
    ...children,
    ...linkedTargets(register, registers),
    { kind: 'code' },
    ...(register.scope === 'district' ? [{ kind: 'district' } as const] : []),
    { kind: 'remark' },
    { kind: 'ignore' },
  ]
}

const readableIn = (fields: Readonly<Record<string, ChildField>>): readonly string[] =>
  Object.entries(fields).flatMap(([of, field]) => (isReadable(field) ? [of] : []))

const linkedTargets = (register: Register, registers: readonly Register[]): readonly ColumnTarget[] =>
  Object.entries(register.fields).flatMap(([field, definition]): readonly ColumnTarget[] => {
    if (definition.kind === 'rows')
      return Object.keys(definition.fields).flatMap((link) =>
        ownFieldsOf(linkedFrom(definition.fields, link, registers)).map((of) => ({
          kind: 'childLinked',
          rows: field,
          field: link,
          of,
        })),
      )
    return ownFieldsOf(linkedFrom(register.fields, field, registers)).map((of) => ({
      kind: 'linked',
      field,
      of,
    }))
  })

/** What a ledger may say of a linked record beside its name. */
const ownFieldsOf = (register: Register | undefined): readonly string[] =>
  Object.entries(register?.fields ?? {})
    .filter(([name, field]) => isReadable(field) && field.kind !== 'links' && name !== register?.labelField)
    .map(([name]) => name)
