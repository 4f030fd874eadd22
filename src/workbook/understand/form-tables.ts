import type { RawCell } from '../grid'
import { plainHeading } from '../words'
import type { Place, TableColumn, TableRow } from './found'
import type { Form, FoundForms } from './forms'
import type { Pair } from './pairs'
import type { Surface } from './surface'
import type { SheetTable } from './tables'

/** Forms as a table: a column for each label, a row for each form, and further rows for the lists inside it. */
export const tableOfForms = (surface: Surface, found: FoundForms): SheetTable => {
  const forms = found.forms.flatMap(sideBySide)
  const columns = new Map<string, TableColumn>()
  const columnFor = (key: string, make: () => Omit<TableColumn, 'column'>): number => {
    const known = columns.get(key)
    if (known !== undefined) return known.column
    const column = columns.size
    columns.set(key, { column, ...make() })
    return column
  }
  const rows = forms.flatMap((form, index) => rowsOf(surface, form, index, columnFor))
  const shown = [...columns.values()]
  return {
    columns: shown,
    rows,
    part: {
      grid: surface.grid,
      headingRow: found.firstRow,
      headingRows: 0,
      firstRow: found.firstRow,
      lastRow: found.lastRow,
      firstColumn: 0,
      lastColumn: Math.max(0, ...forms.flatMap(({ pairs }) => pairs.map(({ place }) => place.column))),
      above: textsBefore(surface, found.firstRow),
      because: because(forms),
    },
  }
}

const because = (forms: readonly Form[]): string =>
  forms.length === 1
    ? `表单：${String(forms[0]?.pairs.length ?? 0)} 个栏目，一表一条`
    : `${String(forms.length)} 份表单，一份一条`

const textsBefore = (surface: Surface, row: number): readonly string[] =>
  Array.from({ length: row }, (_, above) => surface.cellsOf(above))
    .flat()
    .map(({ text }) => text)

/** Labels down the first column and a record in each further column: as many forms as there are columns. */
const sideBySide = (form: Form): readonly Form[] => {
  const { pairs } = form
  const filled = pairs.filter(({ beside }) => beside.length > 0)
  const several = filled.filter(({ beside }) => beside.length > 1)
  const labels = new Set(pairs.map(({ labelColumn }) => labelColumn))
  if (several.length < 3 || several.length * 10 < filled.length * 6 || labels.size > 1) return [form]
  const columns = [...new Set(several.flatMap(({ beside }) => beside.map(({ column }) => column)))].sort(
    (a, b) => a - b,
  )
  return columns.map((column) => ({
    ...form,
    pairs: pairs.map((pair): Pair => {
      const own = pair.beside.find(
        (cell) => column >= cell.column && column < cell.column + Math.max(1, cell.width),
      )
      const place = { ...pair.place, row: own?.row ?? pair.place.row, column: own?.column ?? column }
      return { ...pair, value: own === undefined ? null : valueAt(place), place }
    }),
  }))
}

const valueAt = ({ grid, row, column }: Place): RawCell => grid.rows[row]?.[column] ?? null

type ColumnFor = (key: string, make: () => Omit<TableColumn, 'column'>) => number

const rowsOf = (surface: Surface, form: Form, index: number, columnFor: ColumnFor): readonly TableRow[] => {
  const cells: RawCell[] = []
  const places: (Place | undefined)[] = []
  const seen = new Map<string, number>()
  for (const { label, section, value, place, known } of form.pairs) {
    // The title of a form reads like a label, but nothing stands beside it.
    if (value === null && !known) continue
    const plain = plainHeading(label)
    const count = (seen.get(plain) ?? 0) + 1
    seen.set(plain, count)
    const column = columnFor(`${plain}#${String(count)}`, () => ({
      heading: label,
      parents: section === undefined ? [] : [section],
    }))
    cells[column] = value
    places[column] = place
  }
  const listed = form.lists.flatMap(({ columns, rows, section }) =>
    rows.map((row) => ({ row, columns, section })),
  )
  const rows = [{ row: form.firstRow, cells, places }, ...listed.map(() => blankRow())]
  for (const [at, { row, columns, section }] of listed.entries()) {
    const into = rows[at + 1]
    if (into === undefined) continue
    into.row = row
    for (const { column: from, heading, parents } of columns) {
      const column = columnFor(`list ${section ?? ''} ${plainHeading(heading)}`, () => ({
        heading,
        parents: [...(section === undefined ? [] : [section]), ...parents],
        inner: true,
      }))
      into.cells[column] = surface.filled(row)[from] ?? null
      into.places[column] = { grid: surface.grid, row, column: from }
    }
  }
  const record = form.firstRow * formStep + index
  return rows.map(({ row, cells: own, places: where }): TableRow => ({
    key: row * formStep + index,
    grid: surface.grid,
    row,
    kind: 'data',
    cells: Array.from(own, (cell) => cell ?? null),
    places: where,
    record,
  }))
}

/** Forms side by side share their rows; their numbers keep them apart. */
const formStep = 64

const blankRow = (): { row: number; cells: RawCell[]; places: (Place | undefined)[] } => ({
  row: 0,
  cells: [],
  places: [],
})
