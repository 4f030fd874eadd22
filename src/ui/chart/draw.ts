import { BarChart, CustomChart } from 'echarts/charts'
import {
  AriaComponent,
  GridComponent,
  LegendComponent,
  TitleComponent,
  TooltipComponent,
} from 'echarts/components'
import { type EChartsCoreOption, init, use as equip } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { drawBars } from './draw-bars'
import { drawCells } from './draw-cells'
import { drawGantt } from './draw-gantt'
import { drawHeptagon } from './draw-heptagon'
import type { Drawn, Edge, Mark } from './drawn'
import { fonts, ink, paper, soft, text } from './looks'
import { cellAt, type Drawing, heightOf, type Picture, type Place } from './picture'

/* The only file that loads the drawing library: it is fetched when the first picture is looked at. */
equip([
  BarChart,
  CustomChart,
  AriaComponent,
  GridComponent,
  LegendComponent,
  TitleComponent,
  TooltipComponent,
  SVGRenderer,
])

export interface MountedDrawing {
  readonly show: (picture: Picture, drawing: Drawing) => void
  /** Places in the order in which keys go through them. */
  readonly places: () => readonly Place[]
  /** Makes one of them stand out; undefined: none. */
  readonly point: (place: Place | undefined) => void
  readonly remove: () => void
}

/** Draws into an element and follows its size; `onPick` hears which place of the table was clicked. */
export const mountDrawing = (element: HTMLElement, onPick: (place: Place) => void): MountedDrawing => {
  const chart = init(element, null, { renderer: 'svg' })
  let marks: readonly Mark[] = []
  const markAt = (seriesIndex: number | undefined, dataIndex: number): Mark | undefined =>
    marks.find((mark) => mark.seriesIndex === seriesIndex && mark.dataIndex === dataIndex)
  chart.on('click', ({ seriesIndex, dataIndex }) => {
    const mark = markAt(seriesIndex, dataIndex)
    if (mark !== undefined) onPick(mark.place)
  })
  const sizes = new ResizeObserver(() => chart.resize())
  sizes.observe(element)
  return {
    show: (picture, drawing) => {
      const drawn = drawnOf(drawing, { top: 0, bottom: 0 })
      marks = drawn.marks
      const words = (seriesIndex: number, dataIndex: number): string => {
        const mark = markAt(seriesIndex, dataIndex)
        return mark === undefined ? '' : (cellAt(picture, mark.place)?.words ?? '')
      }
      chart.setOption({ ...common, ...drawn.option, tooltip: tooltip(words) }, { notMerge: true })
    },
    places: () =>
      [
        ...new Map(
          marks.map(({ place }) => [`${String(place.row)} ${String(place.column)}`, place]),
        ).values(),
      ].sort((a, b) => a.row - b.row || a.column - b.column),
    point: (place) => {
      chart.dispatchAction({ type: 'downplay' })
      chart.dispatchAction({ type: 'hideTip' })
      const mark = marks.find((one) => one.place.row === place?.row && one.place.column === place.column)
      if (mark === undefined) return
      const { seriesIndex, dataIndex } = mark
      chart.dispatchAction({ type: 'highlight', seriesIndex, dataIndex })
      chart.dispatchAction({ type: 'showTip', seriesIndex, dataIndex })
    },
    remove: () => {
      sizes.disconnect()
      chart.dispose()
    },
  }
}

const drawnOf = (drawing: Drawing, edge: Edge): Drawn => {
  if (drawing.kind === 'bars') return drawBars(drawing)
  if (drawing.kind === 'cells') return drawCells(drawing)
  if (drawing.kind === 'gantt') return drawGantt(drawing)
  return drawHeptagon(drawing, edge)
}

/** Pictures that move say nothing more, and some people cannot bear them. */
const common: EChartsCoreOption = { animation: false, textStyle: text }

interface Hovered {
  readonly seriesIndex: number
  readonly dataIndex: number
}

/** Drawn as text: names that users type are never read as HTML. */
const tooltip = (words: (seriesIndex: number, dataIndex: number) => string) => ({
  trigger: 'item',
  renderMode: 'richText',
  confine: true,
  transitionDuration: 0,
  backgroundColor: paper,
  borderColor: ink,
  borderWidth: 1,
  textStyle: text,
  formatter: ({ seriesIndex, dataIndex }: Hovered) => words(seriesIndex, dataIndex),
})

const imageWidth = 960
const headHeight = 64
const footHeight = 36

export interface PictureImage {
  readonly svg: string
  readonly width: number
  readonly height: number
}

/** The picture with its title and how it is counted, as a drawing of its own, for files and the clipboard. */
export const imageOf = ({ title, note }: Picture, drawing: Drawing): PictureImage => {
  const height = heightOf(drawing) + headHeight + footHeight
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: imageWidth, height })
  const { option } = drawnOf(drawing, { top: headHeight, bottom: footHeight })
  chart.setOption({
    ...common,
    ...option,
    ...moved(option),
    backgroundColor: paper,
    title: [
      { text: title, left: 'center', top: 18, textStyle: { fontSize: 20, fontFamily: fonts, color: ink } },
      {
        text: note ?? '',
        left: 'center',
        bottom: 8,
        textStyle: {
          fontSize: 12,
          fontFamily: fonts,
          color: soft,
          fontWeight: 'normal',
          width: imageWidth - 40,
          overflow: 'truncate',
        },
      },
    ],
  })
  const svg = chart.renderToSVGString()
  chart.dispose()
  return { svg, width: imageWidth, height }
}

/** Legend and field make room for the title above and the note below. */
const moved = ({ legend, grid }: EChartsCoreOption) => ({
  ...(legend === undefined ? {} : { legend: { ...(legend as object), top: headHeight } }),
  ...(grid === undefined
    ? {}
    : {
        grid: {
          ...(grid as object),
          top: headHeight + (grid as { readonly top: number }).top,
          bottom: footHeight + (grid as { readonly bottom: number }).bottom,
        },
      }),
})
