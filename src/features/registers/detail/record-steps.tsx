import { Button, Dropdown, Space } from 'antd'
import { useState } from 'react'
import type { Field, Values } from '../../../domain/field'
import { rowsOf } from '../../../domain/field'
import type { Issue } from '../../../domain/issue'
import { askedFields, nextSteps, stateOf, type Transition } from '../../../domain/lifecycle'
import type { LedgerRecord } from '../../../domain/record'
import type { Register } from '../../../domain/register'
import type { Settings, Store } from '../../../storage/store'
import { useNotices } from '../../../ui/notices'
import { useSaved } from '../../../ui/saved'
import { useUndo } from '../../../ui/undo'
import { StepDialog } from '../step-dialog'
import { type RowPlace, type Stepping, surroundingsOf, takeSteps } from '../take-steps'

export interface RecordStepsProps {
  readonly register: Register
  readonly registers: readonly Register[]
  readonly store: Store
  readonly settings: Settings
  readonly today: string
  /** The clock of this computer, as an ISO instant. */
  readonly now: () => string
  readonly record: LedgerRecord
  /** The row that takes the steps, where it is not the record. */
  readonly row?: RowPlace
  /** Opens the form at a field. */
  readonly onEdit: (id: string, field?: string) => void
  readonly onNew: (register: string, initial: Values) => void
}

interface Begun {
  readonly transition: Transition
  readonly stepping: Stepping
  readonly refused: readonly Issue[]
}

const mostButtons = 3

/** The steps that may come next, as buttons; those beyond the first few in a list behind 更多步骤. */
export const RecordSteps = (props: RecordStepsProps) => {
  const { register, registers, store, settings, today, now, record, row } = props
  const notices = useNotices()
  const saved = useSaved()
  const undo = useUndo()
  const [begun, setBegun] = useState<Begun | undefined>(undefined)
  const stepper = stepperOf(register, record, row)
  if (stepper === undefined || record.deletedAt !== null) return null
  const { lifecycle, values, fields } = stepper
  const steps = nextSteps(lifecycle, stateOf(lifecycle, values))
  if (steps.length === 0) return null

  const take = async (
    { transition, stepping }: Omit<Begun, 'refused'>,
    given: { readonly values: Values; readonly reason?: string },
  ): Promise<readonly Issue[]> => {
    const done = await takeSteps(store, register, [stepping], { ...given, action: transition.action }, row)
    if (done.ok) {
      setBegun(undefined)
      saved.tell(done, `已${transition.action}`, [{ label: '撤销', run: () => void undo(done.batch) }])
    } else if (done.issues.length === 0) notices.failed(`没有${transition.action}。`, done.message)
    return done.ok ? [] : done.issues
  }
  const begin = async (transition: Transition): Promise<void> => {
    const [stepping] = await surroundingsOf(store, register, [record], transition, {
      settings,
      today,
      now: now(),
    })
    if (stepping === undefined) return
    const asks = askedFields(transition).length > 0 || transition.reason !== undefined
    const refused = asks ? [] : await take({ transition, stepping }, { values: {} })
    if (asks || refused.length > 0) setBegun({ transition, stepping, refused })
  }

  const shown = steps.length > mostButtons ? steps.slice(0, mostButtons - 1) : steps
  const others = steps.slice(shown.length)
  const size = row === undefined ? ('middle' as const) : ('small' as const)
  return (
    <Space wrap size={row === undefined ? 'small' : 4}>
      {shown.map((transition) => (
        <Button key={transition.action} size={size} onClick={() => void begin(transition)}>
          {transition.action}
        </Button>
      ))}
      {others.length > 0 && (
        <Dropdown
          trigger={['click']}
          menu={{
            items: others.map(({ action }) => ({ key: action, label: action })),
            onClick: ({ key }) => {
              const chosen = others.find(({ action }) => action === key)
              if (chosen !== undefined) void begin(chosen)
            },
          }}
        >
          <Button size={size}>更多步骤</Button>
        </Dropdown>
      )}
      {begun !== undefined && (
        <StepDialog
          {...{ fields, registers, store, settings, today }}
          district={record.districtCode}
          transition={begun.transition}
          subjects={[{ values, context: begun.stepping.context }]}
          count=""
          refused={local(begun.refused, row)}
          jumpTo={(issue) => jumpOf(issue, props, () => setBegun(undefined))}
          onDone={async (given) => local(await take(begun, given), row)}
          onClose={() => setBegun(undefined)}
        />
      )}
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

/** The fields of a row as the dialog knows them. */
const local = (issues: readonly Issue[], row: RowPlace | undefined): readonly Issue[] => {
  if (row === undefined) return issues
  const prefix = `${row.field}.${String(row.index)}.`
  return issues.map((issue) =>
    issue.path.startsWith(prefix) ? { ...issue, path: issue.path.slice(prefix.length) } : issue,
  )
}

/** `@serviceRecords.needs` is about records that should link here; any other path is a field of the form. */
const jumpOf = (
  { path }: Issue,
  { register, registers, record, onEdit, onNew }: RecordStepsProps,
  onLeave: () => void,
): { readonly label: string; readonly run: () => void } | undefined => {
  const leaving = (label: string, go: () => void) => ({
    label,
    run: () => {
      onLeave()
      go()
    },
  })
  if (!path.startsWith('@')) {
    const field = path.split('.')[0] ?? ''
    return register.fields[field] === undefined
      ? undefined
      : leaving('去填写', () => onEdit(record.id, field))
  }
  const [to, field = ''] = path.slice(1).split('.')
  const target = registers.find(({ name }) => name === to)
  const kind = target?.fields[field]?.kind
  if (target === undefined || (kind !== 'link' && kind !== 'links')) return undefined
  const usual = register.followUps?.find(({ register: name, rows }) => name === to && rows === undefined)
  const initial = usual?.values(record, 0) ?? { [field]: kind === 'links' ? [record.id] : record.id }
  return leaving(`新建${target.title}`, () => onNew(target.name, initial))
}

/** Buttons for what usually comes after a record, or after one of its rows. */
export const FollowUps = ({
  register,
  record,
  row,
  onNew,
}: Pick<RecordStepsProps, 'register' | 'record' | 'row' | 'onNew'>) =>
  record.deletedAt !== null
    ? null
    : (register.followUps ?? [])
        .filter(({ rows }) => rows === row?.field)
        .map(({ label, register: to, values }) => (
          <Button
            key={label}
            size={row === undefined ? 'middle' : 'small'}
            onClick={() => onNew(to, values(record, row?.index ?? 0))}
          >
            {label}
          </Button>
        ))
