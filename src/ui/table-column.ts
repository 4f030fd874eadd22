import type { ReactNode } from 'react'

export interface TableColumn<Row> {
  readonly key: string
  readonly title: string
  readonly width: number
  readonly align: 'left' | 'centre' | 'right'
  readonly sortable: boolean
  /** Full text, also the tooltip. */
  readonly text: (row: Row) => string
  readonly render?: (row: Row) => ReactNode
}

export interface TableSort {
  readonly field: string
  readonly descending: boolean
}
