import { App, Button, Checkbox, Input, Select, Space } from 'antd'
import { useState } from 'react'
import { columnNames, columnTitle, isSortable } from '../../../domain/head-columns'
import { periodTypes } from '../../../domain/period'
import type { Register } from '../../../domain/register'
import { labelMatches } from '../../../domain/search'
import { hasPeriod } from '../../../reports/record-rules'
import { useNotices } from '../../../ui/notices'
import { Page } from '../../../ui/page'
import { MadeReport } from '../made-report'
import { PaperOptions } from '../paper-options'
import { PeriodPicker } from '../period-picker'
import { ReportActions } from '../report-actions'
import { optionsOf } from '../report-options'
import { type Choice, type Draft, emptyChoice, isUnsaved, useReportState } from '../report-state'
import type { ReportsPageProps } from '../reports-props'
import { useReport } from '../use-report'
import { ColumnsTable } from './columns-table'
import { longestName, nameProblem, type SavedCustom } from './saved-custom'

interface DesignReportProps extends ReportsPageProps {
  readonly draft: Draft
  readonly design: (draft: Draft | undefined) => void
  readonly customs: readonly SavedCustom[]
  readonly keep: (next: readonly SavedCustom[]) => Promise<void>
}

/** One report of the office's own: what stands in it, how it looks, and the way to a file. */
export const DesignReport = (props: DesignReportProps) => {
  const { draft, design, customs, keep, registers, job, store, files, today, districtName } = props
  const { custom, before } = draft
  const notices = useNotices()
  const { modal } = App.useApp()
  const { choices, choose } = useReportState()
  const choice = choices.custom ?? emptyChoice('月', today)
  const [isValid, setIsValid] = useState(true)
  const [tried, setTried] = useState(false)
  const asked = { ...custom, name: custom.name.trim() === '' ? '未命名报表' : custom.name.trim() }
  const { district, onCancelWork } = props
  const title = `自定义报表：${asked.name}`
  const work = useReport({ asked, title, choice, district, job, store, files, onCancelWork })
  const [shownFor, setShownFor] = useState(props.district)
  if (shownFor !== props.district) {
    setShownFor(props.district)
    work.forget()
  }
  const register = registers.find(({ name }) => name === custom.register)
  if (register === undefined) return null
  const change = (part: Partial<SavedCustom>): void => {
    design({ ...draft, custom: { ...custom, ...part } })
    work.forget()
  }
  const decide = (part: Partial<Choice>): void => {
    choose('custom', { ...choice, ...part })
    work.forget()
  }
  const problem = nameProblem(customs, custom.name, before?.name)
  const save = async (): Promise<void> => {
    setTried(true)
    if (problem !== undefined) return
    const saved = { ...custom, name: custom.name.trim() }
    await keep(
      before === undefined
        ? [...customs, saved]
        : customs.map((other) => (other.name === before.name ? saved : other)),
    )
    design({ custom: saved, before: saved })
    notices.done(`已保存报表“${saved.name}”`)
  }
  const leave = async (): Promise<void> => {
    const isSure =
      !isUnsaved(draft) ||
      (await modal.confirm({
        title: '报表还没有保存，仍要离开吗？',
        content: '离开后，没有保存的改动不再保留。',
        okText: '不保存并离开',
        cancelText: '继续编辑',
      }))
    if (isSure) design(undefined)
  }
  const ready = isValid && !work.busy && custom.columns.length > 0
  return (
    <Page
      title={before === undefined ? '新建自定义报表' : `自定义报表：${before.name}`}
      help={`取自${register.title}。`}
      actions={
        <Space wrap>
          <Button onClick={() => void leave()}>返回自定义报表</Button>
          <Button disabled={custom.columns.length === 0} onClick={() => void save()}>
            保存报表
          </Button>
          <ReportActions {...{ work }} options={() => optionsOf(props, choice)} disabled={!ready} />
        </Space>
      }
    >
      <section className="panel custom-report" aria-label="报表内容">
        <Space wrap size={[20, 10]}>
          <label className="inline">
            报表名称
            <Input
              aria-label="报表名称"
              // A new report begins with its name; what is there already is looked at first.
              autoFocus={before === undefined}
              aria-invalid={tried && problem !== undefined}
              style={{ width: 240 }}
              maxLength={longestName}
              value={custom.name}
              onChange={({ target }) => change({ name: target.value })}
            />
          </label>
          <label className="inline">
            表题
            <Input
              aria-label="表题"
              style={{ width: 320 }}
              maxLength={120}
              placeholder="印在表上的标题，不填就用报表名称"
              value={custom.title}
              onChange={({ target }) => change({ title: target.value })}
            />
          </label>
        </Space>
        {tried && problem !== undefined && (
          <div role="alert" className="issue error">
            {problem}
          </div>
        )}
        <Rows {...{ register, custom, change }} filterBar={props.filterBar} />
        <ColumnsTable {...{ register, custom }} onChange={(columns) => change({ columns })} />
      </section>
      <section className="panel" aria-label="报表选项">
        <Space wrap size={[20, 10]}>
          {hasPeriod(register) && (
            <Checkbox
              checked={custom.ofPeriod}
              onChange={({ target }) => change({ ofPeriod: target.checked })}
            >
              只列所属期内的记录
            </Checkbox>
          )}
          {custom.ofPeriod && (
            <PeriodPicker
              today={today}
              periods={periodTypes}
              period={choice.period}
              onChange={(period) => decide({ period })}
              onValid={setIsValid}
            />
          )}
          <span>{`当前地区：${districtName}`}</span>
          <Paper {...{ custom, change, choice, decide }} profiles={props.profiles} />
        </Space>
      </section>
      <MadeReport {...props} work={work} onAgain={() => void work.preview(optionsOf(props, choice))} />
    </Page>
  )
}

