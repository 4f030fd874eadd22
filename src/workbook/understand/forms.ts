import type { Register } from '../../domain/register'
import { namesOf, type Vocabulary } from '../vocabulary'
import { plainHeading, rowsIn } from '../words'
import type { TableColumn } from './found'
import { headingAt } from './headings'
import { labelColumnsIn, namesSideBySide, type Pair, pairsIn } from './pairs'
import { isSignatureLine } from './row-kinds'
import { isNumbering } from './shapes'
import type { SeenCell, Surface } from './surface'

/** A list inside a form, 角色 │ 成员单位: several rows that belong to one record. */
export interface InnerList {
  readonly columns: readonly TableColumn[]
  readonly rows: readonly number[]
  readonly section: string | undefined
}

/** One filled-in form. */
export interface Form {
  readonly firstRow: number
  readonly lastRow: number
  readonly pairs: readonly Pair[]
  readonly lists: readonly InnerList[]
  readonly title: string | undefined
}

/** Forms of one sheet, one below the other. */
export interface FoundForms {
  readonly forms: readonly Form[]
  readonly firstRow: number
  readonly lastRow: number
  readonly signed: boolean
}

const fewestLabels = 3
const fewestRows = 2

/**
 * The forms of a sheet: labels with their values beside them. A form ends where its first label comes again. A sheet is
 * a form when known labels stand with values in several rows, and these rows are not the few lines above a table.
 */
export const findForms = (
  surface: Surface,
  vocabulary: Vocabulary,
  registers: readonly Register[],
  told: boolean,
): FoundForms | undefined => {
  const rows = rowsWorthReading(surface)
  const columns = labelColumnsIn(surface, rows, vocabulary)
  const scan = scanRows(surface, vocabulary, registers, columns)
  const forms = scan.forms.filter(({ pairs }) => pairs.length >= 2)
  if (forms.length === 0) return undefined
  const known = forms.flatMap(({ pairs }) => pairs.filter((pair) => pair.known && pair.value !== null))
  const labels = new Set(known.map(({ label }) => plainHeading(label)))
  const rowsWithKnown = new Set(known.map(({ place }) => place.row)).size
  const all = forms.flatMap(({ pairs }) => pairs)
  const isForm =
    labels.size >= fewestLabels &&
    rowsWithKnown >= fewestRows &&
    known.length * 3 >= all.filter(({ value }) => value !== null).length &&
    scan.strays * 2 <= rowsWithKnown &&
    fits([...labels], registers)
  if (!isForm && !told) return undefined
  return {
    forms,
    firstRow: forms[0]?.firstRow ?? 0,
    lastRow: forms.at(-1)?.lastRow ?? 0,
    signed: scan.signed,
  }
}

/** Long sheets are ledgers; a few hundred forms are all that one sheet holds. */
const mostRows = 6000
const mostCells = 24

const rowsWorthReading = (surface: Surface): readonly number[] =>
  Array.from({ length: Math.min(surface.height, mostRows) }, (_, row) => row).filter(
    (row) => (surface.grid.rows[row]?.length ?? 0) <= mostCells,
  )

/** 填报单位, 填报人 and 联系电话 above a table make no record: a form names the record, or says much of it. */
const fits = (labels: readonly string[], registers: readonly Register[]): boolean =>
  registers.some((register) => {
    const known = Object.entries(register.fields).filter(([, field]) =>
      namesOf(field).some((name) => labels.includes(name)),
    )
    const isNamed = known.some(
      ([name]) => name === register.labelField || register.keys.flat().includes(name),
    )
    return (isNamed && known.length >= 2) || known.length >= 4
  })

interface Scan {
  readonly forms: readonly Form[]
  /** Rows in which nothing was understood. */
  readonly strays: number
  readonly signed: boolean
}

interface Growing {
  firstRow: number
  lastRow: number
  title: string | undefined
  section: string | undefined
  readonly pairs: Pair[]
  readonly lists: { columns: readonly TableColumn[]; rows: number[]; section: string | undefined }[]
}

