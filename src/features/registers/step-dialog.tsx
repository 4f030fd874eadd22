import { Input, Modal } from 'antd'
import { useState } from 'react'
import { askedFields, type Transition, unanswered } from '../../domain/lifecycle'
import type { LedgerRecord } from '../../domain/record'
import type { Register } from '../../domain/register'
import { type FieldValue, isEmpty, type Values } from '../../domain/field'
import type { Settings, Store } from '../../storage/store'
import { leaveOnTab } from '../../ui/leave-on-tab'
import type { Unreadable } from './form/edit-text'
import { FieldControl } from './form/field-control'

interface StepDialogProps {
  readonly register: Register
  readonly registers: readonly Register[]
  readonly store: Store
  readonly settings: Settings
  readonly today: string
  readonly transition: Transition
  readonly records: readonly LedgerRecord[]
  readonly onDone: (given: { readonly values: Values; readonly reason?: string }) => void
  readonly onClose: () => void
}

/** Asks what a step of the life cycle needs, once for all the records that take it. */
export const StepDialog = ({
  register,
  registers,
  store,
  settings,
  today,
  transition,
  records,
  onDone,
  onClose,
}: StepDialogProps) => {
  const first = records[0]
  const [values, setValues] = useState<Values>(() => initialValues(transition, records, settings))
  const [reason, setReason] = useState('')
  const [unreadable, setUnreadable] = useState<Readonly<Record<string, Unreadable>>>({})
  const missing = [
    ...new Set(
      records
        .flatMap((record) => unanswered(transition, { ...record.values, ...values }))
        .map((names) => names.map((name) => register.fields[name]?.label ?? name).join('或')),
    ),
    ...(transition.reason !== undefined && reason.trim() === '' ? [transition.reason] : []),
  ]
  const known: Values = { ...first?.values, ...values }
  const change = (name: string, value: FieldValue | undefined, text: Unreadable | undefined): void => {
    // Left out, each of several records keeps its own; a single record has been emptied.
    const emptied = value === undefined && records.length > 1
    setValues((now) => (emptied ? without(now, name) : { ...now, [name]: value }))
    setUnreadable((now) => (text === undefined ? without(now, name) : { ...now, [name]: text }))
  }
  const many = records.length > 1 ? `（${String(records.length)} ${register.unit}）` : ''
  return (
    <Modal
      open
      width={720}
      title={`${transition.action}${many}`}
      okText={transition.action}
      cancelText="取消"
      okButtonProps={{ disabled: missing.length > 0 || Object.keys(unreadable).length > 0 }}
      onCancel={onClose}
      onOk={() => onDone({ values, ...(transition.reason === undefined ? {} : { reason }) })}
    >
      <p className="soft">{`${transition.from} → ${transition.to}${missing.length > 0 ? `，还需填写：${missing.join('、')}` : ''}`}</p>
      <div onKeyDownCapture={leaveOnTab}>
        {askedFields(transition).map((name) => {
          const field = register.fields[name]
          return field === undefined ? null : (
            <FieldControl
              key={name}
              name={name}
              field={{ ...field, readOnly: false }}
              required={others(transition, name).every((other) => isEmpty(known[other]))}
              value={values[name]}
              values={known}
              issues={[]}
              unreadable={unreadable}
              registers={registers}
              store={store}
              settings={settings}
              today={today}
              district={first?.districtCode}
              onChange={(value, text) => change(name, value, text)}
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
            autoSize={{ minRows: 2, maxRows: 6 }}
            onChange={({ target }) => setReason(target.value)}
          />
        </label>
      )}
    </Modal>
  )
}

const without = <T,>(all: Readonly<Record<string, T>>, name: string): Readonly<Record<string, T>> => {
  const { [name]: _gone, ...rest } = all
  return rest
}

/** Fields that would do instead of this one. */
const others = ({ asks = [] }: Transition, name: string): readonly string[] =>
  asks
    .flatMap((ask) => (typeof ask !== 'string' && ask.includes(name) ? ask : []))
    .filter((one) => one !== name)

/** What a single record has already; for several only what they share. The reviewer is the one set up for this office. */
const initialValues = (
  transition: Transition,
  records: readonly LedgerRecord[],
  settings: Settings,
): Values => {
  const asks = askedFields(transition)
  const shared = asks.flatMap((name) => {
    const [first, ...rest] = records.map(({ values }) => values[name])
    const same = first !== undefined && rest.every((value) => JSON.stringify(value) === JSON.stringify(first))
    return same ? [[name, first] as const] : []
  })
  const reviewer =
    asks.includes('reviewer') && settings.reviewer !== undefined ? { reviewer: settings.reviewer } : {}
  return { ...reviewer, ...Object.fromEntries(shared) }
}
