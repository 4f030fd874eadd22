import { indexOf, type Period, periodAt } from '../../domain/period'
import { serviceModes } from '../../domain/reference/lists'
import { auditStates } from '../../domain/registers/service-records'
import type { Filter, MonthTally } from '../../storage/store'
import type { BarLook, Picture } from '../../ui/chart/picture'
import { monthsBack, within } from './home-lines'
import { numberCell, type ShowRecords, spoken, sumOf } from './picture-rows'

const oneOf = (field: string, ...values: readonly string[]): Filter => ({ kind: 'oneOf', field, values })
const audited = oneOf('auditStatus', '已审核')
const notAudited = auditStates.filter((state) => state !== '已审核')

interface Part {
  readonly name: string
  readonly look: BarLook
  readonly filters: readonly Filter[]
  readonly holds: (tally: { readonly mode: string; readonly isAudited: boolean }) => boolean
}

const modeLooks: readonly BarLook[] = ['plain', 'stripes', 'dots']

/** K12 by mode, as only audited records count; then what K12 leaves out, so that nothing that was entered is missing. */
const parts: readonly Part[] = [
  ...serviceModes.map(({ value }, index): Part => ({
    name: value,
    look: modeLooks[index] ?? 'plain',
    filters: [audited, oneOf('mode', value)],
    holds: ({ mode, isAudited }) => isAudited && mode === value,
  })),
  {
    name: '未填模式',
    look: 'hatch',
    filters: [audited, { kind: 'empty', field: 'mode', empty: true }],
    holds: ({ mode, isAudited }) => isAudited && mode === '',
  },
  {
    name: '未审核',
    look: 'hollow',
    filters: [oneOf('auditStatus', ...notAudited)],
    holds: ({ isAudited }) => !isAudited,
  },
]

/** The twelve months up to this one, or those of a year (2021). */
export const monthsShown = (year: string | undefined, today: string): readonly Period[] =>
  year === undefined
    ? monthsBack(today)
    : Array.from({ length: 12 }, (_, index) => periodAt('月', Number(year), index))

/** The years of which there are services, latest first. */
export const yearsOf = (tallies: readonly MonthTally[]): readonly string[] =>
  [...new Set(tallies.map(({ month }) => month.slice(0, 4)))].sort().reverse()

/** What is looked at first: the last twelve months; where nothing is in them, the latest year in which there is something. */
export const usualYear = (tallies: readonly MonthTally[], today: string): string | undefined => {
  const recent = new Set(monthsBack(today).map(({ start }) => start.slice(0, 7)))
  return tallies.some(({ month }) => recent.has(month)) ? undefined : yearsOf(tallies)[0]
}

interface Shown {
  readonly year: string | undefined
  readonly today: string
  /** Whether there are samples among them. */
  readonly hasSamples: boolean
}

/** Services by month and mode. */
export const servicesPicture = (
  tallies: readonly MonthTally[],
  { year, today, hasSamples }: Shown,
  onRegister: ShowRecords,
): Picture => {
  const months = monthsShown(year, today)
  const time = year === undefined ? '近 12 个月' : `${year}年`
  const counted = parts
    .map((part) => ({
      ...part,
      counts: months.map(({ start }) => countIn(tallies, start.slice(0, 7), part)),
    }))
    .filter(({ counts }, index) => index < serviceModes.length || sumOf(counts) > 0)
  const all = sumOf(counted.flatMap(({ counts }) => counts))
  return {
    title: `${time}科技服务`,
    summary: `${time}科技服务共 ${String(all)} 次：${spoken(
      counted.map(({ name, counts }) => [name, sumOf(counts)]),
      '次',
    )}。`,
    note: `按服务日期；三种模式只计已审核的（K12）${hasSamples ? '，含示例记录' : ''}。`,
    table: {
      corner: '月份',
      columns: [...counted.map(({ name }) => name), '合计（次）'],
      rows: months.map((month, row) => {
        const name = monthName(month)
        return {
          name,
          cells: [
            ...counted.map((part) =>
              numberCell(part.counts[row] ?? 0, '次', `${name} ${part.name}`, () =>
                onRegister('serviceRecords', [within('serviceDate', month), ...part.filters]),
              ),
            ),
            numberCell(sumOf(counted.map(({ counts }) => counts[row] ?? 0)), '次', `${name} 合计`, () =>
              onRegister('serviceRecords', [within('serviceDate', month)]),
            ),
          ],
        }
      }),
    },
    drawing:
      all === 0
        ? undefined
        : {
            kind: 'bars',
            names: months.map(shortName),
            parts: counted.map(({ name, look, counts }) => ({ name, look, values: counts })),
          },
    empty: `${time}没有科技服务。`,
  }
}

const modePlace = 0
const auditPlace = 1

const countIn = (tallies: readonly MonthTally[], month: string, { holds }: Part): number =>
  sumOf(
    tallies
      .filter(
        (tally) =>
          tally.month === month &&
          holds({ mode: tally.values[modePlace] ?? '', isAudited: tally.values[auditPlace] === '已审核' }),
      )
      .map(({ count }) => count),
  )

/** 2021年4月 */
const monthName = ({ start }: Period): string => {
  const { year, index } = indexOf('月', start)
  return `${String(year)}年${String(index + 1)}月`
}

/** 4月; the first one and each January say their year, too. */
const shortName = ({ start }: Period, index: number): string => {
  const month = Number(start.slice(5, 7))
  return `${String(month)}月${index === 0 || month === 1 ? `\n${start.slice(0, 4)}` : ''}`
}
