import { onlyWith, type FuzzyNumber, type PartialDate, type Values } from '../field'
import { errorAt, type Issue } from '../issue'
import { indicatorDefinitions, indicatorOf } from '../reference/indicators'
import { defineRegister } from '../register'

const textual = indicatorDefinitions.filter(({ unit }) => unit === '').map(({ code }) => code)
const numeric = indicatorDefinitions.filter(({ unit }) => unit !== '').map(({ code }) => code)

/** B21: one figure of one district for one year or one point in time, as exact as its source. */
export const districtIndicators = defineRegister({
  name: 'districtIndicators',
  title: '地区指标',
  group: '试点',
  unit: '项',
  codePrefix: 'DQ',
  codeYear: 'period',
  labelField: 'indicator',
  detailFields: ['period', 'value'],
  keys: [['@districtCode', 'indicator', 'period']],
  unique: [{ fields: ['@districtCode', 'indicator', 'period'], level: 'error' }],
  sort: { field: 'period', descending: true },
  scope: 'district',
  help: '地区的产业和科教资源指标，照来源原样登记口径（超过、余、约）。同一地区、指标、所属期只有一条。',
  fields: {
    indicator: {
      kind: 'choice',
      label: '指标',
      required: true,
      options: indicatorDefinitions.map(({ code, name, unit, per, aliases }) => ({
        value: code,
        label: name,
        hint: `${per}${unit === '' ? '，文字' : `，${unit}`}`,
        ...(aliases === undefined ? {} : { aliases }),
      })),
      section: '指标',
      list: true,
      width: 24,
      search: true,
      source: 'S',
      headings: ['指标名称', '名称', '项目'],
    },
    period: {
      kind: 'partialDate',
      label: '所属期',
      required: true,
      section: '指标',
      list: true,
      width: 10,
      carry: true,
      source: 'S',
      hint: '年度指标写年份（2020），时点指标写到月（2021-05）',
      headings: ['数据所属期', '年度', '年份', '时间'],
    },
    value: {
      kind: 'fuzzyNumber',
      label: '数值',
      min: 0,
      decimals: 4,
      ...onlyWith('indicator', ...numeric),
      section: '指标',
      list: true,
      width: 12,
      source: 'S',
      hint: '按指标的单位填写，如单位为万人的填 1.7；有口径的写“超过1.7”',
      headings: ['指标值', '本年值', '数据', '值'],
    },
    unit: {
      kind: 'text',
      label: '计量单位',
      readOnly: true,
      section: '指标',
      list: true,
      width: 10,
      source: 'S',
    },
    text: {
      kind: 'text',
      label: '文字内容',
      multiline: true,
      maxLength: 500,
      ...onlyWith('indicator', ...textual),
      section: '指标',
      list: true,
      width: 30,
      source: 'S',
      hint: '如产业布局，用顿号分开',
    },
    origin: {
      kind: 'text',
      label: '数据来源',
      required: true,
      maxLength: 200,
      section: '指标',
      list: true,
      width: 28,
      carry: true,
      source: 'S',
      hint: '出处和日期，如“永川区统计公报 2021-03”',
      headings: ['来源', '数据出处'],
    },
  },
  derive: ({ indicator }) => ({ unit: indicatorOf(indicator)?.unit }),
  check: ({ indicator, period }, { today }): readonly Issue[] => {
    const definition = indicatorOf(indicator)
    if (definition === undefined || period === undefined) return []
    return [
      ...(definition.per === '年度' && period.precision !== '年'
        ? [errorAt('period', `“${definition.name}”按年度填写，请写作 ${period.value.slice(0, 4)}。`)]
        : []),
      ...(definition.per === '时点' && period.precision === '年'
        ? [errorAt('period', `“${definition.name}”是时点数，请写到月，如 ${period.value}-12。`)]
        : []),
      ...(period.value > today.slice(0, period.value.length) ? [errorAt('period', '所属期还没有到。')] : []),
    ]
  },
})

interface Figure {
  readonly districtCode: string
  readonly values: Values
}

/**
 * K35 同比 (I): the change against the same indicator of the same district a year earlier, 1 = 100 %, and whether one of the
 * two figures is inexact (then it prints with 约). Undefined without an earlier figure, or when that is 0.
 */
export const yearOnYear = (
  { districtCode, values }: Figure,
  all: readonly Figure[],
): { readonly change: number; readonly inexact: boolean } | undefined => {
  const period = values.period as PartialDate | undefined
  const now = values.value as FuzzyNumber | undefined
  if (period === undefined || now === undefined) return undefined
  const wanted = `${String(Number(period.value.slice(0, 4)) - 1)}${period.value.slice(4)}`
  const earlier = all.find(
    (other) =>
      other.districtCode === districtCode &&
      other.values.indicator === values.indicator &&
      (other.values.period as PartialDate | undefined)?.value === wanted,
  )
  const then = earlier?.values.value as FuzzyNumber | undefined
  if (then === undefined || then.value === 0) return undefined
  return {
    change: (now.value - then.value) / Math.abs(then.value),
    inexact: now.qualifier !== '精确' || then.qualifier !== '精确',
  }
}
