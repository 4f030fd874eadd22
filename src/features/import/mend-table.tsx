import { Button, Flex, Input, Select, Table, Typography } from 'antd'
import type { ChildField, Field } from '../../domain/field'
import type { Register } from '../../domain/register'
import { type CellProblem, correctionKey, wordKey } from '../../workbook/drafts/draft'
import type { CheckRowsProps } from './check-rows-props'

interface MendTableProps extends CheckRowsProps {
  readonly name: string
  readonly problems: readonly CellProblem[]
  /** A correction holds for all cells of its column that say the same. */
  readonly sameWords: boolean
  readonly page: number
  readonly pageSize: number
  /** Rows that have such a cell. */
  readonly total: number
  readonly onPage: (page: number) => void
}

/** Cells that could not be read, each with its reason and a place to type what is right. */
export const MendTable = (props: MendTableProps) => {
  const { flow, register, registers, disabled, name, problems, sameWords, page, pageSize, total, onPage } =
    props
  const { typed } = flow.desk.decided
  const keyOf = ({ row, column, raw }: CellProblem): string | undefined => {
    if (column === undefined) return undefined
    return sameWords && raw !== '' ? wordKey(column, raw) : correctionKey(row, column)
  }
  return (
    <Table<CellProblem>
      aria-label={name}
      size="small"
      rowKey={({ row, address, label, reason }) => `${String(row)} ${address} ${label} ${reason}`}
      dataSource={[...problems]}
      pagination={{
        current: page,
        pageSize,
        total,
        onChange: onPage,
        showSizeChanger: false,
        hideOnSinglePage: true,
      }}
      columns={[
        { title: '位置', key: 'place', width: 150, render: (_, { address }) => address },
        { title: '字段', key: 'field', width: 120, render: (_, { label }) => label },
        { title: '台账内容', key: 'raw', width: 150, ellipsis: true, render: (_, { raw }) => raw },
        { title: '问题', key: 'reason', render: (_, { reason }) => reason },
        {
          title: '更正为',
          key: 'correction',
          width: 380,
          render: (_, problem) => {
            const key = keyOf(problem)
            if (key === undefined) return '请返回“对应列”改选，或在台账中改好再导入'
            return (
              <Correction
                problem={problem}
                field={fieldOf(problem, register, registers)}
                disabled={disabled}
                value={typed[key]}
                onType={(text) => flow.decide({ typed: { ...typed, [key]: text } })}
                onEnter={flow.check}
              />
            )
          },
        },
      ]}
    />
  )
}

/** What 选项对应 asks once for all rows is not asked for a cell again. */
export const askedElsewhere = ({
  plan,
}: Pick<CheckRowsProps, 'plan'>): ((problem: CellProblem) => boolean) => {
  const asked = new Set(plan.words.map(({ column, word, label }) => `${label} ${wordKey(column, word)}`))
  return ({ column, raw, label }) => column !== undefined && asked.has(`${label} ${wordKey(column, raw)}`)
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
      {problem.soft === true ? null : (
        <Button disabled={disabled} aria-label={`${problem.address} 记入备注`} onClick={() => onType(null)}>
          记入备注
        </Button>
      )}
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
