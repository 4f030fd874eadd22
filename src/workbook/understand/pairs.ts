import type { RawCell } from '../grid'
import type { Vocabulary } from '../vocabulary'
import { plainHeading } from '../words'
import type { Place } from './found'
import type { SeenCell, Surface } from './surface'

/** A label of a form with what was filled in beside, below or behind it. */
export interface Pair {
  readonly label: string
  /** Whether a register knows the label. */
  readonly known: boolean
  readonly labelColumn: number
  /** The name of the part of the form in which it stands. */
  readonly section: string | undefined
  readonly value: RawCell
  readonly place: Place
  /** Further cells beside the label, for forms that hold several records side by side. */
  readonly beside: readonly SeenCell[]
}

const longestLabel = 16
/** Beyond it a cell holds no labels worth looking for. */
const longestLooked = 300
const longestInline = 2000

/** 联系人 of 联系 人： */
const labelText = (text: string): string => text.replace(/\s+/gu, '').replace(/[:：]$/u, '')

const isShort = (text: string): boolean =>
  text.length <= longestLooked &&
  text.replace(/[（(【].*?[）)】]/gsu, '').replace(/\s/gu, '').length <= longestLabel

const endsWithColon = (text: string): boolean => /[:：]$/u.test(text.trim())

export interface LabelSense {
  readonly vocabulary: Vocabulary
  /** Columns in which labels stand, once some of them are known. */
  readonly columns: ReadonlySet<number>
}

const knows = ({ vocabulary, columns }: LabelSense, { text, column }: SeenCell): boolean =>
  isShort(text) &&
  (vocabulary.knows(labelText(text)) || (columns.has(column) && vocabulary.isKindOfRow(labelText(text))))

/** 性　别 is as wide as the other labels; no value is written so. */
const isDrawnApart = (text: string): boolean => /^\S\s+\S$/u.test(text)

/** 服务队：智能产业专家服务队 has its value behind it; it is no label of the next cell. */
const saysItself = ({ vocabulary }: LabelSense, text: string): boolean => {
  const [, label] = /^\s*([^:：]+)[:：]\s*\S/u.exec(text) ?? []
  return label !== undefined && vocabulary.knows(labelText(label))
}

const isLabel = (sense: LabelSense, cell: SeenCell): boolean => {
  const { text, column } = cell
  if (!isShort(text) || saysItself(sense, text)) return false
  if (isDrawnApart(text) && sense.vocabulary.knows(labelText(text))) return true
  if (sense.columns.has(column)) return !/^[\d.,%-]+$/u.test(text)
  return (sense.columns.size === 0 && knows(sense, cell)) || (endsWithColon(text) && labelText(text) !== '')
}

/** The pairs of a row: label, value, label, value; or label：value in one cell. */
export const pairsIn = (surface: Surface, row: number, sense: LabelSense): readonly Pair[] => {
  const cells = surface.cellsOf(row)
  const { section, rest } = withoutSection(cells, sense)
  const pairs: Pair[] = []
  for (let at = 0; at < rest.length;) {
    const cell = rest[at]
    if (cell === undefined) break
    if (!isLabel(sense, cell) && !(pairs.length > 0 && alternates(rest, at, sense))) {
      pairs.push(...inlinePairs(surface, cell, sense, section))
      at += 1
      continue
    }
    const beside = valuesAfter(rest, at, sense)
    pairs.push(pairOf(surface, cell, beside, sense, section))
    at += 1 + beside.length
  }
  return pairs
}

/** A cell merged over several rows beside labels names a part of the form. */
const withoutSection = (
  cells: readonly SeenCell[],
  sense: LabelSense,
): { readonly section: string | undefined; readonly rest: readonly SeenCell[] } => {
  const [first, second] = cells
  const isSection =
    first !== undefined && second !== undefined && first.height > second.height && isLabel(sense, second)
  return isSection && !sense.columns.has(first.column)
    ? { section: labelText(first.text), rest: cells.slice(1) }
    : { section: undefined, rest: cells }
}

const valuesAfter = (cells: readonly SeenCell[], at: number, sense: LabelSense): readonly SeenCell[] => {
  const values: SeenCell[] = []
  for (const [index, cell] of cells.slice(at + 1).entries()) {
    if (values.length === 1 && alternates(cells, at + 1 + index, sense)) break
    // Right beside the label stands its value, even if it reads like a label itself.
    if (isLabel(sense, cell) && (values.length > 0 || sense.columns.has(cell.column) || knows(sense, cell)))
      break
    values.push(cell)
  }
  return values
}

