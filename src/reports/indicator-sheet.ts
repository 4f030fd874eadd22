import { indicators } from '../domain/indicators/all'
import type { Definition, Indicator } from '../domain/indicators/indicator'
import { previousPeriod } from '../domain/period'
import type { Sheet } from '../workbook/model'
import { measureCell, scopeOf } from './book'
import { frameSheet, type ReportColumn } from './layout'
import type { OriginAt } from './figure-origin'
import { originsIn, sourcesOf } from './origin'
import type { ReportData, ReportOptions } from './report'

/** Where the name of a figure comes from; how it is counted is always ours and never shown as a rule. */
const origins: Readonly<Record<Definition['source'], string>> = {
  S: '报道原文提到',
  P: '公开资料',
  I: '本程序拟定',
}

export const indicatorSheetName = '指标一览'
const columns: readonly ReportColumn[] = [
  { heading: '编号', width: 7, align: 'centre' },
  { heading: '指标', width: 22 },
  { heading: '单位', width: 8, align: 'centre' },
  { heading: '本期', width: 16, align: 'right' },
  { heading: '上期', width: 16, align: 'right' },
  { heading: '指标来源', width: 14, align: 'centre' },
  { heading: '计算方法（本程序口径）', width: 70 },
]
const at = { now: 3, before: 4 }

const scopesOf = (data: ReportData, options: ReportOptions) => {
  const now = scopeOf(data, options)
  return { now, before: { ...now, period: previousPeriod(now.period) } }
}

export const indicatorOrigins = (data: ReportData, options: ReportOptions): OriginAt => {
  const { now, before } = scopesOf(data, options)
  const shape = { columns, groups: [indicators.length], hasTotals: false, totalsFirst: false }
  return originsIn(indicatorSheetName, shape, (place, column) => {
    const indicator = place.kind === 'row' ? indicators[place.index] : undefined
    if (indicator === undefined || (column !== at.now && column !== at.before)) return undefined
    const when = column === at.now ? '本期' : '上期'
    return {
      heading: `${indicator.label}（${when}）`,
      formula: indicator.words,
      ...sourcesOf(indicator, column === at.now ? now : before),
    }
  })
}

/** 指标一览: every indicator of the app for the period and the one before. */
export const indicatorSheet = (title: string, data: ReportData, options: ReportOptions): Sheet => {
  const { now, before } = scopesOf(data, options)
  const row = (indicator: Indicator) => [
    indicator.code,
    indicator.label,
    indicator.unit,
    measureCell(indicator, now),
    measureCell(indicator, before),
    origins[indicator.source],
    indicator.words,
  ]
  return frameSheet({
    name: indicatorSheetName,
    attachment: '附表',
    title,
    columns,
    groups: [{ rows: indicators.map(row) }],
    nothing: '没有指标',
    hasMoney: false,
    notes: ['计算方法为本程序拟定的工作口径，不是上级规定；分母为 0 的比率记“—”。'],
    options,
  })
}
