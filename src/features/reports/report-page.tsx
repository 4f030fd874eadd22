import { Button, Select, Space } from 'antd'
import { useState } from 'react'
import { type Report, type ReportOptions, rowsByOptions } from '../../reports/report'
import { Page } from '../../ui/page'
import { MadeReport } from './made-report'
import { PaperOptions } from './paper-options'
import { PeriodPicker } from './period-picker'
import { optionsOf } from './report-options'
import { ReportActions } from './report-actions'
import { ReportRemarks } from './report-remarks'
import { type Choice, startChoice, useReportState } from './report-state'
import type { ReportsPageProps } from './reports-props'
import { Submission } from './submission'
import { useReport } from './use-report'

interface ReportPageProps extends ReportsPageProps {
  readonly report: Report
  readonly onBack: () => void
}

/** One report: for which period and how, what it will look like, and the way to a file. */
export const ReportPage = (props: ReportPageProps) => {
  const { report, job, store, settings, districtName, today, files, onShowRecords, onSettings, onBack } =
    props
  const { choices, periods, choose } = useReportState()
  const choice = choices[report.code] ?? startChoice(report, today, periods)
  const [isValid, setIsValid] = useState(true)
  const { district, onCancelWork } = props
  const title = `${report.code} ${report.title}`
  const work = useReport({ asked: report.code, title, choice, district, job, store, files, onCancelWork })
  useForgetWhenMoved(props.district, work.forget)

  const change = (changed: Partial<Choice>): void => {
    choose(report.code, { ...choice, ...changed })
    work.forget()
  }
  const options = (): ReportOptions => optionsOf(props, choice)
  const ready = isValid && !work.busy
  return (
    <Page
      title={title}
      actions={
        <Space wrap>
          <Button onClick={onBack}>返回报表</Button>
          <ReportActions {...{ work, options }} disabled={!ready}>
            {report.code !== 'R17' && <Submission {...props} disabled={!ready} options={options} />}
          </ReportActions>
        </Space>
      }
    >
      <section className="panel" aria-label="报表选项">
        <Space wrap size={[20, 10]}>
          <PeriodPicker
            today={today}
            periods={report.periods}
            period={choice.period}
            onChange={(period) => change({ period })}
            onValid={setIsValid}
          />
          <span>{`当前地区：${districtName}`}</span>
          <Options report={report} profiles={props.profiles} choice={choice} onChange={change} />
        </Space>
      </section>
      <ReportRemarks
        {...{ report, settings, districtName, choice, built: work.built, onShowRecords, onSettings }}
        onPeriod={(period) => change({ period })}
        onSamples={() => change({ samples: true })}
      />
      <MadeReport {...props} work={work} onAgain={() => void work.preview(options())} />
    </Page>
  )
}

interface OptionsProps extends Pick<ReportsPageProps, 'profiles'> {
  readonly report: Report
  readonly choice: Choice
  readonly onChange: (changed: Partial<Choice>) => void
}

const Options = ({ report, profiles, choice, onChange }: OptionsProps) => (
  <PaperOptions
    {...{ choice, profiles, onChange }}
    offers={['compactMargins', 'totalsFirst', 'samples', ...report.choices.filter((one) => one !== 'rowsBy')]}
    before={
      report.choices.includes('rowsBy') && (
        <label className="inline">
          行
          <Select
            aria-label="行"
            style={{ width: 110 }}
            value={choice.rowsBy}
            options={rowsByOptions.map((value) => ({ value }))}
            onChange={(rowsBy) => onChange({ rowsBy })}
          />
        </label>
      )
    }
  />
)

/** 当前地区 is chosen in the header: a preview of another district must not stay. */
const useForgetWhenMoved = (district: string | undefined, forget: () => void): void => {
  const [known, setKnown] = useState(district)
  if (known !== district) {
    setKnown(district)
    forget()
  }
}