interface PartProps {
  readonly custom: SavedCustom
  readonly change: (part: Partial<SavedCustom>) => void
}

const directions = [
  { value: 'up', label: '从小到大' },
  { value: 'down', label: '从大到小' },
]

/** Which records, grouped and ordered by what. */
const Rows = ({
  register,
  custom,
  change,
  filterBar,
}: PartProps & { readonly register: Register; readonly filterBar: ReportsPageProps['filterBar'] }) => {
  const named = columnNames(register).map((value) => ({ value, label: columnTitle(register, value) }))
  const { sort } = custom
  return (
    <Space wrap size={[20, 10]}>
      {filterBar(register, custom.filters, (filters) => change({ filters }))}
      <label className="inline">
        含文字
        <Input
          aria-label="含文字"
          style={{ width: 160 }}
          maxLength={200}
          placeholder="可不填"
          value={custom.search}
          onChange={({ target }) => change({ search: target.value })}
        />
      </label>
      <label className="inline">
        按此列分组小计
        <Select
          aria-label="按此列分组小计"
          style={{ width: 170 }}
          value={custom.groupBy}
          options={[{ value: '', label: '不分组' }, ...named]}
          showSearch={{ filterOption: labelMatches }}
          onChange={(groupBy) => change({ groupBy })}
        />
      </label>
      <label className="inline">
        排序
        <Select
          aria-label="排序"
          style={{ width: 170 }}
          value={sort.field}
          options={named.filter(({ value }) => isSortable(register, value))}
          showSearch={{ filterOption: labelMatches }}
          onChange={(field) => change({ sort: { ...sort, field } })}
        />
        <Select
          aria-label="排序方向"
          style={{ width: 110 }}
          value={sort.descending ? 'down' : 'up'}
          options={directions}
          onChange={(direction) => change({ sort: { ...sort, descending: direction === 'down' } })}
        />
      </label>
    </Space>
  )
}

interface PaperProps extends PartProps, Pick<ReportsPageProps, 'profiles'> {
  readonly choice: Choice
  readonly decide: (part: Partial<Choice>) => void
}

const sides = [
  { value: 'landscape' as const, label: '横向' },
  { value: 'portrait' as const, label: '纵向' },
]

const Paper = ({ custom, change, choice, decide, profiles }: PaperProps) => (
  <PaperOptions
    {...{ choice, profiles }}
    onChange={decide}
    offers={['compactMargins', 'totalsFirst', 'samples']}
  >
    <label className="inline">
      方向
      <Select
        aria-label="方向"
        style={{ width: 84 }}
        value={custom.orientation}
        options={sides}
        onChange={(orientation) => change({ orientation })}
      />
    </label>
    <Checkbox
      checked={custom.hasSignature}
      onChange={({ target }) => change({ hasSignature: target.checked })}
    >
      印签字行
    </Checkbox>
  </PaperOptions>
)
