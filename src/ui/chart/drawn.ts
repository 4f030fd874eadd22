import type { EChartsCoreOption } from 'echarts/core'
import type { Place } from './picture'

/** A picture as the drawing library wants it, and which of its marks stands for which cell of the table. */
export interface Drawn {
  readonly option: EChartsCoreOption
  readonly marks: readonly Mark[]
}

/** Pixels that stay free. */
export interface Edge {
  readonly top: number
  readonly bottom: number
}

export interface Mark {
  readonly seriesIndex: number
  readonly dataIndex: number
  readonly place: Place
}
