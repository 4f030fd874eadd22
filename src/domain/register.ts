import type { FuzzyNumber } from './kinds/fuzzy-number'
import type { PartialDate } from './kinds/partial-date'
import type { Issue } from './issue'
import type { Lifecycle } from './lifecycle'

/**
 * What a register is. One definition gives the form, the list, validation, search, Excel headings, import,
 * life cycle and the record type; nothing about a register is said anywhere else.
 */

/** A condition on another field of the same record (or of the same child row). */
export interface When {
  readonly field: string
  readonly in: readonly (string | boolean)[]
}

interface FieldBase {
  readonly label: string
  /** Where the field comes from: S the source text, P a public source, I our own proposal. */
  readonly source?: 'S' | 'P' | 'I'
  readonly required?: boolean
  /** Required only then; the form shows the mark as the other field changes. */
  readonly requiredWhen?: When
  /** Shown and kept only then. */
  readonly visibleWhen?: When
  readonly section?: string
  readonly hint?: string
  /** Other headings under which ledgers carry this field. */
  readonly headings?: readonly string[]
  /** Among the columns shown at first. */
  readonly list?: boolean
  /** Characters, for the list and for Excel. */
  readonly width?: number
  /** Counts in 搜索. */
  readonly search?: boolean
  /** 保存并新建 carries the value forward. */
  readonly carry?: boolean
  /** Kept by the program; shown, never typed. */
  readonly readOnly?: boolean
  /** Summed up in the status line of the list. */
  readonly sum?: boolean
}

export interface Option {
  readonly value: string
  /** Shown instead of the value. */
  readonly label?: string
  readonly hint?: string
  /** Other words for it in ledgers. */
  readonly aliases?: readonly string[]
}

export interface TextField extends FieldBase {
  readonly kind: 'text'
  readonly minLength?: number
  readonly maxLength?: number
  readonly multiline?: boolean
  readonly initial?: string
}
export interface CreditCodeField extends FieldBase {
  readonly kind: 'creditCode'
}
export interface PhoneField extends FieldBase {
  readonly kind: 'phone'
}
export interface EmailField extends FieldBase {
  readonly kind: 'email'
}
export interface NumberField extends FieldBase {
  readonly kind: 'number'
  readonly unit?: string
  readonly min?: number
  readonly max?: number
  /** Digits after the point; 0 for whole numbers. */
  readonly decimals?: number
  readonly step?: number
  readonly initial?: number
}
export interface FuzzyNumberField extends FieldBase {
  readonly kind: 'fuzzyNumber'
  readonly unit?: string
  readonly min?: number
}
export interface MoneyField extends FieldBase {
  readonly kind: 'money'
  /** 分, as the value. */
  readonly initial?: number
}
export interface DateField extends FieldBase {
  readonly kind: 'date'
  readonly latest?: 'today'
  /** Not before the date in this field. */
  readonly notBefore?: string
  readonly initial?: 'today'
}
export interface PartialDateField extends FieldBase {
  readonly kind: 'partialDate'
}
export interface ChoiceField extends FieldBase {
  readonly kind: 'choice'
  readonly options: readonly Option[]
  readonly initial?: string
}
export interface ChoicesField extends FieldBase {
  readonly kind: 'choices'
  readonly options: readonly Option[]
}
export interface YesNoField extends FieldBase {
  readonly kind: 'yesNo'
  readonly initial?: boolean
}
export interface LinkField extends FieldBase {
  readonly kind: 'link'
  readonly to: string
  /** Only records whose field has one of these values are offered. */
  readonly only?: When
}
export interface LinksField extends FieldBase {
  readonly kind: 'links'
  readonly to: string
  readonly only?: When
}
export interface RowsField extends FieldBase {
  readonly kind: 'rows'
  readonly fields: Readonly<Record<string, ChildField>>
  /** Names one row in messages, e.g. 成员. */
  readonly rowName: string
  /** Rows that are always there, one for each value of the field `by`. */
  readonly fixed?: { readonly by: string; readonly values: readonly string[] }
  /** No two rows may agree in all of these. */
  readonly uniqueBy?: readonly string[]
}

export type ChildField = Exclude<Field, RowsField>
export type Field =
  | TextField
  | CreditCodeField
  | PhoneField
  | EmailField
  | NumberField
  | FuzzyNumberField
  | MoneyField
  | DateField
  | PartialDateField
  | ChoiceField
  | ChoicesField
  | YesNoField
  | LinkField
  | LinksField
  | RowsField
export type Fields = Readonly<Record<string, Field>>

/** Money is whole 分; dates are `2021-04-08`; a link is the id of the other record. */
interface ValueOfKind {
  text: string
  creditCode: string
  phone: string
  email: string
  number: number
  fuzzyNumber: FuzzyNumber
  money: number
  date: string
  partialDate: PartialDate
  choice: string
  choices: readonly string[]
  yesNo: boolean
  link: string
  links: readonly string[]
}
export type ValueOf<F extends Field> = F extends {
  kind: 'rows'
  fields: infer C extends Readonly<Record<string, ChildField>>
}
  ? readonly RowOf<C>[]
  : F['kind'] extends keyof ValueOfKind
    ? ValueOfKind[F['kind']]
    : never
