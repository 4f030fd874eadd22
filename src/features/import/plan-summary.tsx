import { Alert, Flex, Table, Typography } from 'antd'
import type { CheckRowsProps } from './check-rows-props'
import type { RehearsalView } from './import-types'

const mostTold = 5

/** What the import is about to do, in a few lines: what comes, what changes, what stays, and the totals before and after. */
export const PlanSummary = ({ register, registers, plan }: CheckRowsProps) => {
  const { counts } = plan
  const created = plan.createdTotals.map(({ register: name, count }) => {
    const to = registers.find((candidate) => candidate.name === name)
    return `${String(count)} ${to?.unit ?? '条'}${to?.title ?? name}`
  })
  const added = [
    ...(counts.new > 0 ? [`${String(counts.new)} ${register.unit}${register.title}`] : []),
    ...created,
  ].join('、')
  const changed = plan.changed.map(({ label, count }) => `${label} ${String(count)}`).join('、')
  const left = [
    ...(counts.same > 0 ? [`${String(counts.same)} ${register.unit}与已有的相同，不动`] : []),
    ...(counts.left > 0 ? [`${String(counts.left)} ${register.unit}已存在，按选择不动`] : []),
    ...(plan.skipped > 0 ? [`跳过小计、合计、签字等 ${String(plan.skipped)} 行`] : []),
    ...(plan.missing > 0 ? [`导出后从表里删去的 ${String(plan.missing)} ${register.unit}仍保留`] : []),
  ]
  const remembered = plan.told.filter(({ isRemembered }) => isRemembered)
  const gaps = plan.gaps.map(({ label, count }) => `${label} ${String(count)}`).join('、')
  return (
    <Flex vertical gap="small">
      <Flex vertical gap={4} role="status">
        <Typography.Text strong>
          {added === '' ? '' : `将新增 ${added}。`}
          {counts.changed === 0 ? '' : `将变更 ${String(counts.changed)} ${register.unit}（${changed}）。`}
          {added === '' && counts.changed === 0 ? '没有要新增或变更的记录。' : ''}
        </Typography.Text>
        {left.length === 0 ? null : <Typography.Text>{left.join('；')}。</Typography.Text>}
        {remembered.length === 0 ? null : (
          <Typography.Text>
            {`按以前导入时的选择认出：${remembered
              .slice(0, mostTold)
              .map(({ name, label, code }) => `“${name}”是${label}（${code}）`)
              .join(
                '、',
              )}${remembered.length > mostTold ? `等 ${String(remembered.length)} 个` : ''}。不对时，请到“重复核对—名称对照”取消后重新核对。`}
          </Typography.Text>
        )}
        {plan.unread.cells === 0 ? null : (
          <Typography.Text>
            {plan.unread.cells} 处读不出，已记入备注，见“读不出的内容”，可以在那里更正。
          </Typography.Text>
        )}
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
      <Sums plan={plan} />
      <Rehearsal rows={plan.rehearsal} />
    </Flex>
  )
}

/** The ledger's own totals against its rows: what does not add up was written wrongly, or read wrongly. */
const Sums = ({ plan: { sums } }: Pick<CheckRowsProps, 'plan'>) => {
  if (sums.checked === 0) return null
  if (sums.faults.length === 0)
    return <Typography.Text type="secondary">台账的 {sums.checked} 行小计、合计与各行相符。</Typography.Text>
  return (
    <Alert
      type="warning"
      showIcon
      title="台账的小计或合计与各行不符，请核对是台账算错，还是有的行认错了："
      description={sums.faults
        .slice(0, 5)
        .map(
          ({ address, label, written, counted }) => `${address} ${label}写的是 ${written}，各行是 ${counted}`,
        )
        .join('；')}
    />
  )
}

const Rehearsal = ({ rows }: { readonly rows: readonly RehearsalView[] }) => {
  const shown = rows.flatMap(({ title, unit, before, after, sums }) => [
    { key: title, name: `${title}（${unit}）`, before: String(before), after: String(after) },
    ...sums
      .filter((sum) => sum.before !== sum.after)
      .map((sum) => ({
        key: `${title} ${sum.label}`,
        name: `${title} · ${sum.label}合计`,
        before: sum.before,
        after: sum.after,
      })),
  ])
  return (
    <details>
      <summary>导入前后对照</summary>
      <Table
        aria-label="导入前后对照"
        size="small"
        pagination={false}
        dataSource={shown}
        style={{ maxWidth: 620, marginTop: 8 }}
        columns={[
          { title: '', dataIndex: 'name' },
          { title: '导入前', dataIndex: 'before', align: 'right' },
          { title: '导入后', dataIndex: 'after', align: 'right' },
        ]}
      />
    </details>
  )
}
