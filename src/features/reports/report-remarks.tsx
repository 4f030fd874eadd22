import { Alert, Button, Space } from 'antd'
import { indexOf, type Period, periodAt } from '../../domain/period'
import type { Excluded, Report } from '../../reports/report'
import type { Filter, Settings } from '../../storage/store'
import type { PreviewedReport } from './report-job'
import type { Choice } from './report-state'

interface ReportRemarksProps {
  readonly report: Report
  readonly settings: Settings
  readonly districtName: string
  readonly choice: Choice
  readonly built: PreviewedReport | undefined
  readonly onShowRecords: (register: string, filters: readonly Filter[]) => void
  readonly onSettings: () => void
  readonly onPeriod: (period: Period) => void
  readonly onSamples: () => void
}

/** What a clerk should know before the paper goes out, each with the way to mend it. */
export const ReportRemarks = (props: ReportRemarksProps) => {
  const { settings, built, onSettings } = props
  const missing = [
    ...(isBlank(settings.unitHead) ? ['单位负责人'] : []),
    ...(isBlank(settings.reviewer) ? ['审核人'] : []),
  ]
  return (
    <>
      {missing.length > 0 && (
        <Alert
          type="info"
          showIcon
          title={`设置里还没有填${missing.join('、')}，签字行留空，打印后可手写。`}
          action={
            <Button size="small" onClick={onSettings}>
              去设置
            </Button>
          }
        />
      )}
      {built?.records === 0 && <NothingInPeriod {...props} built={built} />}
      {built !== undefined && built.excluded.length > 0 && <LeftOut {...props} excluded={built.excluded} />}
    </>
  )
}

const isBlank = (text: string | undefined): boolean => (text ?? '').trim() === ''

const NothingInPeriod = ({
  report,
  choice,
  districtName,
  built,
  onPeriod,
}: ReportRemarksProps & { readonly built: PreviewedReport }) => {
  const { period } = choice
  const other = built.latest === undefined ? undefined : periodOf(report, period, built.latest)
  return (
    <Alert
      role="alert"
      type="warning"
      showIcon
      title={`${districtName}${period.label}没有可列入本表的记录。`}
      description={
        built.latest === undefined
          ? '请核对当前地区；记录要先录入或导入，审核通过后才计入报表。'
          : `最近一条计入的记录在 ${built.latest}。`
      }
      action={
        other !== undefined && (
          <Button size="small" onClick={() => onPeriod(other)}>
            {`转到${other.label}`}
          </Button>
        )
      }
    />
  )
}

/** The period of the same type (or the usual one) in which a day lies. */
const periodOf = ({ usual }: Report, { type }: Period, day: string): Period => {
  const wanted = type !== '自定义' ? type : usual !== '自定义' ? usual : '月'
  const { year, index } = indexOf(wanted, day)
  return periodAt(wanted, year, index)
}

const LeftOut = ({
  excluded,
  onShowRecords,
  onSamples,
}: ReportRemarksProps & { readonly excluded: readonly Excluded[] }) => (
  <Alert
    type="warning"
    showIcon
    title={`本期另有${excluded.map(({ reason, count }) => `${reason} ${String(count)} 条`).join('、')}，未计入。`}
    action={
      <Space wrap>
        {excluded.map(({ reason, count, register, where }) =>
          reason === '示例' ? (
            <Button key={reason} size="small" onClick={onSamples}>
              计入示例数据
            </Button>
          ) : (
            <Button key={reason} size="small" onClick={() => onShowRecords(register, where)}>
              {`查看${reason}的 ${String(count)} 条`}
            </Button>
          ),
        )}
      </Space>
    }
  />
)
