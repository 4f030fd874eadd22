import { Alert, Button, Checkbox, Flex, Input, Select, Table, Typography } from 'antd'
import { useState } from 'react'
import type { Field } from '../../domain/field'
import type { Register } from '../../domain/register'
import { type CellProblem, correctionKey, wordKey } from '../../workbook/drafts'
import type { CheckRowsProps } from './check-rows-props'
import { useRowPage } from './use-row-page'

type ProblemListProps = Pick<
  CheckRowsProps,
  'job' | 'register' | 'registers' | 'plan' | 'disabled' | 'typed' | 'onType' | 'onRecheck'
>

interface Entry {
  readonly row: number
  readonly problem: CellProblem
}

const pageSize = 20

/** Every row that is held back, with the cell, the reason and a place to type what is right. */
export const ProblemList = ({
  job,
  register,
  registers,
  plan,
  disabled,
  typed,
  onType,
  onRecheck,
}: ProblemListProps) => {
  const [page, setPage] = useState(1)
  const [sameWords, setSameWords] = useState(true)
  const { problem: count } = plan.counts
  const offset = (page - 1) * pageSize
  // Rows with problems come first in the plan.
  const { rows, fault } = useRowPage(job, plan, offset, Math.min(pageSize, count - offset))
  const entries = rows.flatMap(({ row, problems }) => problems.map((problem): Entry => ({ row, problem })))
  const keyOf = ({ row, problem: { column, raw } }: Entry): string | undefined => {
    if (column === undefined) return undefined
    return sameWords && raw !== '' ? wordKey(column, raw) : correctionKey(row - 1, column)
  }

  return (
    <section aria-label="有问题的行">
      <Flex vertical gap="small">
        <Alert
          type="warning"
          showIcon
          title={`${String(count)} 行有问题，暂不导入；其余的行可以先导入。`}
          description="在“更正为”中填写正确的内容，再按“重新核对”。这里只改导入的内容，不改原文件。"
        />
        {fault === undefined ? null : (
          <Alert
            type="error"
            showIcon
            title="没有取到这些行，请按“上一步”后再核对一次。"
            description={fault}
          />
        )}
        <Table<Entry>
          size="small"
          rowKey={({ row, problem }) => `${String(row)} ${problem.address} ${problem.reason}`}
          dataSource={entries}
          pagination={{
            current: page,
            pageSize,
            total: count,
            onChange: setPage,
            showSizeChanger: false,
            hideOnSinglePage: true,
          }}
          columns={[
            { title: '位置', key: 'place', width: 160, render: (_, { problem }) => problem.address },
            { title: '字段', key: 'field', width: 120, render: (_, { problem }) => problem.label },
            { title: '台账内容', key: 'raw', width: 160, render: (_, { problem }) => problem.raw },
            { title: '问题', key: 'reason', render: (_, { problem }) => problem.reason },
            {
              title: '更正为',
              key: 'correction',
              width: 320,
              render: (_, entry) => {
                const key = keyOf(entry)
                if (key === undefined) return '请返回“对应列”改选，或在台账中改好再导入'
                return (
                  <Correction
                    problem={entry.problem}
                    field={fieldOf(entry.problem, register, registers)}
                    disabled={disabled}
                    value={typed[key]}
                    onType={(text) => onType(key, text)}
                    onEnter={onRecheck}
                  />
                )
              },
            },
          ]}
        />
        <Flex gap="middle" align="center">
          <Button onClick={onRecheck} disabled={disabled || Object.keys(typed).length === 0}>
            重新核对
          </Button>
          <Checkbox checked={sameWords} onChange={(event) => setSameWords(event.target.checked)}>
            同一列中相同的内容一并更正
          </Checkbox>
          <Typography.Text type="secondary">已填写 {Object.keys(typed).length} 处更正</Typography.Text>
        </Flex>
      </Flex>
    </section>
  )
}

/** The field of a problem: of this register, or of the record that the column belongs to. */
const fieldOf = (
  { field, label }: CellProblem,
  register: Register,
  registers: readonly Register[],
): Field | undefined => {
  const own = register.fields[field]
  if (own === undefined || own.label === label || !('to' in own)) return own
  const linked = registers.find(({ name }) => name === own.to)
  return Object.values(linked?.fields ?? {}).find((candidate) => candidate.label === label)
}

interface CorrectionProps {
  readonly problem: CellProblem
  readonly field: Field | undefined
  readonly disabled: boolean
  /** `null`: the cell goes to 备注. */
  readonly value: string | null | undefined
  readonly onType: (text: string | null) => void
  readonly onEnter: () => void
}

const Correction = ({ problem, field, disabled, value, onType, onEnter }: CorrectionProps) => {
  const name = `更正 ${problem.address} ${problem.label}`
  if (value === null) {
    return (
      <Flex gap="small" align="center">
        <Typography.Text>留空，原文记入备注</Typography.Text>
        <Button size="small" disabled={disabled} onClick={() => onType(problem.raw)}>
          改为填写
        </Button>
      </Flex>
    )
  }
  return (
    <Flex gap="small">
      {field?.kind === 'choice' ? (
        <Select
          aria-label={name}
          disabled={disabled}
          value={field.options.find((option) => option.value === value)?.value ?? null}
          placeholder="请选择"
          style={{ flex: 1 }}
          showSearch={{ optionFilterProp: 'label' }}
          onChange={(chosen: string) => onType(chosen)}
          options={field.options.map((option) => ({
            value: option.value,
            label: option.label ?? option.value,
          }))}
        />
      ) : (
        <Input
          aria-label={name}
          disabled={disabled}
          value={value ?? problem.raw}
          onChange={(event) => onType(event.target.value)}
          onPressEnter={(event) => {
            // Enter that ends a pinyin composition is not an answer yet.
            if (!event.nativeEvent.isComposing) onEnter()
          }}
        />
      )}
      <Button disabled={disabled} aria-label={`${problem.address} 记入备注`} onClick={() => onType(null)}>
        记入备注
      </Button>
    </Flex>
  )
}
