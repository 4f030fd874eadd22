/**
 * The kinds of field that a register can have, and the values that they store. Only shapes: what a kind can do with its
 * values is in `kinds/`.
 */

export type Qualifier = '精确' | '约' | '余' | '超过' | '不少于' | '不超过'

/** A number as its source gave it: 200余 is `{ value: 200, qualifier: '余' }` and never becomes 200. */
export interface FuzzyNumber {
  readonly value: number
  readonly qualifier: Qualifier
}

export type Precision = '日' | '月' | '年'

/** A date as exact as its source: `2021-04-08` 日, `2021-04` 月, `2021` 年. A month is never given a day. */
export interface PartialDate {
  readonly value: string
  readonly precision: Precision
}

/** A file that belongs to a record. Its content lies beside the database, under its hash. */
export interface Attachment {
  /** As the user sees it, with its extension; never a path. */
  readonly name: string
  /** MIME, by the extension. */
  readonly type: string
  /** Bytes. */
  readonly size: number
  /** SHA-256 of the content, 64 lower-case hex digits. */
  readonly hash: string
}

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
  /** Another field of the same record (or row) that serves as well when this one is required. */
  readonly fulfilledBy?: string
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
  /** A year or a number in a row: 2021, not 2,021. */
  readonly ungrouped?: boolean
  readonly initial?: number
}
export interface FuzzyNumberField extends FieldBase {
  readonly kind: 'fuzzyNumber'
  readonly unit?: string
  readonly min?: number
  /** Digits after the point; left out, whole numbers. */
  readonly decimals?: number
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
  /** The last day of something: a month alone, as ledgers often have it, means its last day. */
  readonly isDeadline?: true
}
export interface PartialDateField extends FieldBase {
  readonly kind: 'partialDate'
}
/** An ISO week, `2021-W17`. */
export interface WeekField extends FieldBase {
  readonly kind: 'week'
}
/** An ISO instant. */
export interface MomentField extends FieldBase {
  readonly kind: 'moment'
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
export interface AttachmentsField extends FieldBase {
  readonly kind: 'attachments'
  /** The program itself makes these files: of a whole city they are larger than what a person may add. */
  readonly madeByProgram?: boolean
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
  | WeekField
  | MomentField
  | ChoiceField
  | ChoicesField
  | YesNoField
  | LinkField
  | LinksField
  | AttachmentsField
  | RowsField
export type Fields = Readonly<Record<string, Field>>

/** Money is whole 分; dates are `2021-04-08`, weeks `2021-W17`; a link is the id of the other record. */
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
  week: string
  moment: string
  choice: string
  choices: readonly string[]
  yesNo: boolean
  link: string
  links: readonly string[]
  attachments: readonly Attachment[]
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

const knownEntries = new WeakMap<Fields, readonly (readonly [name: string, field: Field])[]>()

/** Names and fields, in the order of the form. The same list each time: checking a record goes through it many times over. */
export const namedFields = (fields: Fields): readonly (readonly [name: string, field: Field])[] => {
  const entries = knownEntries.get(fields) ?? Object.entries(fields)
  knownEntries.set(fields, entries)
  return entries
}

/** Whether a condition holds for these values; no condition always holds. */
export const holds = (when: When | undefined, values: Values | ChildRow): boolean => {
  if (when === undefined) return true
  const value = values[when.field]
  if (typeof value === 'string' || typeof value === 'boolean') return when.in.includes(value)
  return value === undefined && when.in.includes(false)
}

export const isRequired = (field: Field, values: Values | ChildRow): boolean => {
  const wanted =
    field.required === true || (field.requiredWhen !== undefined && holds(field.requiredWhen, values))
  return wanted && (field.fulfilledBy === undefined || isEmpty(values[field.fulfilledBy]))
}

/** Empty: nothing typed, an empty text or an empty list. */
export const isEmpty = (value: FieldValue | undefined): boolean =>
  value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

/** The text in a field; undefined where there is none. */
export const textIn = (values: Values | ChildRow, field: string): string | undefined => {
  const value = values[field]
  return typeof value === 'string' ? value : undefined
}

/** The child rows in a field; none where the field is empty. */
export const rowsOf = (values: Values, field: string): readonly ChildRow[] => {
  const rows = values[field]
  // Only fields of the kind `rows` hold lists of objects.
  return Array.isArray(rows) ? rows.filter((row): row is ChildRow => typeof row === 'object') : []
}

/** What a link says of the records that it leads to: 服务包 links only to achievements of that type. */
export const impliedBy = (field: Field): Values => {
  const only = field.kind === 'link' || field.kind === 'links' ? field.only : undefined
  const [value, ...others] = only?.in ?? []
  return only === undefined || value === undefined || others.length > 0 ? {} : { [only.field]: value }
}

/** For a field that is there, and required, only with one of these values in another. */
export const onlyWith = (
  field: string,
  ...values: readonly (string | boolean)[]
): { readonly requiredWhen: When; readonly visibleWhen: When } => {
  const when = { field, in: values }
  return { requiredWhen: when, visibleWhen: when }
}

/** Options whose label is their value. */
export const options = (...values: readonly string[]): readonly Option[] => values.map((value) => ({ value }))
