import { useMemo } from 'react'
import type { Filter } from '../../storage/store'
import { BarChart } from '../../ui/chart'
import { monthsBack, stageLines, within } from './home-lines'
import type { HomeFigures } from './use-home-figures'

interface HomePicturesProps {
  readonly today: string
  readonly figures: HomeFigures
  readonly onRegister: (register: string, filters: readonly Filter[]) => void
}

/** Where the needs stand, and how the services went over a year; each bar opens exactly its records. */
export const HomePictures = ({ today, figures, onRegister }: HomePicturesProps) => {
  const { months, needs, services, stageBars, monthBars } = useMemo(
    () => barsOf(figures, today),
    [figures, today],
  )
  const spoken = (bars: typeof stageBars, unit: string): string =>
    bars.map(({ label, count }) => `${label} ${String(count)} ${unit}`).join('，')
  return (
    <div className="home-panels">
      {needs === 0 ? (
        <Nothing title="企业需求办到哪一步" words="还没有在办或办结的企业需求。" />
      ) : (
        <BarChart
          title="企业需求办到哪一步"
          heading="阶段"
          unit="项"
          summary={`企业需求共 ${String(needs)} 项：${spoken(stageBars, '项')}`}
          bars={stageBars}
          onPick={(index) => {
            const line = stageLines[index]
            if (line !== undefined) onRegister('needs', line.filters)
          }}
        />
      )}
      {services === 0 ? (
        <Nothing title="近 12 个月科技服务" words="近 12 个月没有科技服务。" />
      ) : (
        <BarChart
          title="近 12 个月科技服务"
          heading="月份"
          unit="次"
          summary={`近 12 个月科技服务：${spoken(monthBars, '次')}`}
          bars={monthBars}
          onPick={(index) => {
            const month = months[index]
            if (month !== undefined) onRegister('serviceRecords', [within('serviceDate', month)])
          }}
        />
      )}
    </div>
  )
}

const barsOf = ({ stages, services }: HomeFigures, today: string) => {
  const months = monthsBack(today)
  return {
    months,
    needs: sumOf(stages),
    services: sumOf(services),
    stageBars: stageLines.map(({ label }, index) => ({ label, count: stages[index] ?? 0 })),
    monthBars: months.map(({ start }, index) => ({
      label: `${start.slice(2, 4)}年${String(Number(start.slice(5, 7)))}月`,
      count: services[index] ?? 0,
    })),
  }
}

const sumOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0)

const Nothing = ({ title, words }: { readonly title: string; readonly words: string }) => (
  <section className="panel" aria-label={title}>
    <h2>{title}</h2>
    <p className="soft">{words}</p>
  </section>
)
