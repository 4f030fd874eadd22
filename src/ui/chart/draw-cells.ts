import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemParams } from 'echarts'
import type { Drawn } from './drawn'
import { brand, danger, ink, lineStrong, paper, picked, soft, text } from './looks'
import type { CellLook, Cells } from './picture'

interface Look {
  readonly fill: string
  readonly ink: string
  readonly stroke: string
  readonly dash?: readonly number[]
}

const looks: Readonly<Record<CellLook, Look>> = {
  deep: { fill: brand, ink: paper, stroke: brand },
  middle: { fill: '#9cc1f5', ink, stroke: brand },
  light: { fill: '#d5efe0', ink, stroke: '#1b7a3d' },
  pale: { fill: '#fdf0d5', ink, stroke: '#a15c00' },
  blank: { fill: paper, ink, stroke: lineStrong },
  ended: { fill: '#f4f6f9', ink: soft, stroke: soft, dash: [4, 3] },
  good: { fill: '#d5efe0', ink: '#14532d', stroke: '#1b7a3d' },
  late: { fill: '#fdf0d5', ink: '#7a4500', stroke: '#a15c00' },
  missing: { fill: '#fdecec', ink: danger, stroke: danger, dash: [4, 3] },
}

const gap = 2
const space = { left: 8, right: 8, top: 34, bottom: 4 }

export const drawCells = ({ columns, rows, width, height, groups }: Cells): Drawn => {
  const named = rows.length > 0
  const axis = (names: readonly string[], count: number) => ({
    type: 'category',
    data: names.length === 0 ? Array.from({ length: count }, (_, index) => String(index)) : names,
    show: named,
    axisTick: { show: false },
    axisLine: { show: false },
    axisLabel: { ...text, interval: 0, width: 210, overflow: 'truncate' },
  })
  return {
    option: {
      legend: {
        top: 0,
        left: 'center',
        icon: 'roundRect',
        itemWidth: 18,
        textStyle: text,
        selectedMode: false,
        data: groups.map(({ name, look }) => ({
          name,
          itemStyle: {
            color: looks[look].fill,
            borderColor: looks[look].stroke,
            borderWidth: 1,
            borderType: looks[look].dash === undefined ? 'solid' : 'dashed',
          },
        })),
      },
      grid: { ...space, containLabel: named },
      xAxis: { ...axis(columns, width), position: 'top' },
      yAxis: { ...axis(rows, height), inverse: true },
      series: groups.map(({ name, look, cells }) => ({
        type: 'custom',
        name,
        itemStyle: { color: looks[look].fill },
        data: cells.map(({ column, row }) => [column, row]),
        encode: { x: 0, y: 1 },
        renderItem: (params: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI) =>
          tile(api, looks[look], cells[params.dataIndex]?.label ?? ''),
      })),
    },
    marks: groups.flatMap(({ cells }, seriesIndex) =>
      cells.map(({ place }, dataIndex) => ({ seriesIndex, dataIndex, place })),
    ),
  }
}

const tile = (api: CustomSeriesRenderItemAPI, look: Look, label: string) => {
  const [x = 0, y = 0] = api.coord([api.value(0), api.value(1)])
  const size = api.size?.([1, 1]) ?? 0
  const [width = 0, height = 0] = typeof size === 'number' ? [size, size] : size
  return {
    type: 'group' as const,
    children: [
      {
        type: 'rect' as const,
        shape: {
          x: x - width / 2 + gap,
          y: y - height / 2 + gap,
          width: width - 2 * gap,
          height: height - 2 * gap,
          r: 4,
        },
        style: { fill: look.fill, stroke: look.stroke, lineWidth: 1, lineDash: [...(look.dash ?? [])] },
        emphasis: { style: picked },
      },
      {
        type: 'text' as const,
        silent: true,
        style: {
          text: label,
          x,
          y,
          align: 'center' as const,
          verticalAlign: 'middle' as const,
          fill: look.ink,
          fontFamily: text.fontFamily,
          fontSize: 12,
          lineHeight: 16,
          width: width - 6,
          overflow: 'truncate' as const,
        },
      },
    ],
  }
}
