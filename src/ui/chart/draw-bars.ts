import type { Drawn } from './drawn'
import { brand, ink, line, lineStrong, paper, soft, text } from './looks'
import type { BarLook, Bars } from './picture'

const decalOf = (symbol: string, change: object) => ({ symbol, color: paper, ...change })
const slanted = { dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: -Math.PI / 4 }

const looks: Readonly<Record<BarLook, object>> = {
  plain: { color: brand },
  stripes: { color: '#3f8f6b', decal: decalOf('rect', slanted) },
  dots: {
    color: '#b7791f',
    decal: decalOf('circle', {
      dashArrayX: [
        [8, 8],
        [0, 8, 8, 0],
      ],
      dashArrayY: [6, 0],
      symbolSize: 0.7,
    }),
  },
  hatch: { color: soft, decal: decalOf('rect', { ...slanted, rotation: Math.PI / 4 }) },
  hollow: { color: paper, borderColor: soft, borderWidth: 1.5, borderType: 'dashed' },
}

const totalAt = ({ parts }: Bars, bar: number): number =>
  parts.reduce((sum, { values }) => sum + (values[bar] ?? 0), 0)

const few = 8

export const drawBars = (bars: Bars): Drawn => {
  const { names, parts } = bars
  const several = parts.length > 1
  return {
    option: {
      legend: {
        show: several,
        top: 0,
        left: 'center',
        itemWidth: 24,
        textStyle: text,
        // Hiding a part would make the picture say something else than its table.
        selectedMode: false,
        data: parts.map(({ name }) => name),
      },
      grid: { left: 8, right: 8, top: several ? 46 : 24, bottom: 4, containLabel: true },
      xAxis: {
        type: 'category',
        data: names,
        axisTick: { show: false },
        axisLine: { lineStyle: { color: lineStrong } },
        axisLabel: { ...text, interval: names.length > few ? 'auto' : 0 },
      },
      yAxis: { type: 'value', minInterval: 1, axisLabel: text, splitLine: { lineStyle: { color: line } } },
      series: [
        ...parts.map(({ name, look, values }) => ({
          type: 'bar',
          name,
          stack: 'all',
          barMaxWidth: 44,
          // Of nothing not even an edge is drawn.
          data: values.map((value) => (value === 0 ? '-' : value)),
          itemStyle: looks[look],
          emphasis: { itemStyle: { borderColor: ink, borderWidth: 2.5, borderType: 'solid' } },
        })),
        totals(bars),
      ],
    },
    marks: names.flatMap((_, row) =>
      parts.flatMap(({ values }, column) =>
        (values[row] ?? 0) > 0 ? [{ seriesIndex: column, dataIndex: row, place: { row, column } }] : [],
      ),
    ),
  }
}

/** The sums, written upon the bars; among many bars nothing is written upon those that are none. */
const totals = (bars: Bars) => ({
  type: 'bar',
  name: '合计',
  stack: 'all',
  silent: true,
  data: bars.names.map(() => 0),
  label: {
    show: true,
    position: 'top',
    ...text,
    formatter: ({ dataIndex }: { readonly dataIndex: number }) => {
      const total = totalAt(bars, dataIndex)
      return total === 0 && bars.names.length > few ? '' : String(total)
    },
  },
})
