import type { Indicator, Scope } from '../domain/indicators/indicator'
import {
  closedCount,
  closingRate,
  matchCount,
  needCount,
  needEnterprises,
  overdueCount,
} from '../domain/indicators/needs'
import {
  enterpriseCount,
  modeCount,
  satisfaction,
  serviceCount,
  serviceHours,
  servingTimes,
  standingCount,
} from '../domain/indicators/service-figures'
import {
  activityCount,
  agreementCount,
  audience,
  closedIssueRate,
  contractAmount,
  inTimeRate,
  laggingTasks,
  onlineAudience,
  taskProgress,
  teamCount,
  teamExperts,
  visitedEnterprises,
} from '../domain/indicators/work'
import { showWan } from '../domain/kinds/money'
import { showNumber } from '../domain/kinds/number'
import { previousPeriod } from '../domain/period'
import { scopeOf } from './book'
import type { ReportData, ReportOptions } from './report'

/** A figure with its unit, as a sentence says it: 不少于350名, 41.2%, 320.00 万元; — where there is none. */
const said = ({ unit, of }: Indicator, scope: Scope): string => {
  const { value, atLeast } = of(scope)
  if (value === undefined) return '—'
  const start = atLeast === true ? '不少于' : ''
  if (unit === '%') return `${showNumber(value * 100, 1)}%`
  return `${start}${unit === '万元' ? showWan(value) : showNumber(value)} ${unit}`
}

const compared = (indicator: Indicator, scope: Scope): string => {
  const now = indicator.of(scope).value ?? 0
  const before = indicator.of({ ...scope, period: previousPeriod(scope.period) }).value ?? 0
  if (now === before) return '与上期持平'
  return `比上期${now > before ? '增加' : '减少'} ${showNumber(Math.abs(now - before))} ${indicator.unit}`
}

/** 汇报要点: what the figures of the period say, sentence by sentence; nothing is said that is not counted. */
export const highlights = (data: ReportData, options: ReportOptions): readonly string[] => {
  const scope = scopeOf(data, options)
  const say = (indicator: Indicator): string => said(indicator, scope)
  return [
    `${options.unitName}${options.period.label}“科创中国”工作主要数字如下（按记录统计，口径见“指标解释”）。`,
    `一、企业需求。征集科技需求 ${say(needCount)}，涉及企业 ${say(needEnterprises)}，${compared(needCount, scope)}；开展对接 ${say(matchCount)}；办结 ${say(closedCount)}，截至期末办结率 ${say(closingRate)}；超期 ${say(overdueCount)}。`,
    `二、科技服务。开展科技服务 ${say(serviceCount)}，${compared(serviceCount, scope)}，其中精准化 ${say(modeCount('精准化'))}、定制化 ${say(modeCount('定制化'))}、套餐式 ${say(modeCount('套餐式'))}；服务企业 ${say(enterpriseCount)}，参与专家 ${say(servingTimes)}、${say(serviceHours)}；满意率 ${say(satisfaction)}。`,
    `三、共同体与服务队。期末联合体 ${say(standingCount)}，专家服务队 ${say(teamCount)}、专家 ${say(teamExperts)}；周报按时率 ${say(inTimeRate)}。`,
    `四、活动与合作。举办活动 ${say(activityCount)}，现场 ${say(audience)}，线上 ${say(onlineAudience)}；签订协议 ${say(agreementCount)}，合同金额 ${say(contractAmount)}。`,
    `五、走访与任务。走访企业 ${say(visitedEnterprises)}，截至期末问题办结率 ${say(closedIssueRate)}；市级重点任务平均进度 ${say(taskProgress)}，滞后 ${say(laggingTasks)}。`,
    '六、存在问题和下步打算：（请填写）',
  ]
}
