import { Alert, Button, Flex, Radio, Table, Tabs, Tag, Typography } from 'antd'
import { useState } from 'react'
import type { NewRecordView, RowState, RowView } from './import-types'
import type { CheckRowsProps } from './check-rows-props'
import { footer } from './footer'
import { ProblemList } from './problem-list'
import { useRowPage } from './use-row-page'

/** The third step: what will be made, what is already there, what has to be mended first. */
export const CheckRows = (props: CheckRowsProps) => {
  const { register, plan, disabled, onBack, onImport } = props
  const { counts } = plan
  return (
    <Flex vertical gap="middle">
      <Summary {...props} />
      <AuditChoice {...props} />
      {counts.problem === 0 ? null : <ProblemList {...props} />}
      <Tabs
        items={[
          {
            key: 'rows',
            label: `${register.title}（${String(counts.new + counts.same + counts.problem)}）`,
            children: <RowTable {...props} />,
          },
          ...plan.createdTotals.map(({ register: name, count }) => ({
            key: name,
            label: `新增的${titleOf(props, name)}（${String(count)}）`,
            children: <NewRecords records={plan.created.filter((record) => record.register === name)} />,
          })),
        ]}
      />
      <Flex gap="small" style={footer}>
        <Button onClick={onBack} disabled={disabled}>
          上一步
        </Button>
        <Button type="primary" autoFocus onClick={onImport} disabled={disabled || counts.new === 0}>
          导入 {counts.new} {register.unit}
        </Button>
      </Flex>
    </Flex>
  )
}

const titleOf = ({ registers }: Pick<CheckRowsProps, 'registers'>, name: string): string =>
  registers.find((register) => register.name === name)?.title ?? name

const Summary = ({ register, registers, plan }: CheckRowsProps) => {
  const { counts } = plan
  const created = plan.createdTotals.map(({ register: name, count }) => {
    const to = registers.find((candidate) => candidate.name === name)
    return `${String(count)} ${to?.unit ?? '条'}${to?.title ?? name}`
  })
  const added = [`${String(counts.new)} ${register.unit}${register.title}`, ...created].join('、')
  const left = [
    ...(counts.same > 0 ? [`已存在 ${String(counts.same)} ${register.unit}，不重复导入`] : []),
    ...(plan.skipped > 0 ? [`跳过小计、合计、签字等 ${String(plan.skipped)} 行`] : []),
  ]
  const gaps = plan.gaps.map(({ label, count }) => `${label} ${String(count)}`).join('、')
  return (
    <Flex vertical gap="small" role="status">
      <Typography.Text strong>将新增 {added}。</Typography.Text>
      {left.length === 0 ? null : <Typography.Text>{left.join('；')}。</Typography.Text>}
      {plan.warned === 0 ? null : (
        <Typography.Text>
          {plan.warned} {register.unit}有提示，见下表“说明”一列，不影响导入。
        </Typography.Text>
      )}
      {plan.withGaps === 0 ? null : (
        <Typography.Text>
          {plan.withGaps} {register.unit}有待补充的内容（台账里没有，导入后再补，不影响导入）：{gaps}。
        </Typography.Text>
      )}
    </Flex>
  )
}

const stateWords: Readonly<Record<string, string>> = {
  已审核: '已审核（台账已盖章报送过）',
  待审核: '待审核（导入后逐条审核）',
}

const AuditChoice = ({ states, state, signed, disabled, onState }: CheckRowsProps) =>
  states.length === 0 ? null : (
    <Flex vertical gap={4}>
      <Radio.Group
        aria-label="导入为"
        disabled={disabled}
        value={state}
        onChange={(event) => onState(String(event.target.value))}
        options={states.map((value) => ({ value, label: `导入为 ${stateWords[value] ?? value}` }))}
      />
      <Typography.Text type="secondary">
        只有“已审核”的记录计入报表。
        {signed ? '台账有签字行，按已报送处理；' : '台账没有签字行；'}
        佐证材料和审核人导入后再补。
      </Typography.Text>
    </Flex>
  )

const stateTags: Readonly<Record<RowState, { readonly text: string; readonly color: string }>> = {
  new: { text: '新增', color: 'green' },
  same: { text: '已存在，跳过', color: 'default' },
  problem: { text: '有问题，暂不导入', color: 'orange' },
}

const pageSize = 100
const numberWidth = 64
const stateWidth = 150
const cellWidth = 180
const wordsWidth = 520

const RowTable = ({ job, plan, register }: CheckRowsProps) => {
  const [page, setPage] = useState(1)
  const { rows, fault } = useRowPage(job, plan, (page - 1) * pageSize, pageSize)
  const total = plan.counts.new + plan.counts.same + plan.counts.problem
  if (fault !== undefined) {
    return (
      <Alert type="error" showIcon title="没有取到这些行，请按“上一步”后再核对一次。" description={fault} />
    )
  }
  return (
    <Table<RowView>
      aria-label={`${register.title}预览`}
      size="small"
      rowKey="row"
      // Of a fixed width: a cell of two thousand characters must not stretch it.
      tableLayout="fixed"
      scroll={{ x: numberWidth + stateWidth + plan.headings.length * cellWidth + wordsWidth }}
      dataSource={rows}
      pagination={{
        current: page,
        pageSize,
        total,
        onChange: setPage,
        showSizeChanger: false,
        hideOnSinglePage: true,
        showTotal: (count) => `共 ${String(count)} 行`,
      }}
      columns={[
        { title: '行号', dataIndex: 'row', width: numberWidth },
        {
          title: '处理',
          dataIndex: 'state',
          width: stateWidth,
          render: (state: RowState) => <Tag color={stateTags[state].color}>{stateTags[state].text}</Tag>,
        },
        ...plan.headings.map((title, index) => ({
          title,
          key: `field ${String(index)}`,
          ellipsis: true,
          width: cellWidth,
          render: (_: unknown, row: RowView) => row.cells[index],
        })),
        {
          title: '说明',
          key: 'words',
          width: wordsWidth,
          render: (_: unknown, row: RowView) => wordsAbout(row),
        },
      ]}
    />
  )
}

const wordsAbout = ({ problems, warnings, gaps, remark }: RowView): string =>
  [
    ...problems.map(({ address, label, reason }) => `${address} ${label}：${reason}`),
    ...warnings,
    ...(gaps.length === 0 ? [] : [`待补充：${gaps.join('、')}`]),
    ...(remark === undefined ? [] : [`备注：${remark}`]),
  ].join('；')

const NewRecords = ({ records }: { readonly records: readonly NewRecordView[] }) => {
  const warned = records.filter(({ warning }) => warning !== undefined).length
  return (
    <Flex vertical gap="small">
      {warned === 0 ? null : (
        <Alert type="warning" showIcon title={`其中 ${String(warned)} 个有要核对的内容，见“要核对”一列。`} />
      )}
      <Table<NewRecordView>
        size="small"
        rowKey="id"
        dataSource={[...records].sort(
          (a, b) => Number(b.warning !== undefined) - Number(a.warning !== undefined),
        )}
        pagination={{ pageSize, showSizeChanger: false, hideOnSinglePage: true }}
        columns={[
          { title: '名称', dataIndex: 'label' },
          { title: '台账中的信息', dataIndex: 'detail' },
          { title: '要核对', dataIndex: 'warning' },
        ]}
      />
    </Flex>
  )
}
