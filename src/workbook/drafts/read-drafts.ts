import { formatValue, parseValue } from '../../domain/kinds/all'
import { isBlankMark, type MoneyUnit, type RawInput, tidy } from '../../domain/kinds/kind'
import type { FieldValue } from '../../domain/field'
import type { Register } from '../../domain/register'
import type { ColumnMatch } from '../mapping/target'
import { cellKey } from '../grid'
import { type FoundTable, placeOf, type TableColumn, type TableRow } from '../understand/found'
import { partsFor } from './cell-parts'
import { type ColumnReader, readerOf, type TargetReader } from './column-reader'
import type { ChildDraft, Corrections, Draft, Mentioned, UnreadCells } from './draft'
import {
  addOnce,
  type CellAt,
  type Growing,
  namedIn,
  newGrowing,
  problemAt,
  putMentions,
  putUnread,
  putValue,
  type RowChild,
  type RowSays,
  settleOwn,
  textOf,
  toRemark,
} from './grow-draft'
import { readValue } from './read-value'
import { recordRows } from './record-rows'
import { type Surroundings, surroundingsOf } from './surroundings'

export interface DraftInput {
  readonly table: FoundTable
  readonly matches: readonly ColumnMatch[]
  readonly register: Register
  readonly registers: readonly Register[]
  readonly corrections: Corrections
  /** Name of the file; it may name the year. */
  readonly file: string
  /** For amounts without a unit of their own, where neither the heading nor a note row names one. */
  readonly unit: MoneyUnit | undefined
  /** Words that a person explained before, by `register.field`. */
  readonly words?: ReadonlyMap<string, ReadonlyMap<string, string>>
  /** `remark` if left out. */
  readonly unread?: UnreadCells
}

export const emptyWords: NonNullable<DraftInput['words']> = new Map()

/**
 * Reads the records of a table. Nothing is dropped: what cannot be read is a problem with its address and reason. Rows
 * that say nothing but their number become no draft.
 */
export const readDrafts = (input: DraftInput): readonly Draft[] => {
  const { table, matches, register, registers, corrections, words = emptyWords, unread = 'remark' } = input
  const readers = matches
    .filter(({ target }) => target.kind !== 'ignore')
    .map((match) => readerOf(match, { register, registers, corrections, words, unread }))
  const around = surroundingsOf(table, input.file, input.unit)
  return recordRows(table, matches, register, registers).flatMap((rows) => {
    const draft = draftOf(rows, readers, around, register)
    return draft !== undefined && saysSomething(draft) ? [draft] : []
  })
}

const saysSomething = ({ values, links, children, remarks, problems }: Draft): boolean =>
  remarks.length > 0 ||
  problems.length > 0 ||
  [values, links, children].some((part) => Object.keys(part).length > 0)

const draftOf = (
  rows: readonly TableRow[],
  readers: readonly ColumnReader[],
  around: (row: TableRow) => Surroundings,
  register: Register,
): Draft | undefined => {
  const [first] = rows
  if (first === undefined) return undefined
  const draft = newGrowing()
  for (const row of rows) readRow(row, readers, around(row), register, draft)
  putYear(draft, readers, around(first), register)
  return {
    key: first.key,
    rows: rows.map(({ key }) => key),
    sheet: first.grid.name,
    row: first.row,
    ...draft,
  }
}

/** 2021年重点任务清单 says of every task which year it is of, where no column does. */
const putYear = (
  draft: Growing,
  readers: readonly ColumnReader[],
  { year }: Surroundings,
  { fields }: Register,
): void => {
  if (year === undefined || Object.keys(draft.values).length === 0) return
  for (const [name, field] of Object.entries(fields)) {
    if (field.kind !== 'number' || field.unit !== '年' || field.required !== true) continue
    const isRead = readers.some(({ targets }) =>
      targets.some(({ target }) => target.kind === 'field' && target.field === name),
    )
    if (!isRead) draft.values[name] = year
  }
}