const scanRows = (
  surface: Surface,
  vocabulary: Vocabulary,
  registers: readonly Register[],
  columns: ReadonlySet<number>,
): Scan => {
  const forms: Growing[] = []
  const sense = { vocabulary, columns }
  let strays = 0
  let signed = false
  let title: string | undefined
  let list: Growing['lists'][number] | undefined
  for (let row = 0; row < Math.min(surface.height, mostRows); row += 1) {
    const cells = surface.cellsOf(row)
    const current = forms.at(-1)
    if (cells.length === 0) {
      list = undefined
      continue
    }
    if (isSignatureLine(cells)) {
      signed = true
      list = undefined
      continue
    }
    if (namesSideBySide(surface, row, vocabulary)) {
      const heading = headingAt(surface, row, vocabulary, false)
      if (heading !== undefined && current !== undefined && isInner(heading.columns, current, registers)) {
        list = { columns: heading.columns, rows: [], section: current.section }
        current.lists.push(list)
        row += heading.rows - 1
        current.lastRow = row
        continue
      }
      // A table of its own: what stands above it is its preface.
      if (heading !== undefined) break
    }
    const [lone] = cells
    if (lone !== undefined && cells.length === 1) {
      // 二、存在问题 in a row of its own has its value below; what stands above names side by side is the name of a list.
      const isText = !vocabulary.knows(lone.text) && list === undefined
      if (current !== undefined && isText && takesText(current, lone.text, row)) continue
      if (current !== undefined && namesSideBySide(surface, row + 1, vocabulary)) {
        current.section = lone.text
        list = undefined
        continue
      }
    }
    if (list !== undefined && current !== undefined && isNumbered(cells, list.columns)) {
      list.rows.push(row)
      current.lastRow = row
      continue
    }
    const pairs = pairsIn(surface, row, sense)
    // 电话 in the middle of a row of a list is how somebody was reached, and no label.
    const isPairs = list === undefined ? pairs.length > 0 : pairs[0]?.known === true
    if (list !== undefined && !isPairs && current !== undefined) {
      list.rows.push(row)
      current.lastRow = row
      continue
    }
    list = undefined
    if (!isPairs) {
      const [only] = cells
      if (cells.length === 1 && only !== undefined) {
        if (current === undefined || only.width > 1 || only.text.length > longestTitle) title = only.text
        if (current !== undefined && !takesText(current, only.text, row)) current.section = only.text
      } else strays += 1
      continue
    }
    const next = beginsForm(pairs, current) || current === undefined ? newForm(row, title) : current
    if (next !== current) forms.push(next)
    next.pairs.push(...pairs.map((pair) => ({ ...pair, section: pair.section ?? next.section })))
    next.lastRow = row
  }
  return { forms, strays, signed }
}

/** 1 │ 某公司 │ 产 │ 牵头 below 序号: a row of the list, although 牵头 might be a label. */
const isNumbered = (cells: readonly SeenCell[], [first]: readonly TableColumn[]): boolean =>
  first !== undefined &&
  isNumbering(plainHeading(first.heading)) &&
  cells[0]?.column === first.column &&
  /^\d{1,3}$/u.test(cells[0].text)

const longestTitle = 30

const newForm = (row: number, title: string | undefined): Growing => ({
  firstRow: row,
  lastRow: row,
  title,
  section: undefined,
  pairs: [],
  lists: [],
})

/** The first label of the form again, or two of its labels: the next form begins. */
const beginsForm = (pairs: readonly Pair[], current: Growing | undefined): boolean => {
  if (current === undefined) return true
  const first = current.pairs[0]
  if (
    first !== undefined &&
    pairs.some(({ label, labelColumn }) => label === first.label && labelColumn === first.labelColumn)
  )
    return true
  const seen = new Set(current.pairs.map(({ label }) => label))
  return pairs.filter(({ label }) => seen.has(label)).length >= 2
}

/** A label alone in its row has its value in the row below. */
const takesText = (form: Growing, text: string, row: number): boolean => {
  const last = form.pairs.at(-1)
  if (last?.value !== null || last.place.row !== row - 1 || !last.known) return false
  form.pairs[form.pairs.length - 1] = {
    ...last,
    value: text,
    place: { ...last.place, row, column: last.labelColumn },
  }
  form.lastRow = row
  return true
}

/** Whether a heading inside a form names the columns of one of its lists rather than those of another table. */
const isInner = (
  columns: readonly TableColumn[],
  { pairs, section }: Growing,
  registers: readonly Register[],
): boolean => {
  const labels = pairs.map(({ label }) => plainHeading(label))
  if (!fits(labels, registers)) return false
  if (section !== undefined && registers.some((register) => hasRows(register, section, labels))) return true
  const names = columns.map(({ heading }) => plainHeading(heading))
  const share = (fields: Readonly<Record<string, Parameters<typeof namesOf>[0]>>): number =>
    names.filter((name) => Object.values(fields).some((field) => namesOf(field).includes(name))).length
  const asList = registers
    .filter((register) => labels.some((label) => namedIn(register, label)))
    .flatMap(({ fields }) => Object.values(fields))
    .map((field) => (field.kind === 'rows' ? share(field.fields) : 0))
  const asTable = registers.map((register) =>
    names.some((name) => namedBy(register, name)) ? share(register.fields) : 0,
  )
  const list = Math.max(0, ...asList)
  return list > 0 && (list * 2 >= names.length || list >= Math.max(0, ...asTable))
}

/** 成员单位情况 above a heading: the list is that of the record, whatever its columns are called. */
const hasRows = (register: Register, section: string, labels: readonly string[]): boolean =>
  labels.some((label) => namedBy(register, label)) &&
  Object.values(register.fields).some(
    (field) => field.kind === 'rows' && namesOf(field).some((name) => rowsIn(name) === rowsIn(section)),
  )

const namedIn = ({ fields }: Register, label: string): boolean =>
  Object.values(fields).some((field) => namesOf(field).includes(label))

const namedBy = ({ fields, labelField }: Register, name: string): boolean => {
  const field = fields[labelField]
  return field !== undefined && namesOf(field).includes(name)
}
