import { Button, Space } from 'antd'
import { type Field, rowsOf, type Values } from '../../../domain/field'
import { nextSteps, stateOf, type Transition } from '../../../domain/lifecycle'
import type { LedgerRecord } from '../../../domain/record'
import type { FollowUp, Origin, Register } from '../../../domain/register'
import { MenuButton } from '../../../ui/menu-button'
import type { RowPlace } from '../take-steps'
import { type StepsProps, useSteps } from '../use-steps'

interface RecordStepsProps extends StepsProps {
  readonly record: LedgerRecord
  /** The row that takes the steps, where it is not the record. */
  readonly row?: RowPlace
}

const mostButtons = 3

/** The steps that may come next, as buttons; those beyond the first few in a list behind 更多步骤. */
export const RecordSteps = (props: RecordStepsProps) => {
  const { register, record, row } = props
  const { begin, dialog } = useSteps(props)
  const stepper = stepperOf(register, record, row)
  if (stepper === undefined || record.deletedAt !== null) return null
  const { lifecycle, values, fields } = stepper
  const steps = nextSteps(lifecycle, stateOf(lifecycle, values))
  if (steps.length === 0) return null
  const take = (transition: Transition): void => void begin(transition, { record, row, values, fields })

  const shown = steps.length > mostButtons ? steps.slice(0, mostButtons - 1) : steps
  const others = steps.slice(shown.length)
  const size = row === undefined ? ('middle' as const) : ('small' as const)
  return (
    <Space wrap size={row === undefined ? 'small' : 4}>
      {shown.map((transition) => (
        <Button key={transition.action} size={size} onClick={() => take(transition)}>
          {transition.action}
        </Button>
      ))}
      {others.length > 0 && (
        <MenuButton
          label="更多步骤"
          size={size}
          groups={[
            {
              entries: others.map((transition) => ({
                label: transition.action,
                run: () => take(transition),
              })),
            },
          ]}
        />
      )}
      {dialog}
    </Space>
  )
}

/** What takes the steps: the record, or one of its rows. */
const stepperOf = (register: Register, record: LedgerRecord, row: RowPlace | undefined) => {
  if (row === undefined) {
    const { lifecycle, fields } = register
    return lifecycle === undefined ? undefined : { lifecycle, fields, values: record.values }
  }
  const lifecycle = register.rowLifecycles?.[row.field]?.lifecycle
  const values = rowsOf(record.values, row.field)[row.index]
  const field: Field | undefined = register.fields[row.field]
  return lifecycle === undefined || values === undefined || field?.kind !== 'rows'
    ? undefined
    : { lifecycle, values, fields: field.fields }
}

/** Buttons for what usually comes after a record, or after one of its rows. */
export const FollowUps = ({
  register,
  record,
  row,
  onNew,
}: Pick<RecordStepsProps, 'register' | 'record' | 'row'> & {
  readonly onNew: (register: string, initial: Values, origin?: Origin) => void
}) =>
  record.deletedAt !== null
    ? null
    : (register.followUps ?? [])
        .filter(({ rows, made }) => rows === row?.field && !isMade(record, row, made))
        .map(({ label, register: to, rows, values }) => (
          <Button
            key={label}
            size={row === undefined ? 'middle' : 'small'}
            onClick={() => {
              const at = row?.index ?? 0
              const origin =
                rows === undefined ? undefined : { register: register.name, id: record.id, rows, row: at }
              onNew(to, values(record, at), origin)
            }}
          >
            {label}
          </Button>
        ))

const isMade = (record: LedgerRecord, row: RowPlace | undefined, made: FollowUp['made']): boolean => {
  const values = row === undefined ? undefined : rowsOf(record.values, row.field)[row.index]
  return values !== undefined && made !== undefined && made(values, '') === undefined
}