const readRow = (
  row: TableRow,
  readers: readonly ColumnReader[],
  around: Surroundings,
  register: Register,
  draft: Growing,
): void => {
  const says: RowSays = { own: new Map(), named: new Map(), dateParts: new Map(), child: new Map() }
  for (const { column, targets, correctionOf } of readers) {
    noteComment(draft, row, column)
    const raw = row.cells[column.column] ?? null
    const corrected = correctionOf(row.key, raw)
    if (raw === null && corrected === undefined) continue
    const cell: CellAt = { row, column, raw: corrected ?? raw, written: raw, around }
    if (corrected === null) toRemark(draft, { ...cell, raw })
    else if (targets.length === 1) readCell(draft, says, targets[0], cell, register)
    else readParts(draft, says, targets, cell, register)
  }
  settleRow(draft, says, register)
}

/** What somebody wrote into the comment of a cell is part of what the ledger says. */
const noteComment = (draft: Growing, row: TableRow, column: TableColumn): void => {
  if (row.grid.comments === undefined && row.places === undefined) return
  const place = placeOf(row, column.column)
  const comment = place.grid.comments?.get(cellKey(place.row, place.column))
  if (comment !== undefined) addOnce(draft.remarks, `${column.heading}（批注）：${comment}`)
}

const readParts = (
  draft: Growing,
  says: RowSays,
  targets: readonly TargetReader[],
  cell: CellAt,
  register: Register,
): void => {
  const parts = partsFor(
    cell.raw,
    targets.map(({ field }) => field),
    cell.around,
  )
  for (const [index, target] of targets.entries())
    readCell(draft, says, target, { ...cell, raw: parts[index] ?? null }, register)
}

const readCell = (
  draft: Growing,
  says: RowSays,
  reader: TargetReader | undefined,
  cell: CellAt,
  register: Register,
): void => {
  const { target, field, to } = reader ?? {}
  if (reader === undefined || target === undefined) return
  if (
    target.kind === 'remark' ||
    (field === undefined && target.kind !== 'code' && target.kind !== 'district')
  ) {
    toRemark(draft, cell)
    return
  }
  if (isBlankMark(tidy(cell.raw)) && !isOptionWord(field, cell.raw)) return
  if (target.kind === 'code') draft.code ??= tidy(cell.raw)
  else if (target.kind === 'district') draft.district ??= tidy(cell.raw)
  else if (target.kind === 'child' || target.kind === 'childLinked')
    readChild(draft, says, reader, cell, register)
  else if (target.kind === 'linked') pushTo(says.own, target.field, { of: target.of, reader, cell })
  else if (target.kind === 'field' && target.tick !== undefined) readTick(draft, reader, target.tick, cell)
  else if (target.kind === 'field' && target.part !== undefined)
    readPart(says, target.field, target.part, reader, cell)
  else if (target.kind === 'field' && to !== undefined && field !== undefined)
    pushAll(says.named, target.field, namedIn(draft, cell, reader, field.kind === 'links'))
  else if (target.kind === 'field') readField(draft, reader, target.field, cell, register)
}

/** 无 is a rank of its own among the 职称级别, and blank elsewhere. */
const isOptionWord = (field: TargetReader['field'], raw: RawInput): boolean =>
  (field?.kind === 'yesNo' && /^[无×✗□☐○]$/u.test(tidy(raw))) ||
  (field?.kind === 'choice' && field.options.some(({ value }) => value === tidy(raw)))

const pushTo = <T>(map: Map<string, T[]>, key: string, entry: T): void => {
  const there = map.get(key)
  if (there === undefined) map.set(key, [entry])
  else there.push(entry)
}
const pushAll = <T>(map: Map<string, T[]>, key: string, entries: readonly T[]): void => {
  for (const entry of entries) pushTo(map, key, entry)
}

const readField = (
  draft: Growing,
  reader: TargetReader,
  name: string,
  cell: CellAt,
  register: Register,
): void => {
  const { field } = reader
  if (field === undefined) return
  const reading = reader.read(field.kind === 'text' ? textOf(cell) : cell.raw, cell.around)
  if (!reading.ok) {
    putUnread(draft, reader, cell, name, reading)
    return
  }
  if (reading.negotiable === true) putNegotiable(draft, field, cell, register)
  else if (reading.rest !== undefined) addOnce(draft.remarks, `${cell.column.heading}：${reading.rest}`)
  if (reading.warning !== undefined) addOnce(draft.warnings, reading.warning)
  if (reading.value !== undefined) putValue(draft, name, field, reading.value, cell)
}

