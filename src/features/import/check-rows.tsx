import { Alert, Button, Flex, Radio, Tabs, Typography } from 'antd'
import type { CheckRowsProps } from './check-rows-props'
import { footer } from './footer'
import { NewRecords } from './new-records'
import { PlanSummary } from './plan-summary'
import { HeldList, UnreadList } from './problem-list'
import { RowTable } from './row-table'
import type { RowState } from './import-types'
import type { ImportMode } from './plan/draft-values'
import type { UnreadCells } from '../../workbook/drafts/draft'
import { WordList } from './word-list'

/** The third step: what will be made and changed, what is already there, what has to be mended first. */
export const CheckRows = (props: CheckRowsProps) => {
  const { flow, register, plan, disabled } = props
  const { counts } = plan
  const going = counts.new + counts.changed
  return (
    <Flex vertical gap="middle">
      <PlanSummary {...props} />
      <Choices {...props} />
      {counts.problem === 0 ? null : <HeldList {...props} />}
      {plan.unread.cells === 0 ? null : <UnreadList {...props} />}
      {plan.words.length === 0 ? null : <WordList {...props} />}
      <Waiting {...props} />
      <PlanTabs {...props} />
      <Flex gap="small" style={footer} align="center">
        <Button onClick={() => flow.goTo('columns')} disabled={disabled}>
          上一步
        </Button>
        <Button type="primary" autoFocus onClick={flow.commit} disabled={disabled || going === 0}>
          导入 {going} {register.unit}
        </Button>
      </Flex>
    </Flex>
  )
}

const modes: readonly { readonly value: ImportMode; readonly label: string }[] = [
  { value: 'update', label: '更新（台账写了的，按台账改）' },
  { value: 'fill', label: '只补空白' },
  { value: 'skip', label: '跳过' },
  { value: 'append', label: '追加为新记录' },
]

const stateWords: Readonly<Record<string, string>> = {
  已审核: '已审核（台账已盖章报送过）',
  待审核: '待审核（导入后逐条审核）',
}

const unreadWays: { readonly value: UnreadCells; readonly label: string }[] = [
  { value: 'remark', label: '原文记入备注，行照常导入' },
  { value: 'hold', label: '暂不导入这些行，等更正' },
]

/** How records are met that are there already, and in which state new ones begin. */
const Choices = ({ flow, plan, register, signed, disabled }: CheckRowsProps) => {
  const { counts } = plan
  const { mode, unread } = flow.desk.decided
  const isKnown = counts.changed + counts.same + counts.left + counts.clash > 0 || mode !== 'update'
  const states = register.lifecycle?.states.filter(({ terminal }) => terminal !== true) ?? []
  const isAudited = states.some(({ name }) => name === '已审核')
  return (
    <Flex vertical gap={8}>
      {!isKnown ? null : (
        <Flex gap="small" align="baseline" wrap>
          <Typography.Text>已有的记录：</Typography.Text>
          <Radio.Group
            aria-label="已有的记录"
            disabled={disabled}
            value={mode}
            onChange={({ target }) =>
              flow.decideAndCheck({
                mode: modes.find(({ value }) => value === target.value)?.value ?? 'update',
              })
            }
            options={modes.map(({ value, label }) => ({ value, label }))}
          />
        </Flex>
      )}
      {states.length === 0 || counts.new + counts.problem + counts.maybe === 0 ? null : (
        <Flex gap="small" align="baseline" wrap>
          <Typography.Text>新增的记录：</Typography.Text>
          <Radio.Group
            aria-label="导入为"
            disabled={disabled}
            value={flow.state}
            onChange={({ target }) => flow.decide({ state: String(target.value) })}
            options={states.map(({ name }) => ({ value: name, label: stateWords[name] ?? name }))}
          />
        </Flex>
      )}
      {plan.unread.cells === 0 && unread === 'remark' ? null : (
        <Flex gap="small" align="baseline" wrap>
          <Typography.Text>读不出的选填内容：</Typography.Text>
          <Radio.Group
            aria-label="读不出的选填内容"
            disabled={disabled}
            value={unread}
            onChange={({ target }) =>
              flow.decideAndCheck({ unread: target.value === 'hold' ? 'hold' : 'remark' })
            }
            options={unreadWays}
          />
        </Flex>
      )}
      {!isAudited ? null : (
        <Typography.Text type="secondary">
          只有“已审核”的记录计入报表。
          {signed ? '台账有签字行，按已报送处理；' : '台账没有签字行；'}
          佐证材料和审核人导入后再补。
        </Typography.Text>
      )}
    </Flex>
  )
}

interface Answer {
  readonly label: string
  readonly decision: Parameters<CheckRowsProps['flow']['decideAndCheck']>[0]
}

/** Rows that wait for one answer: whether they are records that are there, or which side is right. */
const Waiting = ({ flow, plan, register, disabled }: CheckRowsProps) => {
  const { maybe, clash } = plan.counts
  const questions: readonly { count: number; title: string; tab: string; answers: readonly Answer[] }[] = [
    {
      count: maybe,
      title: `${String(maybe)} ${register.unit}可能已经登记过（名称相近），暂不导入。`,
      tab: '可能重复',
      answers: [
        { label: '都作为新记录', decision: { allMaybe: 'new' } },
        { label: '都算同一条', decision: { allMaybe: 'same' } },
      ],
    },
    {
      count: clash,
      title: `${String(clash)} ${register.unit}在导出以后，表里和程序里都改过，暂不导入。`,
      tab: '两边都改过',
      answers: [
        { label: '都用表里的', decision: { allClash: 'file' } },
        { label: '都留程序里的', decision: { allClash: 'store' } },
      ],
    },
  ]
  return questions
    .filter(({ count }) => count > 0)
    .map(({ title, tab, answers }) => (
      <Alert
        key={tab}
        type="warning"
        showIcon
        title={title}
        description={`在“${tab}”中逐条选择，或一并处理：`}
        action={
          <Flex gap="small" wrap>
            {answers.map(({ label, decision }) => (
              <Button
                key={label}
                size="small"
                disabled={disabled}
                onClick={() => flow.decideAndCheck(decision)}
              >
                {label}
              </Button>
            ))}
          </Flex>
        }
      />
    ))
}

const tabs: readonly { readonly states: readonly RowState[]; readonly label: string }[] = [
  { states: [], label: '全部' },
  { states: ['maybe'], label: '可能重复' },
  { states: ['clash'], label: '两边都改过' },
  { states: ['changed'], label: '变更' },
  { states: ['new'], label: '新增' },
  { states: ['left', 'same'], label: '不动' },
]

const PlanTabs = (props: CheckRowsProps) => {
  const { plan, register, registers } = props
  const countOf = (states: readonly RowState[]): number =>
    Object.entries(plan.counts).reduce(
      (sum, [state, count]) =>
        states.length === 0 || states.some((wanted) => wanted === state) ? sum + count : sum,
      0,
    )
  const shown = tabs.filter(({ states }) => states.length === 0 || countOf(states) > 0)
  return (
    <Tabs
      items={[
        ...shown.map(({ states, label }) => ({
          key: label,
          label: `${states.length === 0 ? register.title : label}（${String(countOf(states))}）`,
          children: <RowTable {...props} states={states} />,
        })),
        ...plan.createdTotals.map(({ register: name, count }) => ({
          key: name,
          label: `新增的${registers.find((other) => other.name === name)?.title ?? name}（${String(count)}）`,
          children: <NewRecords {...props} made={name} />,
        })),
      ]}
    />
  )
}
