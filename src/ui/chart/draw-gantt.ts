import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemParams } from 'echarts'
import type { Drawn } from './drawn'
import { brand, danger, ink, line, lineStrong, paper, picked, soft, text } from './looks'
import type { Gantt, Span } from './picture'

const labelWidth = 230
const labelSpace = 250
const wordsSpace = 120
const millisecondsInDay = 86_400_000
const timeOf = (day: string): number => Date.parse(day)
/** A day ends where the next begins. */
const endOf = (day: string): number => timeOf(day) + millisecondsInDay

interface Shown {
  readonly row: number
  readonly from: number
  readonly to: number
}

/** The plan as a hollow bar, what was done as a full one within it, milestones as lozenges, hollow until they are done. */
export const drawGantt = (gantt: Gantt): Drawn => {
  const { rows, from, to, today } = gantt
  const spans = (spanOf: (row: Gantt['rows'][number]) => Span | undefined): readonly Shown[] =>
    rows.flatMap((bar, row) => {
      const span = spanOf(bar)
      return span === undefined ? [] : [{ row, from: timeOf(span.from), to: endOf(span.to) }]
    })
  const planned = spans((bar) => bar.planned)
  const actual = spans((bar) => bar.actual)
  const steps = (isDone: boolean): readonly Shown[] =>
    rows.flatMap(({ marks }, row) =>
      marks
        .filter((mark) => mark.isDone === isDone)
        .map(({ day }) => ({ row, from: timeOf(day), to: timeOf(day) })),
    )
  const series = [
    bars('计划', planned, { fill: paper, stroke: soft, lineWidth: 1.5 }, 18),
    bars('实际', actual, { fill: brand, stroke: brand, lineWidth: 1 }, 8),
    lozenges('里程碑（未完成）', steps(false), { fill: paper, stroke: ink, lineWidth: 1.5 }),
    lozenges('里程碑（已完成）', steps(true), { fill: ink, stroke: ink, lineWidth: 1.5 }),
    blanks(gantt),
    todayLine(today, rows.length),
    sideWords(rows),
  ]
  return {
    option: {
      legend: {
        top: 0,
        left: 'center',
        itemWidth: 18,
        textStyle: text,
        selectedMode: false,
        data: [
          {
            name: '计划',
            icon: 'roundRect',
            itemStyle: { color: paper, borderColor: soft, borderWidth: 1.5 },
          },
          { name: '实际', icon: 'roundRect', itemStyle: { color: brand } },
          {
            name: '里程碑（未完成）',
            icon: 'diamond',
            itemStyle: { color: paper, borderColor: ink, borderWidth: 1.5 },
          },
          { name: '里程碑（已完成）', icon: 'diamond', itemStyle: { color: ink } },
          ...(today >= from && today <= to
            ? [{ name: '今天', icon: 'rect', itemStyle: { color: danger } }]
            : []),
        ],
      },
      grid: { left: labelSpace, right: wordsSpace, top: 52, bottom: 6 },
      xAxis: {
        type: 'time',
        min: timeOf(from),
        max: endOf(to),
        position: 'top',
        minInterval: 28 * millisecondsInDay,
        axisLabel: { ...text, hideOverlap: true, formatter: monthOf },
        axisLine: { lineStyle: { color: lineStrong } },
        splitLine: { show: true, lineStyle: { color: line } },
      },
      yAxis: {
        type: 'category',
        inverse: true,
        data: rows.map(({ label }) => label),
        axisTick: { show: false },
        axisLine: { show: false },
        axisLabel: { ...text, interval: 0, width: labelWidth, overflow: 'truncate' },
        splitArea: { show: true, areaStyle: { color: [paper, '#f7f9fb'] } },
      },
      series,
    },
    marks: [planned, actual, steps(false), steps(true), blankRows(gantt)].flatMap((shown, seriesIndex) =>
      shown.map(({ row }, dataIndex) => ({ seriesIndex, dataIndex, place: { row, column: 0 } })),
    ),
  }
}

/** 1月, with the year where it begins. */
const monthOf = (time: number): string => {
  const day = new Date(time).toISOString()
  const month = Number(day.slice(5, 7))
  return month === 1 ? `${day.slice(0, 4)}年1月` : `${String(month)}月`
}