/** 面议 is said by a field of its own where the register has one. */
const putNegotiable = (
  draft: Growing,
  field: NonNullable<TargetReader['field']>,
  cell: CellAt,
  register: Register,
): void => {
  const own = Object.entries(register.fields).find(
    ([, other]) => other.kind === 'yesNo' && other.label.includes('面议'),
  )
  if (own === undefined || !Object.values(register.fields).some((known) => known === field))
    toRemark(draft, cell)
  else draft.values[own[0]] = true
}

const ticks = /^(?:[√✓✔☑■●◉★○〇oOvV1]|是|有|对|yes|y|true)$/iu
const crosses = /^(?:[×✗✘☒□☐xX0]|否|没有|no|n|false)$/iu

const readTick = (draft: Growing, { field, target }: TargetReader, option: string, cell: CellAt): void => {
  const text = tidy(cell.raw)
  if (field === undefined || target.kind !== 'field' || crosses.test(text)) return
  if (!ticks.test(text)) {
    toRemark(draft, cell)
    return
  }
  const value: FieldValue =
    field.kind === 'choices' ? [option] : field.kind === 'yesNo' ? option === 'true' : option
  const before = draft.values[target.field]
  if (field.kind === 'choice' && typeof before === 'string' && before !== value) {
    draft.problems.push(
      problemAt(cell, target.field, field.label, `“${before}”和“${option}”都打了勾，只能选一项`),
    )
  } else putValue(draft, target.field, field, value, cell)
}

const readPart = (says: RowSays, name: string, part: string, reader: TargetReader, cell: CellAt): void => {
  const there = says.dateParts.get(name) ?? { parts: {}, reader, cell }
  there.parts[part] = tidy(cell.raw).replace(/[年月日号]|月份|年度/gu, '')
  says.dateParts.set(name, part === 'day' ? { ...there, cell } : there)
}

const readChild = (
  draft: Growing,
  says: RowSays,
  reader: TargetReader,
  cell: CellAt,
  register: Register,
): void => {
  const { target, field, to } = reader
  if (field === undefined || (target.kind !== 'child' && target.kind !== 'childLinked')) return
  if (target.kind === 'child' && target.preset !== undefined) {
    const preset = { [target.preset.field]: target.preset.value }
    const named = to === undefined ? [] : namedIn(draft, cell, reader, true)
    const added: readonly ChildDraft[] =
      to === undefined
        ? [{ values: { ...preset, [target.of]: textOf(cell) }, links: {} }]
        : named.map((mention) => ({ values: preset, links: { [target.of]: mention } }))
    draft.children[target.rows] = [...(draft.children[target.rows] ?? []), ...added]
    return
  }
  const child: RowChild = says.child.get(target.rows) ?? { values: {}, named: {}, own: new Map() }
  says.child.set(target.rows, child)
  if (target.kind === 'childLinked') {
    pushTo(child.own, target.field, { of: target.of, reader, cell })
    return
  }
  const bySide = to === undefined ? undefined : namesByOption(tidy(cell.raw), register.fields[target.rows])
  if (to !== undefined && bySide !== undefined) {
    const added = bySide.flatMap(({ preset, names }) =>
      namedIn(draft, { ...cell, raw: names }, reader, true).map((mention): ChildDraft => ({
        values: preset,
        links: { [target.of]: mention },
      })),
    )
    draft.children[target.rows] = [...(draft.children[target.rows] ?? []), ...added]
    return
  }
  if (to !== undefined) {
    child.named[target.of] = [...namedIn(draft, cell, reader, true)]
    return
  }
  const reading = reader.read(field.kind === 'text' ? textOf(cell) : cell.raw, cell.around)
  if (!reading.ok) putUnread(draft, reader, cell, target.rows, reading)
  else if (reading.value !== undefined) child.values[target.of] = reading.value
}

