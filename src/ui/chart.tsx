import { BarChart as Bars } from 'echarts/charts'
import { GridComponent } from 'echarts/components'
import { init, use as equip } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import './chart.css'

equip([Bars, GridComponent, SVGRenderer])

interface Bar {
  readonly label: string
  readonly count: number
}

interface BarChartProps {
  readonly title: string
  /** What it says, for those who do not see it. */
  readonly summary: string
  /** 项, 次 */
  readonly unit: string
  /** What the bars stand for: 阶段, 月份 */
  readonly heading: string
  readonly bars: readonly Bar[]
  readonly onPick: (index: number) => void
}

/** Bars with their numbers written on them; each opens what it counts, and so does each number of the table behind. */
export const BarChart = ({ title, summary, unit, heading, bars, onPick }: BarChartProps) => {
  const [asTable, setAsTable] = useState(false)
  return (
    <figure className="panel bar-chart" aria-label={title}>
      <figcaption>
        <h2>{title}</h2>
        <Button
          size="small"
          aria-label={`${title}：${asTable ? '查看图' : '查看数据'}`}
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? '查看图' : '查看数据'}
        </Button>
      </figcaption>
      {asTable ? (
        <div className="bar-chart-table">
          <table className="child-table" aria-label={`${title}的数据`}>
            <thead>
              <tr>
                <th scope="col">{heading}</th>
                <th scope="col">{`数量（${unit}）`}</th>
              </tr>
            </thead>
            <tbody>
              {bars.map(({ label, count }, index) => (
                <tr key={label}>
                  <th scope="row">{label}</th>
                  <td>
                    <Button
                      type="link"
                      size="small"
                      aria-label={`${label} ${String(count)} ${unit}`}
                      disabled={count === 0}
                      onClick={() => onPick(index)}
                    >
                      {String(count)}
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        <Drawing summary={summary} bars={bars} onPick={onPick} />
      )}
    </figure>
  )
}

const Drawing = ({ summary, bars, onPick }: Pick<BarChartProps, 'summary' | 'bars' | 'onPick'>) => {
  const place = useRef<HTMLDivElement>(null)
  const picked = useRef(onPick)
  useEffect(() => {
    picked.current = onPick
  })
  useEffect(() => {
    const element = place.current
    if (element === null) return undefined
    const chart = init(element, null, { renderer: 'svg' })
    chart.setOption(optionOf(bars, getComputedStyle(element)))
    chart.on('click', ({ dataIndex }) => {
      if ((bars[dataIndex]?.count ?? 0) > 0) picked.current(dataIndex)
    })
    const observer = new ResizeObserver(() => chart.resize())
    observer.observe(element)
    return () => {
      observer.disconnect()
      chart.dispose()
    }
  }, [bars])
  return <div ref={place} className="bar-chart-drawing" role="img" aria-label={summary} />
}

/** Nothing moves, so that nobody has to ask for less of it. */
const optionOf = (bars: readonly Bar[], style: CSSStyleDeclaration) => {
  const ink = style.getPropertyValue('--ink')
  const line = style.getPropertyValue('--line')
  const text = { color: ink, fontFamily: style.fontFamily, fontSize: 12 }
  return {
    animation: false,
    textStyle: text,
    grid: { left: 8, right: 8, top: 24, bottom: 4, containLabel: true },
    xAxis: {
      type: 'category',
      data: bars.map(({ label }) => label),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: style.getPropertyValue('--line-strong') } },
      axisLabel: { ...text, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      minInterval: 1,
      axisLabel: text,
      splitLine: { lineStyle: { color: line } },
    },
    series: [
      {
        type: 'bar',
        data: bars.map(({ count }) => count),
        barMaxWidth: 44,
        itemStyle: { color: style.getPropertyValue('--brand') },
        label: { show: true, position: 'top', ...text },
      },
    ],
  }
}
