import { Button, Select, Space } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { beijingMoment, chineseDay } from '../../../domain/kinds/date'
import { toneOf } from '../../../domain/lifecycle'
import { addDays, indexOf, type Period, periodAt, previousPeriod } from '../../../domain/period'
import type { RecordOf } from '../../../domain/record'
import { submissions } from '../../../domain/registers/submissions'
import { reportOf } from '../../../reports/all'
import { type DueLine, dueIn, type DueReport, standingOf } from '../../../reports/due'
import type { Store } from '../../../storage/store'
import { Page } from '../../../ui/page'
import { useRevision } from '../../../ui/use-revision'
import { daysOfGrace } from '../report-state'
import '../reports.css'
import { DueRulesDialog } from './due-rules-dialog'
import { useDueRules } from './use-due-rules'

interface DuePageProps {
  readonly store: Store
  /** Code of the district whose reports these are. */
  readonly district: string
  readonly districtName: string
  /** ISO day. */
  readonly today: string
  readonly views: ReactNode
  readonly onStart: (due: DueReport) => void
  readonly onOpen: (id: string) => void
}

const monthsBack = 24

/** 应报清单: what is due in a month and how far it is, with the way to begin what is missing. */
export const DuePage = ({ store, district, districtName, today, views, onStart, onOpen }: DuePageProps) => {
  const { year, index } = indexOf('月', addDays(today, -daysOfGrace))
  const [month, setMonth] = useState(() => periodAt('月', year, index))
  const { rules, keep } = useDueRules(store)
  const [isSetting, setIsSetting] = useState(false)
  const submitted = useSubmitted(store, district)
  const lines =
    rules === undefined || submitted === undefined ? undefined : standingOf(dueIn(rules, month), submitted)
  return (
    <Page
      title={submissions.title}
      help={submissions.help}
      extra={views}
      actions={<Button onClick={() => setIsSetting(true)}>设置应报报表</Button>}
    >
      <Space wrap size={[16, 8]}>
        <label className="inline">
          月份
          <Select
            aria-label="月份"
            style={{ width: 140 }}
            value={month.start}
            options={monthsUpTo(today).map((one) => ({ value: one.start, label: one.label }))}
            onChange={(start: string) => setMonth(monthOf(start))}
          />
        </label>
        <span>{`地区：${districtName}`}</span>
        {lines !== undefined && <strong role="status">{verdict(lines, month)}</strong>}
      </Space>
      {lines !== undefined && lines.length > 0 && (
        <table className="template-columns due-reports" aria-label="应报清单">
          <thead>
            <tr>
              <th scope="col">报表</th>
              <th scope="col">所属期</th>
              <th scope="col">状态</th>
              <th scope="col">经过</th>
              <th scope="col">操作</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <Line key={`${line.code} ${line.period.start}`} {...{ line, today, onStart, onOpen }} />
            ))}
          </tbody>
        </table>
      )}
      <p className="soft">
        列出所属期在这个月结束的报表。哪些要报、多久报一次，先按本程序的建议列，不是市科协的规定；请按收到的通知点“设置应报报表”改。
      </p>
      {isSetting && rules !== undefined && (
        <DueRulesDialog
          rules={rules}
          onKeep={(next) => {
            setIsSetting(false)
            void keep(next)
          }}
          onCancel={() => setIsSetting(false)}
        />
      )}
    </Page>
  )
}

const monthOf = (day: string): Period => {
  const { year, index } = indexOf('月', day)
  return periodAt('月', year, index)
}

/** The month of today and those before it, the newest first. */
const monthsUpTo = (today: string): readonly Period[] => {
  const months = [monthOf(today)]
  for (let last = months[0]; last !== undefined && months.length < monthsBack; last = months.at(-1))
    months.push(previousPeriod(last))
  return months
}

const verdict = (lines: readonly DueLine[], { label }: Period): string => {
  if (lines.length === 0) return `${label}没有应报的报表。`
  const missing = lines.filter(({ standing }) => standing.kind !== 'sent').length
  const all = `应报 ${String(lines.length)} 份`
  return missing === 0 ? `${label}${all}，都已报送。` : `${label}${all}，还缺 ${String(missing)} 份。`
}

interface LineProps extends Pick<DuePageProps, 'today' | 'onStart' | 'onOpen'> {
  readonly line: DueLine
}

const Line = ({ line, today, onStart, onOpen }: LineProps) => {
  const { code, period, standing } = line
  const name = nameOf(code)
  const [state, tone] = stateOf(line, today)
  const what = `${name}（${period.label}）`
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{period.label}</td>
      <td>
        <span className={`tag ${tone}`}>{state}</span>
      </td>
      <td>{courseOf(line)}</td>
      <td>
        {standing.kind === 'missing' ? (
          <Button size="small" type="primary" aria-label={`开始 ${what}`} onClick={() => onStart(line)}>
            开始
          </Button>
        ) : (
          <Button
            size="small"
            aria-label={`${standing.kind === 'sent' ? '查看' : '继续办理'} ${what}`}
            onClick={() => onOpen(standing.submission.id)}
          >
            {standing.kind === 'sent' ? '查看' : '继续办理'}
          </Button>
        )}
      </td>
    </tr>
  )
}

const nameOf = (code: string): string => {
  const { title } = reportOf(code)
  return /^R\d/u.test(code) ? `${code} ${title}` : title
}

const stateOf = ({ standing, period }: DueLine, today: string): readonly [state: string, tone: string] => {
  if (standing.kind === 'missing')
    return period.end < today ? ['未开始', 'attention'] : ['本期未结束', 'neutral']
  const { status = '' } = standing.submission.values
  return [status, submissions.lifecycle === undefined ? 'neutral' : toneOf(submissions.lifecycle, status)]
}

const courseOf = ({ code, standing }: DueLine): string => {
  if (standing.kind === 'missing') return ''
  const { report = '', sentOn, generatedAt } = standing.submission.values
  if (standing.kind === 'begun') return generatedAt === undefined ? '' : `${beijingMoment(generatedAt)} 生成`
  const within = report === code ? '' : `，随${reportOf(report).title}`
  return sentOn === undefined ? '' : `${chineseDay(sentOn)}报送${within}`
}

const useSubmitted = (store: Store, district: string) => {
  const [submitted, setSubmitted] = useState<readonly RecordOf<typeof submissions>[]>()
  const revision = useRevision(store)
  useEffect(() => {
    let isOld = false
    void store.all(submissions.name, district).then((found) => {
      if (!isOld) setSubmitted(found)
    })
    return () => {
      isOld = true
    }
  }, [store, district, revision])
  return submitted
}