interface Paint {
  readonly fill: string
  readonly stroke: string
  readonly lineWidth: number
}

const custom = (
  name: string,
  shown: readonly Shown[],
  draw: (api: CustomSeriesRenderItemAPI, one: Shown) => object,
  more: object = {},
) => ({
  type: 'custom',
  name,
  data: shown.map(({ row, from, to }) => [from, to, row]),
  encode: { x: [0, 1], y: 2 },
  clip: true,
  renderItem: ({ dataIndex }: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI) => {
    const one = shown[dataIndex]
    return one === undefined ? undefined : draw(api, one)
  },
  ...more,
})

const placeOf = (api: CustomSeriesRenderItemAPI, time: number, row: number): readonly [number, number] => {
  const [x = 0, y = 0] = api.coord([time, row])
  return [x, y]
}

const bars = (name: string, shown: readonly Shown[], style: Paint, height: number) =>
  custom(name, shown, (api, { row, from, to }) => {
    const [x, y] = placeOf(api, from, row)
    const [end] = placeOf(api, to, row)
    return {
      type: 'rect',
      shape: { x, y: y - height / 2, width: Math.max(2, end - x), height, r: 3 },
      style,
      emphasis: { style: picked },
    }
  })

const blankRows = ({ rows, from, to }: Gantt): readonly Shown[] =>
  rows.flatMap(({ blank }, row) => (blank === undefined ? [] : [{ row, from: timeOf(from), to: endOf(to) }]))

/** Where nothing is planned: a dashed frame over the whole time, with what there is to say. */
const blanks = (gantt: Gantt) =>
  custom('待补充', blankRows(gantt), (api, { row, from, to }) => {
    const [x, y] = placeOf(api, from, row)
    const [end] = placeOf(api, to, row)
    return {
      type: 'group',
      children: [
        {
          type: 'rect',
          shape: { x: x + 4, y: y - 10, width: end - x - 8, height: 20, r: 3 },
          style: { fill: paper, stroke: lineStrong, lineWidth: 1, lineDash: [4, 3] },
          emphasis: { style: picked },
        },
        {
          type: 'text',
          silent: true,
          style: {
            text: gantt.rows[row]?.blank ?? '',
            x: (x + end) / 2,
            y,
            align: 'center',
            verticalAlign: 'middle',
            fill: soft,
            backgroundColor: paper,
            padding: [2, 8],
            fontFamily: text.fontFamily,
            fontSize: 12,
          },
        },
      ],
    }
  })

const half = 6

const lozenges = (name: string, shown: readonly Shown[], style: Paint) =>
  custom(name, shown, (api, { row, from }) => {
    const [x, y] = placeOf(api, from, row)
    return {
      type: 'polygon',
      shape: {
        points: [
          [x, y - half],
          [x + half, y],
          [x, y + half],
          [x - half, y],
        ],
      },
      style,
      emphasis: { style: picked },
    }
  })

const todayLine = (today: string, rows: number) =>
  custom(
    '今天',
    [{ row: 0, from: timeOf(today), to: timeOf(today) }],
    (api, { from }) => {
      const [x, top] = placeOf(api, from, 0)
      const [, bottom] = placeOf(api, from, rows - 1)
      return {
        type: 'line',
        shape: { x1: x, y1: top - 14, x2: x, y2: bottom + 14 },
        style: { stroke: danger, lineWidth: 1.5, lineDash: [4, 3] },
      }
    },
    // Under the bars and their words.
    { silent: true, z: 1 },
  )

/** What is said of a task, beside the field of times. */
const sideWords = (rows: Gantt['rows']) => ({
  ...custom(
    '进度',
    rows.map((_, row) => ({ row, from: 0, to: 0 })),
    (api, { row }) => {
      const [, y] = placeOf(api, 0, row)
      return {
        type: 'text',
        style: {
          text: rows[row]?.words ?? '',
          x: api.getWidth() - wordsSpace + 8,
          y,
          verticalAlign: 'middle',
          fill: ink,
          fontFamily: text.fontFamily,
          fontSize: 12,
          width: wordsSpace - 12,
          overflow: 'truncate',
        },
      }
    },
    { silent: true, clip: false },
  ),
  // Its numbers are no times: the axis must not reach for them.
  encode: { y: 2 },
})
