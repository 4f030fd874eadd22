/*
 * A picture: what it shows, without how it is drawn. The table behind it is the one account of what there is; a drawing only
 * points at places of it, so that a click, a key and a cell of the table always open the same records.
 */

export interface Picture {
  readonly title: string
  /** What it says, for those who do not see it. */
  readonly summary: string
  /** How it is counted. */
  readonly note?: string
  readonly table: PictureTable
  /** undefined where there is nothing to draw; then `empty` says so. */
  readonly drawing: Drawing | undefined
  readonly empty?: string
}

export interface PictureTable {
  /** What stands above the names of the rows. */
  readonly corner: string
  readonly columns: readonly string[]
  readonly rows: readonly PictureRow[]
}

export interface PictureRow {
  readonly name: string
  readonly cells: readonly PictureCell[]
}

export interface PictureCell {
  readonly text: string
  /** What it says without its row and column beside it: 2021年4月 精准化 3 次. */
  readonly words: string
  /** Opens exactly what it counts. */
  readonly open?: (() => void) | undefined
}

/** A cell of the table. */
export interface Place {
  readonly row: number
  readonly column: number
}

export type Drawing = Bars | Cells | Gantt | Heptagon

/** Bars that go up; their parts stand upon each other. Row = bar, column = part. */
export interface Bars {
  readonly kind: 'bars'
  readonly names: readonly string[]
  readonly parts: readonly {
    readonly name: string
    readonly look: BarLook
    readonly values: readonly number[]
  }[]
}

/** Each is a colour with a pattern of its own. */
export type BarLook = 'plain' | 'stripes' | 'dots' | 'hollow' | 'hatch'

/** Tiles in a grid; each stands for one place of the table. */
export interface Cells {
  readonly kind: 'cells'
  /** Names along the edges; empty where the places of the tiles say nothing. */
  readonly columns: readonly string[]
  readonly rows: readonly string[]
  readonly width: number
  readonly height: number
  readonly groups: readonly {
    readonly name: string
    readonly look: CellLook
    readonly cells: readonly Cell[]
  }[]
}

export interface Cell {
  readonly column: number
  readonly row: number
  /** Written upon it, so that its colour is never the only signal. */
  readonly label: string
  readonly place: Place
}

export type CellLook = 'deep' | 'middle' | 'light' | 'pale' | 'blank' | 'ended' | 'good' | 'late' | 'missing'

/** Times of tasks; row = task. Days are ISO days. */
export interface Gantt {
  readonly kind: 'gantt'
  readonly from: string
  readonly to: string
  readonly today: string
  readonly rows: readonly GanttBar[]
}

export interface GanttBar {
  readonly label: string
  readonly planned?: Span | undefined
  /** What stands there instead, where nothing is planned. */
  readonly blank?: string
  readonly actual?: Span | undefined
  /** Said beside the bar: 60%，滞后. */
  readonly words: string
  readonly marks: readonly { readonly day: string; readonly isDone: boolean }[]
}

export interface Span {
  readonly from: string
  readonly to: string
}

/** Seven corners, clockwise from the top; row = corner. */
export interface Heptagon {
  readonly kind: 'heptagon'
  readonly corners: readonly { readonly name: string; readonly count: number; readonly words: string }[]
}

export const cellAt = ({ table }: Picture, { row, column }: Place): PictureCell | undefined =>
  table.rows[row]?.cells[column]

/** Pixels below which names and tiles could not be read: in a narrower window one goes sideways within the picture. */
export const narrowest = ({ kind }: Drawing): number => (kind === 'gantt' || kind === 'cells' ? 720 : 0)

const rowHeight = 30

/** Pixels that a picture needs in height. */
export const heightOf = (drawing: Drawing): number => {
  if (drawing.kind === 'bars') return 220
  if (drawing.kind === 'heptagon') return 270
  if (drawing.kind === 'gantt') return drawing.rows.length * rowHeight + 70
  return drawing.height * (drawing.rows.length === 0 ? 44 : 24) + 60
}
