import { Alert, Button, Checkbox, Flex, Input, Select, Table, Typography } from 'antd'
import { useState } from 'react'
import type { ChildField, Field } from '../../domain/field'
import type { Register } from '../../domain/register'
import { type CellProblem, correctionKey, wordKey } from '../../workbook/drafts/draft'
import type { CheckRowsProps } from './check-rows-props'
import type { RowState } from './import-types'
import { useRowPage } from './use-row-page'
import { useSaveFile } from './use-save-file'

const pageSize = 20
const held: readonly RowState[] = ['problem']

interface Entry {
  readonly problem: CellProblem
}

/** Every row that is held back, with the cell, the reason and a place to type what is right. */
export const ProblemList = ({ job, flow, files, register, registers, plan, disabled }: CheckRowsProps) => {
  const { save, isBusy } = useSaveFile(files)
  const [page, setPage] = useState(1)
  const [sameWords, setSameWords] = useState(true)
  const { typed } = flow.desk.decided
  const { problem: count } = plan.counts
  const { rows, fault } = useRowPage(job, plan, held, (page - 1) * pageSize, pageSize)
  // What 选项对应 asks once for all rows is not asked here again.
  const asked = new Set(plan.words.map(({ column, word, label }) => `${label} ${wordKey(column, word)}`))
  const isAsked = ({ column, raw, label }: CellProblem): boolean =>
    column !== undefined && asked.has(`${label} ${wordKey(column, raw)}`)
  const entries = rows.flatMap(({ problems }) =>
    problems
      .filter((problem) => problem.soft !== true && !isAsked(problem))
      .map((problem): Entry => ({ problem })),
  )
  const keyOf = ({ problem: { row, column, raw } }: Entry): string | undefined => {
    if (column === undefined) return undefined
    return sameWords && raw !== '' ? wordKey(column, raw) : correctionKey(row, column)
  }
  const type = (key: string, text: string | null): void => flow.decide({ typed: { ...typed, [key]: text } })

  return (
    <section aria-label="有问题的行">
      <Flex vertical gap="small">
        <Alert
          type="warning"
          showIcon
          title={`${String(count)} 行有问题，暂不导入；其余的行可以先导入。`}
          description={`${plan.toMend > 0 ? '在“更正为”中填写正确的内容，再按“重新核对”。' : ''}${plan.words.some(({ holds }) => holds) ? '不在可选项中的写法，在下面的“选项对应”里选一次。' : ''}这里只改导入的内容，不改原文件。也可以导出退回单：同一份表，有问题的单元格涂色并加批注，请填表人改好后再导入。`}
        />
        {fault === undefined ? null : (
          <Alert
            type="error"
            showIcon
            title="没有取到这些行，请按“上一步”后再核对一次。"
            description={fault}
          />
        )}
        {plan.toMend === 0 ? null : (
          <Table<Entry>
            size="small"
            rowKey={({ problem }) => `${String(problem.row)} ${problem.address} ${problem.reason}`}
            dataSource={entries}
            pagination={{
              current: page,
              pageSize,
              total: plan.toMend,
              onChange: setPage,
              showSizeChanger: false,
              hideOnSinglePage: true,
            }}
            columns={[
              { title: '位置', key: 'place', width: 150, render: (_, { problem }) => problem.address },
              { title: '字段', key: 'field', width: 120, render: (_, { problem }) => problem.label },
              {
                title: '台账内容',
                key: 'raw',
                width: 150,
                ellipsis: true,
                render: (_, { problem }) => problem.raw,
              },
              { title: '问题', key: 'reason', render: (_, { problem }) => problem.reason },
              {
                title: '更正为',
                key: 'correction',
                width: 380,
                render: (_, entry) => {
                  const key = keyOf(entry)
                  if (key === undefined) return '请返回“对应列”改选，或在台账中改好再导入'
                  return (
                    <Correction
                      problem={entry.problem}
                      field={fieldOf(entry.problem, register, registers)}
                      disabled={disabled}
                      value={typed[key]}
                      onType={(text) => type(key, text)}
                      onEnter={flow.check}
                    />
                  )
                },
              },
            ]}
          />
        )}
        <Flex gap="middle" align="center">
          <Button onClick={flow.check} disabled={disabled || Object.keys(typed).length === 0}>
            重新核对
          </Button>
          <Button onClick={() => save('workbook', () => job.returned())} loading={isBusy} disabled={disabled}>
            导出退回单
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

/** The field of a problem: of this register, of a child row, or of the record that the column belongs to. */
const fieldOf = (
  { field, label }: CellProblem,
  register: Register,
  registers: readonly Register[],
): Field | ChildField | undefined => {
  const own = register.fields[field]
  if (own === undefined || own.label === label) return own
  if (own.kind === 'rows') return Object.values(own.fields).find((child) => child.label === label)
  if (!('to' in own)) return own
  const linked = registers.find(({ name }) => name === own.to)
  return Object.values(linked?.fields ?? {}).find((candidate) => candidate.label === label)
}

interface CorrectionProps {
  readonly problem: CellProblem
  readonly field: Field | ChildField | undefined
  readonly disabled: boolean
  /** `null`: the cell goes to 备注. */
  readonly value: string | null | undefined
  readonly onType: (text: string | null) => void
  readonly onEnter: () => void
}

const Correction = (props: CorrectionProps) => {
  const { problem, disabled, value, onType } = props
  const { suggestion } = problem
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
      <CorrectionInput {...props} name={`更正 ${problem.address} ${problem.label}`} />
      {suggestion === undefined || value === suggestion ? null : (
        <Button
          disabled={disabled}
          aria-label={`${problem.address} 采用 ${suggestion}`}
          onClick={() => onType(suggestion)}
        >
          采用“{suggestion}”
        </Button>
      )}
      <Button disabled={disabled} aria-label={`${problem.address} 记入备注`} onClick={() => onType(null)}>
        记入备注
      </Button>
    </Flex>
  )
}

const CorrectionInput = ({
  problem,
  field,
  disabled,
  value,
  name,
  onType,
  onEnter,
}: CorrectionProps & { readonly name: string }) =>
  field?.kind === 'choice' ? (
    <Select
      aria-label={name}
      disabled={disabled}
      value={field.options.find((option) => option.value === value)?.value ?? null}
      placeholder="请选择"
      style={{ flex: 1 }}
      showSearch={{ optionFilterProp: 'label' }}
      onChange={(chosen: string) => onType(chosen)}
      options={field.options.map((option) => ({ value: option.value, label: option.label ?? option.value }))}
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
  )
