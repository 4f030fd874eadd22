import { Alert, Button, Flex, Pagination } from 'antd'
import { useState } from 'react'
import type { CheckRowsProps } from './check-rows-props'
import '../../ui/data-table.css'
import './import.css'
import type { RowDecision, RowState, RowView } from './import-types'
import { useRowPage } from './use-row-page'

const stateTags: Readonly<Record<RowState, { readonly text: string; readonly tone: string }>> = {
  new: { text: '新增', tone: 'good' },
  changed: { text: '变更', tone: 'active' },
  same: { text: '相同，不动', tone: '' },
  maybe: { text: '可能重复', tone: 'attention' },
  clash: { text: '两边都改过', tone: 'attention' },
  left: { text: '不动', tone: '' },
  problem: { text: '有问题，暂不导入', tone: 'attention' },
}

const pageSize = 50

/** Pixels. */
const widths = { place: 120, state: 150, changes: 360, cell: 180, words: 520 }

interface RowTableProps extends CheckRowsProps {
  readonly states: readonly RowState[]
}

/**
 * The rows of the ledger as the records that they become; for known records, what changes in them. A plain table: one page
 * has a thousand cells, and each would cost the table of the other lists ten times as much.
 */
export const RowTable = (props: RowTableProps) => {
  const { job, plan, register, states } = props
  const [page, setPage] = useState(1)
  const { total, rows, fault } = useRowPage(job, plan, states, (page - 1) * pageSize, pageSize)
  if (fault !== undefined) {
    return (
      <Alert type="error" showIcon title="没有取到这些行，请按“上一步”后再核对一次。" description={fault} />
    )
  }
  const hasChanges = rows.some((row) => row.changes.length > 0)
  const columns = [
    widths.place,
    widths.state,
    ...(hasChanges ? [widths.changes] : []),
    ...plan.headings.map(() => widths.cell),
    widths.words,
  ]
  const width = columns.reduce((sum, own) => sum + own, 0)
  return (
    <Flex vertical gap="middle">
      <div role="region" aria-label={`${register.title}预览的各行`} tabIndex={0} className="plan-frame">
        <table aria-label={`${register.title}预览`} className="plan-rows" style={{ width }}>
          <colgroup>
            {columns.map((own, index) => (
              <col key={index} style={{ width: own }} />
            ))}
          </colgroup>
          <thead>
            <tr>
              <th scope="col">位置</th>
              <th scope="col">处理</th>
              {hasChanges ? <th scope="col">变更（旧 → 新）</th> : null}
              {plan.headings.map((title, index) => (
                <th key={index} scope="col">
                  {title}
                </th>
              ))}
              <th scope="col">说明</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <PlanRow key={row.key} {...props} row={row} hasChanges={hasChanges} />
            ))}
          </tbody>
        </table>
      </div>
      <Pagination
        align="end"
        size="small"
        current={page}
        pageSize={pageSize}
        total={total}
        onChange={setPage}
        showSizeChanger={false}
        hideOnSinglePage
        showTotal={(count) => `共 ${String(count)} 行`}
      />
    </Flex>
  )
}

interface PlanRowProps extends RowTableProps {
  readonly row: RowView
  readonly hasChanges: boolean
}

const PlanRow = (props: PlanRowProps) => {
  const { row, hasChanges, plan } = props
  return (
    <tr>
      <td>{row.place}</td>
      <td>
        <StateCell {...props} />
      </td>
      {hasChanges ? (
        <td>
          <Changes row={row} />
        </td>
      ) : null}
      {plan.headings.map((_, index) => (
        <td key={index} className="cell" title={row.cells[index]}>
          {row.unread.includes(index) ? <span className="tag attention">读不出</span> : null}
          {row.cells[index]}
        </td>
      ))}
      <td>{wordsAbout(row)}</td>
    </tr>
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
      <span className={`tag ${stateTags[row.state].tone}`}>{stateTags[row.state].text}</span>
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
