import { Alert, Button, Flex, Table, Tag } from 'antd'
import { useState } from 'react'
import type { CheckRowsProps } from './check-rows-props'
import type { RowDecision, RowState, RowView } from './import-types'
import { useRowPage } from './use-row-page'

const stateTags: Readonly<Record<RowState, { readonly text: string; readonly color: string }>> = {
  new: { text: '新增', color: 'green' },
  changed: { text: '变更', color: 'blue' },
  same: { text: '相同，不动', color: 'default' },
  maybe: { text: '可能重复', color: 'gold' },
  clash: { text: '两边都改过', color: 'gold' },
  left: { text: '不动', color: 'default' },
  problem: { text: '有问题，暂不导入', color: 'orange' },
}

const pageSize = 50
const placeWidth = 120
const stateWidth = 150
const changesWidth = 360
const cellWidth = 180
const wordsWidth = 520

interface RowTableProps extends CheckRowsProps {
  readonly states: readonly RowState[]
}

/** The rows of the ledger as the records that they become; for known records, what changes in them. */
export const RowTable = (props: RowTableProps) => {
  const { job, plan, register, states } = props
  const [page, setPage] = useState(1)
  const { total, rows, fault } = useRowPage(job, plan, states, (page - 1) * pageSize, pageSize)
  if (fault !== undefined) {
    return (
      <Alert type="error" showIcon title="没有取到这些行，请按“上一步”后再核对一次。" description={fault} />
    )
  }
  const changes = rows.some((row) => row.changes.length > 0) ? changesWidth : 0
  return (
    <Table<RowView>
      aria-label={`${register.title}预览`}
      size="small"
      rowKey="key"
      // Of a fixed width: a cell of two thousand characters must not stretch it.
      tableLayout="fixed"
      scroll={{
        x: placeWidth + stateWidth + changes + plan.headings.length * cellWidth + wordsWidth,
      }}
      dataSource={[...rows]}
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
        { title: '位置', dataIndex: 'place', width: placeWidth },
        {
          title: '处理',
          key: 'state',
          width: stateWidth,
          render: (_, row) => <StateCell {...props} row={row} />,
        },
        ...(changes > 0
          ? [
              {
                title: '变更（旧 → 新）',
                key: 'changes',
                width: changesWidth,
                render: (_: unknown, row: RowView) => <Changes row={row} />,
              },
            ]
          : []),
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

const StateCell = ({ flow, row, disabled }: RowTableProps & { readonly row: RowView }) => {
  const decide = (decision: RowDecision | undefined): void => {
    const { [row.key]: _before, ...others } = flow.desk.decided.rows
    flow.decideAndCheck({ rows: decision === undefined ? others : { ...others, [row.key]: decision } })
  }
  const action = (label: string, decision: RowDecision | undefined) => (
    <Button key={label} size="small" disabled={disabled} onClick={() => decide(decision)}>
      {label}
    </Button>
  )
  const [near] = row.near
  return (
    <Flex vertical gap={4} align="flex-start">
      <Tag color={stateTags[row.state].color}>{stateTags[row.state].text}</Tag>
      {row.state === 'maybe' && near !== undefined
        ? [
            action('作为新记录', { kind: 'new' }),
            action(`就是“${near.label}”`, { kind: 'same', id: near.id }),
          ]
        : null}
      {row.state === 'clash'
        ? [action('用表里的', { kind: 'file' }), action('留程序里的', { kind: 'store' })]
        : null}
      {row.state === 'changed' || row.state === 'new' ? action('不导入', { kind: 'skip' }) : null}
      {row.decided === undefined ? null : action('恢复', undefined)}
    </Flex>
  )
}

/** Old and new side by side. */
const Changes = ({ row: { changes, code } }: { readonly row: RowView }) =>
  changes.length === 0 ? null : (
    <dl className="row-changes">
      {code === undefined ? null : (
        <>
          <dt>编号</dt>
          <dd>{code}</dd>
        </>
      )}
      {changes.map(({ label, before, after }) => (
        <div key={label} style={{ display: 'contents' }}>
          <dt>{label}</dt>
          <dd>
            {before === '' ? '（空）' : <del>{before}</del>} → <ins>{after === '' ? '（空）' : after}</ins>
          </dd>
        </div>
      ))}
    </dl>
  )

const wordsAbout = ({ problems, warnings, gaps, remark, changes }: RowView): string =>
  [
    ...problems.map(({ address, label, reason }) => `${address} ${label}：${reason}`),
    ...warnings,
    ...(gaps.length === 0 ? [] : [`待补充：${gaps.join('、')}`]),
    ...(remark === undefined || changes.length > 0 ? [] : [`备注：${remark}`]),
  ].join('；')
