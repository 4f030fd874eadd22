import { eventsOf } from '../events'
import { beijingDay } from '../kinds/date'
import {
  countOf,
  distinct,
  falls,
  type Indicator,
  type Need,
  ratio,
  shareOf,
  type Scope,
  valueOf,
} from './indicator'

/**
 * Indicators over needs (domain E: K01–K10, K17). That needs are collected, taken on, matched and closed is of the source
 * text and public rules; every way of counting is our own proposal (I).
 */
const uncounted: ReadonlySet<string> = new Set(['草稿', '已撤回'])
const accepted: ReadonlySet<string> = new Set([
  '已受理',
  '对接中',
  '服务中',
  '待回访',
  '暂停',
  '已办结',
  '未解决办结',
])
const refused: ReadonlySet<string> = new Set(['不予受理', '已撤回'])
const finished: ReadonlySet<string> = new Set(['已办结', '未解决办结', '不予受理', '已撤回'])

const stateOf = ({ values }: Need): string => values.status ?? '草稿'

/** Whether a need was ever taken on: by its day, by its steps, or by a state that comes after. */
const wasAccepted = (need: Need): boolean =>
  need.values.acceptDate !== undefined ||
  accepted.has(stateOf(need)) ||
  eventsOf(need.values).some(({ to }) => to === '已受理')

const wasJudged = (need: Need): boolean =>
  wasAccepted(need) ||
  ['不予受理', '转办'].includes(stateOf(need)) ||
  eventsOf(need.values).some(({ to }) => to === '不予受理' || to === '转办')

/** K01's set: raised in the period, neither a draft nor withdrawn. */
export const raisedNeeds = ({ book, period }: Scope): readonly Need[] =>
  book.needs.filter((need) => falls(period, need.values.raisedDate) && !uncounted.has(stateOf(need)))

/** K04's set: closed in the period; a need that was opened again counts by its last closing. */
export const closedNeeds = ({ book, period }: Scope): readonly Need[] =>
  book.needs.filter((need) => stateOf(need) === '已办结' && falls(period, need.values.closeDate))

const unsolvedNeeds = ({ book, period }: Scope): readonly Need[] =>
  book.needs.filter((need) => stateOf(need) === '未解决办结' && falls(period, need.values.closeDate))

/** All that were taken on until the end of the period. */
const acceptedByEnd = ({ book, period }: Scope): readonly Need[] =>
  book.needs.filter((need) => {
    const day = need.values.acceptDate ?? need.values.raisedDate
    return wasAccepted(need) && !refused.has(stateOf(need)) && day !== undefined && day <= period.end
  })

const closedAs = (needs: readonly Need[], state: string, end: string): readonly Need[] =>
  needs.filter((need) => stateOf(need) === state && (need.values.closeDate ?? '9') <= end)

const millisecondsInDay = 86_400_000
const daysBetween = (from: string, to: string): number =>
  (Date.parse(to) - Date.parse(from)) / millisecondsInDay

/** Days for which a need was paused. */
const pausedDays = ({ values }: Need): number => {
  let since: string | undefined
  let days = 0
  for (const { at, to, from } of eventsOf(values)) {
    if (to === '暂停') since = beijingDay(at)
    else if (from === '暂停' && since !== undefined) {
      days += daysBetween(since, beijingDay(at))
      since = undefined
    }
  }
  return days
}

/** 办理天数（自然日）(I): from 受理 to 办结 without the time paused; undefined while one of the days is not known. */
export const handlingDays = (need: Need): number | undefined => {
  const { acceptDate, closeDate } = need.values
  return acceptDate === undefined || closeDate === undefined
    ? undefined
    : daysBetween(acceptDate, closeDate) - pausedDays(need)
}

/** 超期 on a day (I): the limit is over and the need is still open, or it was closed after its limit. */
export const isOverdue = (need: Need, day: string): boolean => {
  const { dueDate, closeDate } = need.values
  if (dueDate === undefined) return false
  if (closeDate !== undefined && closeDate <= day) return closeDate > dueDate
  return (
    dueDate < day && stateOf(need) !== '暂停' && (!finished.has(stateOf(need)) || closeDate !== undefined)
  )
}

/** Overdue and of this period: still open at its end, or closed too late within it. */
const overdueNeeds = ({ book, period }: Scope): readonly Need[] =>
  book.needs.filter(
    (need) =>
      !uncounted.has(stateOf(need)) &&
      isOverdue(need, period.end) &&
      (need.values.closeDate ?? period.end) >= period.start,
  )

type Match = NonNullable<Need['values']['matches']>[number]

export const matchesIn = ({
  book,
  period,
}: Scope): readonly { readonly need: Need; readonly match: Match }[] =>
  book.needs.flatMap((need) =>
    (need.values.matches ?? []).flatMap((match) => (falls(period, match.matchDate) ? [{ need, match }] : [])),
  )

export const needCount: Indicator = {
  code: 'K01',
  label: '征集需求数',
  unit: '项',
  words: '提出日期在所属期内、状态不是草稿或已撤回的企业需求项数。',
  source: 'I',
  of: (scope) => countOf('needs', raisedNeeds(scope)),
}

export const needEnterprises: Indicator = {
  code: 'K02',
  label: '需求企业数',
  unit: '家',
  words: '征集需求所属的企业，同一家只计一次。',
  source: 'I',
  of: (scope) => {
    const needs = raisedNeeds(scope)
    return valueOf('needs', needs, distinct(needs.map(({ values }) => values.organization)))
  },
}

