import { type ReactNode, useState } from 'react'
import type { Field, Values } from '../../domain/field'
import type { Issue } from '../../domain/issue'
import { askedFields, type Transition } from '../../domain/lifecycle'
import type { LedgerRecord } from '../../domain/record'
import type { Register } from '../../domain/register'
import type { Settings, Store } from '../../storage/store'
import { useNotices } from '../../ui/notices'
import { useSaved } from '../../ui/saved'
import { useUndo } from '../../ui/undo'
import { StepDialog } from './step-dialog'
import { type RowPlace, type Stepping, surroundingsOf, takeSteps } from './take-steps'

export interface StepsProps {
  readonly register: Register
  readonly registers: readonly Register[]
  readonly store: Store
  readonly settings: Settings
  readonly today: string
  /** The clock of this computer, as an ISO instant. */
  readonly now: () => string
  /** Opens the form at a field. */
  readonly onEdit: (id: string, field?: string) => void
  readonly onNew: (register: string, initial: Values) => void
}

/** Who takes a step: a record, or a row of it. */
interface Stepper {
  readonly record: LedgerRecord
  readonly row?: RowPlace | undefined
  readonly values: Values
  readonly fields: Readonly<Record<string, Field>>
}

interface Begun {
  readonly transition: Transition
  readonly stepper: Stepper
  readonly stepping: Stepping
  readonly refused: readonly Issue[]
}

/** Takes steps of a life cycle: at once where nothing is asked, else through the dialog, which also says why not. */
export const useSteps = (
  props: StepsProps,
): {
  readonly begin: (transition: Transition, stepper: Stepper) => Promise<void>
  readonly dialog: ReactNode
} => {
  const { register, registers, store, settings, today, now } = props
  const notices = useNotices()
  const saved = useSaved()
  const undo = useUndo()
  const [begun, setBegun] = useState<Begun | undefined>(undefined)
  const take = async (
    { transition, stepper, stepping }: Omit<Begun, 'refused'>,
    given: { readonly values: Values; readonly reason?: string },
  ): Promise<readonly Issue[]> => {
    const done = await takeSteps(
      store,
      register,
      [stepping],
      { ...given, action: transition.action },
      stepper.row,
    )
    if (done.ok) {
      setBegun(undefined)
      saved.tell(done, `已${transition.action}`, [{ label: '撤销', run: () => void undo(done.batch) }])
    } else if (done.issues.length === 0) notices.failed(`没有${transition.action}。`, done.message)
    return done.ok ? [] : done.issues
  }
  const begin = async (transition: Transition, stepper: Stepper): Promise<void> => {
    const [stepping] = await surroundingsOf(store, register, [stepper.record], transition, {
      settings,
      today,
      now: now(),
    })
    if (stepping === undefined) return
    const asks = askedFields(transition).length > 0 || transition.reason !== undefined
    const refused = asks ? [] : await take({ transition, stepper, stepping }, { values: {} })
    if (asks || refused.length > 0) setBegun({ transition, stepper, stepping, refused })
  }
  const dialog =
    begun === undefined ? undefined : (
      <StepDialog
        {...{ registers, store, settings, today }}
        fields={begun.stepper.fields}
        district={begun.stepper.record.districtCode}
        transition={begun.transition}
        subjects={[{ values: begun.stepper.values, context: begun.stepping.context }]}
        count=""
        refused={local(begun.refused, begun.stepper.row)}
        jumpTo={(issue) => jumpOf(issue, props, begun.stepper.record, () => setBegun(undefined))}
        onDone={async (given) => local(await take(begun, given), begun.stepper.row)}
        onClose={() => setBegun(undefined)}
      />
    )
  return { begin, dialog }
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
  { register, registers, onEdit, onNew }: StepsProps,
  record: LedgerRecord,
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
