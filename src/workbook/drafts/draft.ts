import type { FieldValue } from '../../domain/field'

/** A name in a link field, with what the ledger says of its owner. */
export interface Mentioned {
  readonly name: string
  readonly own: Readonly<Record<string, FieldValue>>
  /** Names of further records that the owner links to: the employer of an expert. */
  readonly ownNames: Readonly<Record<string, string>>
}

/** A child row on its way into a record. */
export interface ChildDraft {
  readonly values: Readonly<Record<string, FieldValue>>
  readonly links: Readonly<Record<string, Mentioned>>
}

/** Rows of a ledger on their way to a record: values where they could be read, names where records are to be found. */
export interface Draft {
  /** `TableRow.key` of the first row, and of all rows that make up the record. */
  readonly key: number
  readonly rows: readonly number[]
  readonly sheet: string
  /** Row of the sheet, from 0. */
  readonly row: number
  readonly values: Readonly<Record<string, FieldValue>>
  /** Names in link fields, as written. */
  readonly links: Readonly<Record<string, readonly Mentioned[]>>
  readonly children: Readonly<Record<string, readonly ChildDraft[]>>
  readonly code: string | undefined
  /** Name of a district, as written. */
  readonly district: string | undefined
  readonly remarks: readonly string[]
  readonly problems: readonly CellProblem[]
  readonly warnings: readonly string[]
}

export interface CellProblem {
  /** 服务台账!C8; the row alone where no column of the ledger holds the field. */
  readonly address: string
  /** `TableRow.key` and `TableColumn.column`, by which it is corrected. */
  readonly row: number
  readonly column: number | undefined
  readonly field: string
  /** The field's label. */
  readonly label: string
  /** As the ledger has it, whatever was typed instead. */
  readonly raw: string
  readonly reason: string
  /** What may have been meant; taken over by one click, never by itself. */
  readonly suggestion?: string
  /** The row can go in all the same: the cell stands in 备注 with its heading, until it is corrected. */
  readonly soft?: boolean
}

/**
 * What becomes of a cell that cannot be read where the record can do without it: it goes to 备注 and is marked, or the whole
 * row waits for it.
 */
export type UnreadCells = 'remark' | 'hold'

/**
 * What the user typed in place of cells: by `correctionKey` for one cell, by `wordKey` for all cells of a column that
 * say the same. `null` leaves the field empty and takes the cell to 备注.
 */
export type Corrections = Readonly<Record<string, string | null>>

export const correctionKey = (row: number, column: number): string => `${String(row)},${String(column)}`
export const wordKey = (column: number, word: string): string => `${String(column)}=${word}`
