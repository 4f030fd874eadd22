import { Button } from 'antd'
import { reports } from '../../reports/all'
import { Page } from '../../ui/page'
import { ReportPage } from './report-page'
import { useReportState } from './report-state'
import './reports.css'
import type { ReportsPageProps } from './reports-props'

/** 报表: the reports that go up to 市科协, by their number; each opens as a page of its own. */
export const ReportsPage = (props: ReportsPageProps) => {
  const { open, show } = useReportState()
  const report = reports.find(({ code }) => code === open)
  if (report !== undefined)
    return <ReportPage key={report.code} {...props} report={report} onBack={() => show(undefined)} />
  return (
    <Page title="报表" help="选一张表，定好所属期，预览后导出。">
      <ul className="report-list" aria-label="报表列表">
        {reports.map(({ code, title, about, usual }) => (
          <li key={code} className="panel report-card">
            <div>
              <strong>{`${code} ${title}`}</strong>
              <div className="soft">{about}</div>
              <div className="soft">{`常用期别：${usual}；也可按其他期别或自定义起止日期。`}</div>
            </div>
            <Button type="primary" aria-label={`打开 ${code} ${title}`} onClick={() => show(code)}>
              打开
            </Button>
          </li>
        ))}
      </ul>
    </Page>
  )
}
