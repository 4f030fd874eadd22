import type { Field, FieldValue } from '../field'

/** What comes from a keyboard, a clipboard or a cell. */
export type RawInput = string | number | boolean | null

/** What the surroundings of a cell say about it: unit and year named in a heading, a note row or a title. */
export interface ParseHints {
  readonly unit?: MoneyUnit
  readonly year?: number
}
export type MoneyUnit = '元' | '万元' | '亿元'

/** `value: undefined` is a blank cell. A reason says in Chinese what cannot be read. */
export type Parsed<V> =
  { readonly ok: true; readonly value: V | undefined } | { readonly ok: false; readonly reason: string }

/** Shows a link: the label of the record with this id. */
export type NameOf = (register: string, id: string) => string

/**
 * What one kind of field can do. Values are those of `ValueOf`; `parse` takes anything a person or a ledger may
 * write and never throws; `format` gives the text of the screen; `check` gives reasons why a value cannot stand.
 */
export interface Kind<F extends Field, V extends FieldValue> {
  readonly parse: (input: RawInput, field: F, hints: ParseHints) => Parsed<V>
  readonly format: (value: V, field: F, nameOf: NameOf) => string
  readonly check: (value: V, field: F) => readonly string[]
  readonly compare: (a: V, b: V, nameOf: NameOf, field: F) => number
  /** Whether something has the shape of a value: records that come from outside are not trusted. */
  readonly accepts: (value: unknown) => value is V
}

export const blank: Parsed<never> = { ok: true, value: undefined }
export const parsed = <V>(value: V): Parsed<V> => ({ ok: true, value })
export const unreadable = (reason: string): Parsed<never> => ({ ok: false, reason })

export const isText = (value: unknown): value is string => typeof value === 'string'
export const isNumber = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value)

const collator = new Intl.Collator('zh-CN-u-co-pinyin', { numeric: true })
export const byText = (a: string, b: string): number => collator.compare(a, b)
export const byNumber = (a: number, b: number): number => a - b
export const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Full-width letters, digits and signs become half-width; every kind of space becomes a plain one. */
export const halfWidth = (text: string): string =>
  text.replace(/[\uff01-\uff5e\u3000\u00a0]/gu, (character) =>
    /[\u3000\u00a0]/u.test(character) ? ' ' : String.fromCharCode(character.charCodeAt(0) - 0xfee0),
  )

/** The text of a cell without the spaces around it and without invisible characters. */
export const tidy = (input: RawInput): string =>
  input === null
    ? ''
    : String(input)
        .replace(/[\u200b-\u200f\u2028\u2029\ufeff]/gu, '')
        .trim()

/** Stands in our workbooks where somebody has not agreed to be shown. */
export const withheld = '未获同意'

/** Stands in our workbooks where the recipient does not get what the office knows. */
export const leftOutText = '（不提供）'

/** What clerks, or our own workbooks, write into a cell that has nothing to say. */
export const isBlankMark = (text: string): boolean =>
  text === withheld ||
  text === leftOutText ||
  // Every cell of a ledger is asked about, and hardly one is as short.
  (text.length <= 3 && /^(?:|[-—–/\\、无]|--|——|暂无|n\/?a)$/iu.test(text))
