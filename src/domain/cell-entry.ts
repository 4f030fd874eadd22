import type { Field, FieldValue, Values } from './field'
import type { Issue } from './issue'
import { parseValue } from './kinds/all'
import { halfWidth } from './kinds/kind'
import { splitList } from './kinds/list'
import { blocking } from './validate'
import type { Register } from './register'

/** What was typed into a cell of the grid and is not saved, with the reason once it is known. */
export interface PendingCell {
  readonly text: string
  readonly reason?: string
  /** A text that could be meant, to be put into the cell when somebody says so. */
  readonly offer?: string
}
export type PendingCells = Readonly<Record<string, PendingCell>>

/** What a name in a cell means: the id of a record, or why it is none and what could be written instead of it. */
export type NameAnswer = { readonly id: string } | { readonly reason: string; readonly instead?: string }

/** Whether the field can be typed into a cell: lists of rows and files have their place in the form. */
export const isCellField = (field: Field | undefined): field is Field =>
  field !== undefined && field.readOnly !== true && field.kind !== 'rows' && field.kind !== 'attachments'

/** The names in a cell that links to other records. */
export const namesInCell = (field: Field, text: string): readonly string[] =>
  field.kind === 'link'
    ? [text.trim()].filter((name) => name !== '')
    : field.kind === 'links'
      ? splitList(text)
      : []

/** The value of a cell's text; `answers` say what the names in it mean. Year: that of today, for dates without one. */
const readCell = (
  field: Field,
  text: string,
  year: number,
  answers: ReadonlyMap<string, NameAnswer>,
):
  | { readonly ok: true; readonly value: FieldValue | undefined }
  | { readonly ok: false; readonly reason: string; readonly offer?: string } => {
  if (field.kind !== 'link' && field.kind !== 'links') return parseValue(field, text, { year })
  const ids: string[] = []
  const names = namesInCell(field, text)
  for (const name of names) {
    const answer = answers.get(name)
    if (answer !== undefined && 'id' in answer) {
      ids.push(answer.id)
      continue
    }
    const { reason, instead } = answer ?? { reason: `找不到“${name}”` }
    const offer = instead === undefined ? undefined : names.map((one) => (one === name ? instead : one))
    return { ok: false, reason, ...(offer === undefined ? {} : { offer: offer.join('、') }) }
  }
  if (ids.length === 0) return { ok: true, value: undefined }
  return { ok: true, value: field.kind === 'link' ? ids[0] : [...new Set(ids)] }
}

export interface ReadRow {
  /** The values with all that could be read. */
  readonly values: Values
  /** Cells that were read and differ from what was there. */
  readonly changed: readonly string[]
  /** Cells that cannot be read. */
  readonly bad: PendingCells
}

/** The texts of one row over the values that are there. */
export const readRow = (
  register: Register,
  before: Values,
  texts: Readonly<Record<string, string>>,
  year: number,
  answersFor: (field: Field) => ReadonlyMap<string, NameAnswer>,
): ReadRow => {
  const values: Record<string, FieldValue | undefined> = { ...before }
  const changed: string[] = []
  const bad: Record<string, PendingCell> = {}
  for (const [name, text] of Object.entries(texts)) {
    const field = register.fields[name]
    if (!isCellField(field)) {
      bad[name] = { text, reason: '这一列不能在表格中填写' }
      continue
    }
    const read = readCell(field, text, year, answersFor(field))
    if (!read.ok) {
      const { ok: _not, ...why } = read
      bad[name] = { text, ...why }
    } else if (JSON.stringify(read.value) !== JSON.stringify(before[name])) {
      changed.push(name)
      values[name] = read.value
    }
  }
  return { values, changed, bad }
}

/**
 * Cells that have to stay unsaved because of these issues, with the reason: those that an issue names; all that were
 * changed where it names none of them. Empty: the row can be saved.
 */
export const heldCells = (
  changed: readonly string[],
  issues: readonly Issue[],
  before: readonly Issue[],
): Readonly<Record<string, string>> => {
  const known = new Set(before.filter(({ level }) => level === 'error').map(sign))
  const stops = blocking(issues, before).filter((issue) => !known.has(sign(issue)))
  const held: Record<string, string> = {}
  for (const { path, message } of stops) {
    const field = path.split('.')[0] ?? path
    for (const name of changed.includes(field) ? [field] : changed) held[name] ??= message
  }
  return held
}

const sign = ({ path, message }: Issue): string => `${path} ${message}`

const plain = (text: string): string => halfWidth(text).replace(/[\s*（）()]/gu, '')

/**
 * The fields that the first row of a block names, if it is a row of headings: every cell that is not empty is the label, or
 * another heading, of a field of its own, and there are at least two of them.
 */
export const headingsOf = (
  register: Register,
  row: readonly string[],
): readonly (string | undefined)[] | undefined => {
  const fields = row.map((cell) => (plain(cell) === '' ? undefined : fieldNamed(register, cell)))
  const named = fields.filter((name) => name !== undefined)
  const said = row.filter((cell) => plain(cell) !== '')
  const isHeading = named.length >= 2 && named.length === said.length && new Set(named).size === named.length
  return isHeading ? fields : undefined
}

const fieldNamed = (register: Register, heading: string): string | undefined => {
  const wanted = plain(heading).replace(/(?:万元|元)$/u, '')
  const fields = Object.entries(register.fields)
  const byLabel = fields.find(([, { label }]) => [plain(heading), wanted].includes(plain(label)))
  const found =
    byLabel ?? fields.find(([, { headings = [] }]) => headings.some((other) => plain(other) === wanted))
  return found?.[0]
}