/** 甲方：某公司　乙方：某大学, 队长：张三；成员：李四、王五: names under the options by which the rows of a list are told apart. */
const namesByOption = (
  text: string,
  rows: Register['fields'][string] | undefined,
):
  | readonly { readonly preset: Readonly<Record<string, FieldValue>>; readonly names: string }[]
  | undefined => {
  if (rows?.kind !== 'rows' || !/[:：]/u.test(text)) return undefined
  const pieces = text.split(/(?:^|[\s；;，,、。])([\p{sc=Han}]{1,6})[:：]\s*/u)
  if (pieces.length < 3 || pieces[0] !== '') return undefined
  for (const [name, child] of Object.entries(rows.fields)) {
    if (child.kind !== 'choice') continue
    const found = pieces.flatMap((piece, index) => {
      const option = index % 2 === 1 ? parseValue(child, piece) : undefined
      return option?.ok === true && option.value !== undefined
        ? [{ preset: { [name]: option.value }, names: pieces[index + 1] ?? '' }]
        : []
    })
    if (found.length * 2 === pieces.length - 1) return found
  }
  return undefined
}

/** What a row says of others is settled once all its cells are read. */
const settleRow = (draft: Growing, says: RowSays, register: Register): void => {
  for (const [name, { parts, reader, cell }] of says.dateParts) {
    const { year = cell.around.year, month, day } = parts
    const field = register.fields[name]
    if (field === undefined || month === undefined) continue
    const text = `${String(year)}年${month}月${day === undefined ? '' : `${day}日`}`
    const reading = readValue(field, text, cell.around)
    if (!reading.ok) putUnread(draft, reader, { ...cell, written: text }, name, reading)
    else if (reading.value !== undefined) putValue(draft, name, field, reading.value, cell)
  }
  for (const name of new Set([...says.named.keys(), ...says.own.keys()])) {
    const label = register.fields[name]?.label ?? name
    const named = says.named.get(name) ?? []
    // A row that goes on with a record speaks of the one that was named last.
    const last = draft.links[name]?.at(-1)
    const whom = named.length === 0 && last !== undefined ? [last] : named
    const settled = settleOwn(draft, label, whom, says.own.get(name) ?? [])
    if (named.length === 0 && last !== undefined) draft.links[name]?.splice(-1, 1, ...settled)
    else if (settled.length > 0) putMentions(draft, name, settled)
  }
  for (const [rows, child] of says.child) {
    const added = childrenOf(draft, child, rows, register)
    if (added.length > 0) draft.children[rows] = [...(draft.children[rows] ?? []), ...added]
  }
}

/** One child row, or one for each name where a list stands in its cell. */
const childrenOf = (
  draft: Growing,
  { values, named, own }: RowChild,
  rows: string,
  register: Register,
): readonly ChildDraft[] => {
  const field = register.fields[rows]
  const links = Object.entries(named).map(([link, mentions]): readonly [string, readonly Mentioned[]] => {
    const label = field?.kind === 'rows' ? (field.fields[link]?.label ?? link) : link
    return [link, settleOwn(draft, label, mentions, own.get(link) ?? [])]
  })
  const [several] = links.filter(([, mentions]) => mentions.length > 1)
  const single = Object.fromEntries(
    links.flatMap(([link, [first]]) => (first === undefined ? [] : [[link, first] as const])),
  )
  if (several !== undefined) {
    const [link, mentions] = several
    return mentions.map((mention) => ({ values, links: { ...single, [link]: mention } }))
  }
  const required =
    field?.kind === 'rows'
      ? Object.values(field.fields).some((child) => 'to' in child && child.required === true)
      : false
  if (Object.keys(single).length > 0 || !required)
    return Object.keys(single).length + Object.keys(values).length > 0 ? [{ values, links: single }] : []
  // A row of a list that names nobody (金: blank) is no child row; what else it says is kept.
  for (const [name, value] of Object.entries(values)) {
    const child = field?.kind === 'rows' ? field.fields[name] : undefined
    if (child !== undefined && child.kind !== 'choice' && child.kind !== 'yesNo')
      addOnce(draft.remarks, `${child.label}：${formatValue(child, value, () => '')}`)
  }
  return []
}
