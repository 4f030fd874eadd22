import { Input, Modal } from 'antd'
import { useState } from 'react'
import type { Transition } from '../../domain/lifecycle'
import type { LedgerRecord } from '../../domain/record'
import type { Register } from '../../domain/register'
import type { Values } from '../../domain/field'
import type { Settings, Store } from '../../storage/store'
import { leaveOnTab } from '../../ui/leave-on-tab'
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
  const missing = [
    ...(transition.asks ?? [])
      .filter((name) => values[name] === undefined)
      .map((name) => register.fields[name]?.label ?? name),
    ...(transition.reason !== undefined && reason.trim() === '' ? [transition.reason] : []),
  ]
  const many = records.length > 1 ? `（${String(records.length)} ${register.unit}）` : ''
  return (
    <Modal
      open
      title={`${transition.action}${many}`}
      okText={transition.action}
      cancelText="取消"
      centered
      okButtonProps={{ disabled: missing.length > 0 }}
      onCancel={onClose}
      onOk={() => onDone({ values, ...(transition.reason === undefined ? {} : { reason }) })}
    >
      <p className="soft">{`${transition.from} → ${transition.to}${missing.length > 0 ? `，还需填写：${missing.join('、')}` : ''}`}</p>
      <div onKeyDownCapture={leaveOnTab}>
        {(transition.asks ?? []).map((name) => {
          const field = register.fields[name]
          return field === undefined ? null : (
            <FieldControl
              key={name}
              name={name}
              field={{ ...field, readOnly: false, required: true }}
              value={values[name]}
              values={{ ...first?.values, ...values }}
              issues={[]}
              registers={registers}
              store={store}
              settings={settings}
              today={today}
              district={first?.districtCode}
              onChange={(value) => {
                const { [name]: _before, ...rest } = values
                setValues(value === undefined ? rest : { ...rest, [name]: value })
              }}
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

/** What a single record has already; for several only what they share. The reviewer is the one set up for this office. */
const initialValues = (
  { asks = [] }: Transition,
  records: readonly LedgerRecord[],
  settings: Settings,
): Values => {
  const shared = asks.flatMap((name) => {
    const [first, ...rest] = records.map(({ values }) => values[name])
    const same = first !== undefined && rest.every((value) => JSON.stringify(value) === JSON.stringify(first))
    return same ? [[name, first] as const] : []
  })
  const reviewer =
    asks.includes('reviewer') && settings.reviewer !== undefined ? { reviewer: settings.reviewer } : {}
  return { ...reviewer, ...Object.fromEntries(shared) }
}
