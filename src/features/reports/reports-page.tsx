import { Button, Space } from 'antd'
import { useState } from 'react'
import { reports } from '../../reports/all'
import { type Report, type ReportGroup, reportGroups } from '../../reports/report'
import { SearchInput } from '../../ui/search-input'
import { Page } from '../../ui/page'
import { CustomPage } from './custom/custom-page'
import { ReportPage } from './report-page'
import { customPage, useReportState } from './report-state'
import './reports.css'
import type { ReportsPageProps } from './reports-props'
import { TemplatesPage } from './templates/templates-page'

/** Stands for the code of a report while the page of templates is open. */
const templates = 'templates'

/** 报表: the reports that go up to 市科协, by their number; each opens as a page of its own. */
export const ReportsPage = (props: ReportsPageProps) => {
  const { open, show } = useReportState()
  const [search, setSearch] = useState('')
  const report = reports.find(({ code }) => code === open)
  if (report !== undefined)
    return <ReportPage key={report.code} {...props} report={report} onBack={() => show(undefined)} />
  if (open === templates) return <TemplatesPage {...props} onBack={() => show(undefined)} />
  if (open === customPage) return <CustomPage {...props} onBack={() => show(undefined)} />
  return (
    <Page
      title="报表"
      help="选一张表，定好所属期，预览后导出；选过的所属期，其他报表也从它开始。"
      actions={
        <Space wrap>
          <Button onClick={() => show(customPage)}>自定义报表</Button>
          <Button onClick={() => show(templates)}>按上级模板填报</Button>
        </Space>
      }
    >
      <SearchInput
        label="搜索报表"
        placeholder="编号、名称或内容，如 走访、R04"
        width={320}
        search={search}
        onSearch={setSearch}
      />
      <div role="group" aria-label="报表列表">
        {reportGroups.map((group) => (
          <ReportGroupList key={group} group={group} search={search} onOpen={show} />
        ))}
      </div>
    </Page>
  )
}

interface ReportGroupListProps {
  readonly group: ReportGroup
  readonly search: string
  readonly onOpen: (code: string) => void
}

const fits = ({ code, title, about }: Report, search: string): boolean =>
  search
    .trim()
    .split(/\s+/u)
    .every((word) => `${code} ${title} ${about}`.toLowerCase().includes(word.toLowerCase()))

const ReportGroupList = ({ group, search, onOpen }: ReportGroupListProps) => {
  const listed = reports.filter((report) => report.group === group && fits(report, search))
  if (listed.length === 0) return null
  return (
    <section aria-label={group}>
      <h2 className="report-group">{group}</h2>
      <ul className="report-list">
        {listed.map(({ code, title, about, usual }) => (
          <li key={code} className="panel report-card">
            <div>
              <strong>{`${code} ${title}`}</strong>
              <div className="soft">{about}</div>
              <div className="soft">{`常用期别：${usual}`}</div>
            </div>
            <Button type="primary" aria-label={`打开 ${code} ${title}`} onClick={() => onOpen(code)}>
              打开
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
