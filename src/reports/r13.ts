import type { RecordOf } from '../domain/record'
import { industryGrowth } from '../domain/indicators/work'
import { indicatorDefinitions, type IndicatorDefinition } from '../domain/reference/indicators'
import { districtIndicators, yearOnYear } from '../domain/registers/district-indicators'
import type { Cell } from '../workbook/model'
import { known, knownDate, notApplicable, notKnown } from './cells'
import { districtNames } from './service-rows'
import { tableReport } from './table'
import type { Context, TableColumn } from './table-definition'
import { fuzzyCell } from '../workbook/value-cells'

type Figure = RecordOf<typeof districtIndicators>

interface Row {
  readonly definition: IndicatorDefinition
  /** Of the year, the latest of each district. */
  readonly now: readonly Figure[]
  readonly before: readonly Figure[]
}

const figuresOf = ({ data, options, samples }: Context): readonly Figure[] =>
  data
    .records(districtIndicators)
    .filter(
      ({ deletedAt, isSample, districtCode }) =>
        deletedAt === null &&
        (samples || !isSample) &&
        (options.district === undefined || districtCode === options.district),
    )

/** The latest figure of each district in a year. */
const latestIn = (figures: readonly Figure[], year: string): readonly Figure[] => {
  const found = new Map<string, Figure>()
  for (const figure of figures) {
    const period = figure.values.period?.value ?? ''
    const other = found.get(figure.districtCode)?.values.period?.value ?? ''
    if (period.startsWith(year) && period >= other) found.set(figure.districtCode, figure)
  }
  return [...found.values()]
}

const valueCell = (figure: Figure | undefined): Cell => {
  if (figure === undefined) return notKnown
  const { value, text } = figure.values
  if (value === undefined) return known(text)
  const cell = fuzzyCell(value)
  return cell !== null && typeof cell === 'object'
    ? { ...cell, format: 'exact', align: 'right' }
    : { value: value.value, format: 'exact', align: 'right' }
}

const name: TableColumn<Row> = { heading: '指标', width: 26, cell: ({ definition }) => definition.name }
const unit: TableColumn<Row> = {
  heading: '单位',
  width: 10,
  align: 'centre',
  cell: ({ definition }) => (definition.unit === '' ? notApplicable : definition.unit),
}

const growthCell = (figure: Figure | undefined, all: readonly Figure[]): Cell => {
  const change = figure === undefined ? undefined : yearOnYear(figure, all)
  if (change === undefined) return notApplicable
  return { value: change.change, format: 'percent', ...(change.inexact ? { prefix: '约' } : {}) }
}

const ofOneDistrict = (context: Context): readonly TableColumn<Row>[] => {
  const all = figuresOf(context)
  return [
    name,
    unit,
    {
      heading: '上年值',
      width: 16,
      cell: ({ before }) => valueCell(before[0]),
      behind: (rows) => ({ counted: rows.flatMap(({ before }) => before) }),
    },
    {
      heading: '本年值',
      width: 16,
      cell: ({ now }) => valueCell(now[0]),
      behind: (rows) => ({ counted: rows.flatMap(({ now }) => now) }),
    },
    {
      heading: '口径说明（超过/余/约）',
      width: 12,
      align: 'centre',
      cell: ({ now }) => now[0]?.values.value?.qualifier ?? notApplicable,
    },
    {
      heading: '同比（%）',
      width: 11,
      format: 'percent',
      cell: ({ now }) => growthCell(now[0], all),
      shows: industryGrowth,
      behind: (rows) => ({
        counted: rows.flatMap(({ now }) => now),
        outOf: rows.flatMap(({ before }) => before),
        labels: ['本期', '上期'],
      }),
    },
    {
      heading: '数据所属期',
      width: 14,
      align: 'centre',
      cell: ({ now, before }) => knownDate((now[0] ?? before[0])?.values.period),
    },
    {
      heading: '数据来源',
      width: 34,
      cell: ({ now, before }) => known((now[0] ?? before[0])?.values.origin),
    },
  ]
}

/** Several districts: rows stay the indicators, each district is a column. */
const ofDistricts = (context: Context, rows: readonly Row[]): readonly TableColumn<Row>[] => {
  const districtName = districtNames(context.data)
  const codes = [...new Set(rows.flatMap(({ now }) => now.map(({ districtCode }) => districtCode)))].sort()
  return [
    name,
    unit,
    ...codes.map((code): TableColumn<Row> => ({
      heading: districtName(code),
      width: 16,
      cell: ({ now }) => valueCell(now.find(({ districtCode }) => districtCode === code)),
      behind: (rows) => ({
        counted: rows.flatMap(({ now }) => now.filter(({ districtCode }) => districtCode === code)),
      }),
    })),
  ]
}

/** R13: what is known of a district's industry, science and education, as exact as its sources. */
export const r13 = tableReport<Row>({
  code: 'R13',
  title: '试点地区产业与科教资源指标表',
  about: '试点地区的产业和科教资源指标，照来源的口径；全市时一个地区一列。',
  usual: '年',
  periods: ['年'],
  group: '协作与试点',
  reads: ['districtIndicators'],
  register: 'districtIndicators',
  unit: '项',
  columns: (context, rows) =>
    context.options.district === undefined ? ofDistricts(context, rows) : ofOneDistrict(context),
  rows: (context) => {
    const year = context.scope.period.end.slice(0, 4)
    const figures = figuresOf(context)
    return indicatorDefinitions
      .map((definition): Row => {
        const own = figures.filter(({ values }) => values.indicator === definition.code)
        return {
          definition,
          now: latestIn(own, year),
          before: latestIn(own, String(Number(year) - 1)),
        }
      })
      .filter(({ now, before }) => now.length + before.length > 0)
  },
  recordsOf: ({ now, before }) => [...now, ...before],
  hasTotals: false,
  notes: () => [
    '指标口径不同，不设合计；“超过、余、约”等照来源原样保留。',
    '时点指标取年内最近的一次；同比按相同月份比较，任一期不是精确数时前加“约”。',
  ],
  explains: [industryGrowth],
  nothing: '本年度没有登记地区指标',
})