/** Label, value, label, value: beside a value, what reads like a label and has something behind it is the next label. */
const alternates = (cells: readonly SeenCell[], at: number, { vocabulary }: LabelSense): boolean => {
  const cell = cells[at]
  const isOdd = at % 2 === 0 && cells.length % 2 === 0 && at + 1 < cells.length
  return isOdd && cell !== undefined && isShort(cell.text) && namesValue(vocabulary, labelText(cell.text))
}

/** 联系人及电话 is no known name, but no value ends like that; 甲公司 is a value. */
const namesValue = (vocabulary: Vocabulary, label: string): boolean =>
  vocabulary.knows(label) || (vocabulary.weigh(label) > 0 && /(?:电话|时间|日期|地点|人数)$/u.test(label))

const pairOf = (
  surface: Surface,
  label: SeenCell,
  beside: readonly SeenCell[],
  sense: LabelSense,
  section: string | undefined,
): Pair => {
  const [first] = beside
  const column = first?.column ?? label.column + label.width
  const row = first?.row ?? label.row
  const value =
    beside.length > 1 ? beside.map(({ text }) => text).join(' ') : (surface.grid.rows[row]?.[column] ?? null)
  return {
    label: labelText(label.text),
    known: knows(sense, label),
    labelColumn: label.column,
    section,
    value: first === undefined ? null : value,
    place: { grid: surface.grid, row, column },
    beside,
  }
}

const inlinePattern =
  /([^\s:：，,；;。]{2,16})[:：]\s*([^:：]*?)(?=(?:[\s，,；;]+[^\s:：，,；;。]{2,16}[:：])|$)/gsu

/** 联系人：张三　联系电话：13900000000 */
const inlinePairs = (
  surface: Surface,
  cell: SeenCell,
  sense: LabelSense,
  section: string | undefined,
): readonly Pair[] =>
  (cell.text.length <= longestInline && /[:：]/u.test(cell.text)
    ? [...cell.text.matchAll(inlinePattern)]
    : []
  )
    .map(([, label = '', value = '']): Pair => ({
      label: labelText(label),
      known: sense.vocabulary.knows(label),
      labelColumn: cell.column,
      section,
      value: value.trim() === '' ? null : value.trim(),
      place: { grid: surface.grid, row: cell.row, column: cell.column },
      beside: [],
    }))
    .filter(({ label, known }, _, all) => label !== '' && (known || all.some((pair) => pair.known)))

/** Columns in which much of what is written is a label that a register knows, and not always the same one. */
export const labelColumnsIn = (
  surface: Surface,
  rows: readonly number[],
  vocabulary: Vocabulary,
): ReadonlySet<number> => {
  const columns = new Map<number, Tally>()
  for (const row of rows) {
    for (const { text, column } of surface.cellsOf(row)) {
      const seen: Tally = columns.get(column) ?? { written: 0, known: 0, labels: new Set(), kinds: new Set() }
      columns.set(column, seen)
      seen.written += 1
      const label = labelText(text)
      if (!isShort(text)) continue
      if (vocabulary.isKindOfRow(label)) seen.kinds.add(label)
      if (!vocabulary.knows(label)) continue
      seen.known += 1
      seen.labels.add(plainHeading(text))
    }
  }
  return new Set(
    [...columns].flatMap(([column, { written, known, labels, kinds }]) => {
      const more = kinds.size >= fewestKinds ? kinds.size : 0
      return labels.size >= 2 && (known + more) * 10 >= written * 3 ? [column] : []
    }),
  )
}

interface Tally {
  written: number
  known: number
  readonly labels: Set<string>
  /** 政, 产, 学 … */
  readonly kinds: Set<string>
}
const fewestKinds = 3

/** Names side by side with nothing between them: the heading of a table, not labels with their values. */
export const namesSideBySide = (surface: Surface, row: number, vocabulary: Vocabulary): boolean => {
  const cells = surface.cellsOf(row)
  const knows = (cell: SeenCell | undefined): cell is SeenCell =>
    cell !== undefined && isShort(cell.text) && vocabulary.knows(labelText(cell.text))
  const adjacent = cells.filter((cell, index) => {
    const next = cells[index + 1]
    return knows(cell) && knows(next) && next.column === cell.column + cell.width
  }).length
  return adjacent >= 2 || (adjacent === 1 && cells.length === 2)
}