export type ChildValue = ValueOfKind[keyof ValueOfKind]
export type ChildRow = Readonly<Record<string, ChildValue | undefined>>
export type FieldValue = ChildValue | readonly ChildRow[]
/** The values of a record or of a form: empty is `undefined` or not there, never `''` or `null`. */
export type Values = Readonly<Record<string, FieldValue | undefined>>

type RowOf<C extends Readonly<Record<string, ChildField>>> = { readonly [K in keyof C]?: ValueOf<C[K]> }
export type ValuesOf<F extends Fields> = { readonly [K in keyof F]?: ValueOf<F[K]> }

/** What every record carries besides the fields of its register (domain B0). */
export interface RecordHead {
  readonly id: string
  /** Business number such as FW-500118-2021-0007, given on first save. */
  readonly code: string
  readonly districtCode: string
  readonly confidentiality: Confidentiality
  readonly sourceNote?: string
  readonly remark?: string
  readonly isSample: boolean
  /** ISO instants. */
  readonly createdAt: string
  readonly createdBy: string
  readonly updatedAt: string
  readonly updatedBy: string
  readonly version: number
  readonly deletedAt: string | null
}
export type Confidentiality = '公开' | '内部' | '商业秘密'
export const confidentialities: readonly Confidentiality[] = ['公开', '内部', '商业秘密']

/** A record of any register. */
export interface LedgerRecord extends RecordHead {
  readonly values: Values
}
/** A record of one register, with its fields typed. */
export interface RecordOf<R extends { readonly fields: Fields }> extends RecordHead {
  readonly values: ValuesOf<R['fields']>
}

/** What validation may ask of the world around the record. */
export interface CheckContext {
  /** ISO day. */
  readonly today: string
  /** A linked record, if it is known. */
  readonly linked: (register: string, id: string) => LedgerRecord | undefined
}

export interface RegisterDefinition<F extends Fields> {
  readonly name: string
  readonly title: string
  /** The counting word: 条, 家, 名. */
  readonly unit: string
  /** Prefix of business numbers; left out, the register's own `code` field is the number. */
  readonly codePrefix?: string
  /** The date field whose year goes into the business number. */
  readonly codeYear?: keyof F & string
  /** The text that stands for a record wherever another one links to it. */
  readonly labelField: keyof F & string
  /** Shown in small beside the label when one is picked. */
  readonly detailFields?: readonly (keyof F & string)[]
  /** Groups of fields by which an incoming row is recognised as a known record, best first. */
  readonly keys: readonly (readonly (keyof F & string)[])[]
  /** Fields in which no two records should agree; `warning` only points at the other one. */
  readonly unique?: readonly {
    readonly fields: readonly (keyof F & string)[]
    readonly level: 'error' | 'warning'
  }[]
  readonly sort: { readonly field: (keyof F & string) | 'code'; readonly descending: boolean }
  /** `city`: master data shared by all districts, not filtered by 当前地区. */
  readonly scope: 'district' | 'city'
  readonly help: string
  readonly fields: F
  readonly lifecycle?: Lifecycle
  readonly check?: (values: ValuesOf<F>, context: CheckContext) => readonly Issue[]
}

/** A register of any shape, as the generic screens see it. */
export interface Register extends Omit<RegisterDefinition<Fields>, 'check'> {
  readonly check: (values: Values, context: CheckContext) => readonly Issue[]
}

/** The one way to describe a register. Keeps the exact fields for the record type. */
export const defineRegister = <const F extends Fields>(
  definition: RegisterDefinition<F>,
): Register & { readonly fields: F } => {
  const { check } = definition
  return {
    ...definition,
    // The engine hands over values that it parsed with these same fields.
    check: (values, context) => check?.(values as ValuesOf<F>, context) ?? [],
  }
}

/** Whether a condition holds for these values; no condition always holds. */
export const holds = (when: When | undefined, values: Values | ChildRow): boolean => {
  if (when === undefined) return true
  const value = values[when.field]
  if (typeof value === 'string' || typeof value === 'boolean') return when.in.includes(value)
  return value === undefined && when.in.includes(false)
}

export const isRequired = (field: Field, values: Values | ChildRow): boolean =>
  field.required === true || (field.requiredWhen !== undefined && holds(field.requiredWhen, values))

/** Empty: nothing typed, an empty text or an empty list. */
export const isEmpty = (value: FieldValue | undefined): boolean =>
  value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

/** Options whose label is their value. */
export const options = (...values: readonly string[]): readonly Option[] => values.map((value) => ({ value }))

/** The text that stands for a record; its number while the label is still empty. */
export const labelOf = (register: Register, record: LedgerRecord): string => {
  const label = record.values[register.labelField]
  return typeof label === 'string' && label !== '' ? label : record.code
}