export const acceptedCount: Indicator = {
  code: 'K03',
  label: '受理数',
  unit: '项',
  words: '本期征集的需求中曾经受理的项数。',
  source: 'I',
  of: (scope) => countOf('needs', raisedNeeds(scope).filter(wasAccepted)),
}

export const acceptanceRate: Indicator = {
  code: 'K03',
  label: '受理率',
  unit: '%',
  words: '本期征集的需求中，曾经受理的项数 ÷ 已完成研判（受理、不予受理、转办）的项数。',
  source: 'I',
  of: (scope) => {
    const judged = raisedNeeds(scope).filter(wasJudged)
    return shareOf('needs', judged.filter(wasAccepted), judged)
  },
}

export const closedCount: Indicator = {
  code: 'K04',
  label: '办结数',
  unit: '项',
  words: '办结日期在所属期内、状态为已办结的需求项数；重开后再办结的以最后一次为准。',
  source: 'I',
  of: (scope) => countOf('needs', closedNeeds(scope)),
}

export const closingRate: Indicator = {
  code: 'K05',
  label: '办结率',
  unit: '%',
  words: '截至期末累计已办结 ÷ 截至期末累计已受理（含转办收回，不含不予受理和已撤回）。',
  source: 'I',
  of: (scope) => {
    const all = acceptedByEnd(scope)
    return shareOf('needs', closedAs(all, '已办结', scope.period.end), all)
  },
}

export const unsolvedRate: Indicator = {
  code: 'K06',
  label: '未解决率',
  unit: '%',
  words: '截至期末累计未解决办结 ÷ 截至期末累计已受理。',
  source: 'I',
  of: (scope) => {
    const all = acceptedByEnd(scope)
    return shareOf('needs', closedAs(all, '未解决办结', scope.period.end), all)
  },
}

const daysOfClosed = (scope: Scope): readonly number[] =>
  closedNeeds(scope)
    .flatMap((need) => handlingDays(need) ?? [])
    .sort((a, b) => a - b)

export const averageDays: Indicator = {
  code: 'K07',
  label: '平均办理天数',
  unit: '天',
  words: '本期办结的需求从受理日期到办结日期的自然日平均数，暂停的日子扣除。',
  source: 'I',
  of: (scope) => {
    const days = daysOfClosed(scope)
    return valueOf(
      'needs',
      closedNeeds(scope),
      ratio(
        days.reduce((sum, day) => sum + day, 0),
        days.length,
      ),
    )
  },
}

export const medianDays: Indicator = {
  code: 'K07',
  label: '办理天数中位数',
  unit: '天',
  words: '本期办结的需求办理天数从小到大排列，居中的一个（偶数个时取中间两个的平均）。',
  source: 'I',
  of: (scope) => {
    const days = daysOfClosed(scope)
    const upper = days[Math.floor(days.length / 2)]
    const lower = days[Math.floor((days.length - 1) / 2)]
    return valueOf(
      'needs',
      closedNeeds(scope),
      upper === undefined || lower === undefined ? undefined : (upper + lower) / 2,
    )
  },
}

export const overdueCount: Indicator = {
  code: 'K08',
  label: '超期数',
  unit: '项',
  words: '办理时限早于期末、期末仍未办结的，以及本期内超过时限才办结的需求项数；暂停中的不计。',
  source: 'I',
  of: (scope) => countOf('needs', overdueNeeds(scope)),
}

export const overdueRate: Indicator = {
  code: 'K08',
  label: '超期率',
  unit: '%',
  words: '办理时限在所属期内的需求中，超期的项数 ÷ 全部项数。',
  source: 'I',
  of: (scope) => {
    const due = scope.book.needs.filter(
      (need) => !uncounted.has(stateOf(need)) && falls(scope.period, need.values.dueDate),
    )
    const late = due.filter((need) => isOverdue(need, scope.period.end))
    return shareOf('needs', late, due)
  },
}

export const matchCount: Indicator = {
  code: 'K09',
  label: '对接次数',
  unit: '次',
  words: '需求的对接记录中，对接日期在所属期内的条数。',
  source: 'I',
  of: (scope) => {
    const found = matchesIn(scope)
    return valueOf(
      'needs',
      found.map(({ need }) => need),
      found.length,
    )
  },
}

export const matchRate: Indicator = {
  code: 'K10',
  label: '对接成功率',
  unit: '%',
  words: '本期对接中，结果为有意向或确认承接的条数 ÷ 已有回复的条数。',
  source: 'I',
  of: (scope) => {
    const answered = matchesIn(scope).filter(({ match }) => (match.result ?? '待回复') !== '待回复')
    const good = answered.filter(({ match }) => ['有意向', '确认承接'].includes(match.result ?? ''))
    return valueOf(
      'needs',
      answered.map(({ need }) => need),
      ratio(good.length, answered.length),
    )
  },
}

const solving: ReadonlySet<string> = new Set(['已解决', '部分解决', '签订合同/协议'])

export const solvingRate: Indicator = {
  code: 'K17',
  label: '需求解决率',
  unit: '%',
  words: '本期办结的需求中结果为已解决、部分解决或签订合同/协议的项数 ÷（本期办结 + 本期未解决办结）。',
  source: 'I',
  of: (scope) => {
    const closed = closedNeeds(scope)
    const all = [...closed, ...unsolvedNeeds(scope)]
    const solved = closed.filter(({ values }) => solving.has(values.closeResult ?? ''))
    return shareOf('needs', solved, all)
  },
}
