import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import type { Field, FieldValue, Values } from '../../domain/field'
import type { Issue } from '../../domain/issue'
import {
  askedFields,
  isAskedFor,
  type StepContext,
  type Transition,
  unanswered,
} from '../../domain/lifecycle'
import type { Register } from '../../domain/register'
import { openingValues } from '../../domain/step'
import type { Settings, Store } from '../../storage/store'
import { leaveOnTab } from '../../ui/leave-on-tab'
import type { Unreadable } from './form/edit-text'
import { FieldControl } from './form/field-control'

/** One of those that take the step: a record, or a row of one. */
export interface StepSubject {
  readonly values: Values
  readonly context: StepContext
}

interface StepDialogProps {
  readonly fields: Readonly<Record<string, Field>>
  readonly registers: readonly Register[]
  readonly store: Store
  readonly settings: Settings
  readonly today: string
  readonly district: string | undefined
  readonly transition: Transition
  readonly subjects: readonly StepSubject[]
  /** 3 项, where several take the step together. */
  readonly count: string
  /** Why the step was refused already. */
  readonly refused: readonly Issue[]
  /** Answers with what stands in the way; nothing when the step is taken. */
  readonly onDone: (given: { readonly values: Values; readonly reason?: string }) => Promise<readonly Issue[]>
  /** Leads to what an issue is about and is not asked for here. */
  readonly jumpTo?: (issue: Issue) => { readonly label: string; readonly run: () => void } | undefined
  readonly onClose: () => void
}

/** Asks what a step of the life cycle needs, once for all that take it, and says why it is refused. */
export const StepDialog = (props: StepDialogProps) => {
  const { fields, registers, store, settings, today, district } = props
  const { transition, subjects, count, onDone, onClose } = props
  const [given, setGiven] = useState<Values>(() => reviewerOf(transition, subjects, settings))
  const [unreadable, setUnreadable] = useState<Readonly<Record<string, Unreadable>>>({})
  const [reason, setReason] = useState('')
  const [issues, setIssues] = useState(props.refused)
  const [busy, setBusy] = useState(false)
  const asked = askedFields(transition).filter((name) => fields[name] !== undefined)
  const openings = subjects.map(({ values, context }) =>
    openingValues(transition, { ...values, ...given }, context),
  )
  const shown = { ...shared(asked, openings), ...given }
  const missing = [
    ...new Set(
      openings
        .flatMap((opening) => unanswered(transition, { ...opening, ...given }))
        .map((names) => names.map((name) => fields[name]?.label ?? name).join('或')),
    ),
    ...(transition.reason !== undefined && reason.trim() === '' ? [transition.reason] : []),
  ]
  const confirm = async (): Promise<void> => {
    setBusy(true)
    const found = await onDone({ values: given, ...(transition.reason === undefined ? {} : { reason }) })
    setIssues(found)
    setBusy(false)
  }
  const change = (name: string, value: FieldValue | undefined, text: Unreadable | undefined, path = name) => {
    // Left out, each of several records keeps its own; a single record has been emptied.
    const emptied = value === undefined && subjects.length > 1
    setGiven((now) => (emptied ? without(now, name) : { ...now, [name]: value }))
    setUnreadable((now) => (text === undefined ? without(now, path) : { ...now, [path]: text }))
    setIssues((known) => known.filter((issue) => !isShown(issue.path, [name])))
  }
  const wide = asked.some((name) => fields[name]?.kind === 'rows')
  return (
    <Modal
      open
      title={`${transition.action}${count}`}
      width={wide ? 960 : 720}
      okText={transition.action}
      cancelText="取消"
      centered
      okButtonProps={{
        disabled: missing.length > 0 || Object.keys(unreadable).length > 0,
        'aria-busy': busy,
      }}
      styles={{ body: { maxHeight: 'calc(100vh - 240px)', overflow: 'auto' } }}
      onCancel={onClose}
      onOk={() => void confirm()}
    >
      <p className="soft">{`${transition.from} → ${transition.to}${missing.length > 0 ? `，还需填写：${missing.join('、')}` : ''}`}</p>
      <Refusals issues={issues.filter(({ path }) => !isShown(path, asked))} jumpTo={props.jumpTo} />
      <div onKeyDownCapture={leaveOnTab}>
        {asked.map((name) => {
          const field = fields[name]
          return field === undefined ? null : (
            <FieldControl
              key={name}
              name={name}
              field={{ ...field, readOnly: false }}
              required={isAskedFor(transition, name, shown)}
              value={shown[name]}
              values={{ ...subjects[0]?.values, ...shown }}
              issues={issues}
              {...{ unreadable, registers, store, settings, today, district }}
              onChange={(value, text, path) => change(name, value, text, path)}
            />
          )
        })}
      </div>
      {transition.reason !== undefined && (
        <label style={{ display: 'block' }}>
          <span>{transition.reason}</span>
          <Input.TextArea
            aria-label={transition.reason}
            value={reason}
            maxLength={longestReason}
            autoSize={{ minRows: 2, maxRows: 6 }}
            onChange={({ target }) => setReason(target.value)}
          />
        </label>
      )}
    </Modal>
  )
}

const longestReason = 1000

const isShown = (path: string, asked: readonly string[]): boolean =>
  asked.includes(path.split('.')[0] ?? path)

const without = <T,>(all: Readonly<Record<string, T>>, name: string): Readonly<Record<string, T>> => {
  const { [name]: _gone, ...rest } = all
  return rest
}

/** What all begin with; where they differ each keeps its own, unless one is given for all. */
const shared = (asked: readonly string[], [first = {}, ...rest]: readonly Values[]): Values =>
  Object.fromEntries(
    asked
      .filter((name) => rest.every((other) => JSON.stringify(other[name]) === JSON.stringify(first[name])))
      .map((name) => [name, first[name]]),
  )

/** The reviewer is the one set up for this office, where the records name no other. */
const reviewerOf = (
  transition: Transition,
  subjects: readonly StepSubject[],
  { reviewer }: Settings,
): Values =>
  askedFields(transition).includes('reviewer') &&
  reviewer !== undefined &&
  subjects.every(({ values }) => values.reviewer === undefined)
    ? { reviewer }
    : {}

/** Why the step cannot be taken, each reason with the way to where it can be mended. */
const Refusals = ({
  issues,
  jumpTo,
}: {
  readonly issues: readonly Issue[]
  readonly jumpTo: StepDialogProps['jumpTo']
}) =>
  issues.length === 0 ? null : (
    <div className="form-notice bad" role="alert">
      {issues.map((issue) => {
        const jump = jumpTo?.(issue)
        return (
          <div key={issue.path + issue.message} style={{ width: '100%' }}>
            {issue.message}
            {jump !== undefined && (
              <Button type="link" size="small" onClick={jump.run}>
                {jump.label}
              </Button>
            )}
          </div>
        )
      })}
    </div>
  )
