import type { CellBlock } from '../../../domain/cell-block'
import { headingsOf, isCellField } from '../../../domain/cell-entry'
import type { Register } from '../../../domain/register'
import { boxOf, type Cursor } from '../../../ui/cell-range'

export interface PlacedCells {
  /** Texts by field, a row of the block each. */
  readonly rows: readonly Readonly<Record<string, string>>[]
  /** Columns that have no place: their headings, or 第 n 列. */
  readonly unknown: readonly string[]
}

/**
 * Where the cells of a pasted block belong. Under headings of the register they go to those fields, whichever columns are
 * shown; else to the columns from the cursor on. A single cell fills all that is selected.
 */
export const placedCells = (
  register: Register,
  columns: readonly { readonly key: string; readonly editable: boolean }[],
  block: CellBlock,
  cursor: Cursor,
): PlacedCells => {
  const { top, bottom, left, right } = boxOf(cursor)
  const [first = []] = block
  const isOne = block.length === 1 && first.length === 1
  if (isOne && (top !== bottom || left !== right)) {
    const cells: readonly (readonly [string, string])[] = columns
      .slice(left, right + 1)
      .filter(({ editable }) => editable)
      .map(({ key }) => [key, (first[0] ?? '').trim()] as const)
    return {
      rows: Array.from({ length: bottom - top + 1 }, (): PlacedCells['rows'][number] =>
        Object.fromEntries(cells),
      ),
      unknown: [],
    }
  }
  const headings = block.length > 1 ? headingsOf(register, first) : undefined
  const width = Math.max(...block.map((row) => row.length))
  const fields = Array.from({ length: width }, (_, index) =>
    headings === undefined ? columns[left + index]?.key : headings[index],
  )
  const isTaken = (name: string | undefined): name is string =>
    name !== undefined && isCellField(register.fields[name])
  const body = headings === undefined ? block : block.slice(1)
  const unknown = fields.flatMap((name, index) => {
    const isSaid = body.some((row) => (row[index] ?? '').trim() !== '')
    if (isTaken(name) || !isSaid) return []
    return [labelOf(register, name) ?? first[index] ?? `第 ${String(index + 1)} 列`]
  })
  return {
    rows: body.map((row) =>
      Object.fromEntries(
        fields.flatMap((name, index) => {
          const text = row[index]
          return text !== undefined && isTaken(name) ? [[name, text.trim()] as const] : []
        }),
      ),
    ),
    unknown,
  }
}

const labelOf = ({ fields }: Register, name: string | undefined): string | undefined =>
  name === undefined ? undefined : fields[name]?.label
