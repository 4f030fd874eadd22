import { App, Button, Input, Modal, Select, Space, Spin } from 'antd'
import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { type DistrictEntry, districtChoices } from '../../../domain/district-entry'
import type { Issue } from '../../../domain/issue'
import { holds, isEmpty, isRequired, type Values } from '../../../domain/field'
import type { LedgerRecord } from '../../../domain/record'
import { dayOf, type Register } from '../../../domain/register'
import { labelMatches } from '../../../domain/search'
import { blocking, labelOfPath, settleRecord } from '../../../domain/validate'
import { newId } from '../../../storage/new-id'
import type { Operation, Settings, Store } from '../../../storage/store'
import { beijingMoment } from '../../../domain/kinds/date'
import { leaveOnTab } from '../../../ui/leave-on-tab'
import { useNotices } from '../../../ui/notices'
import { useSaved } from '../../../ui/saved'
import { AlikeNotice } from './alike-notice'
import { FieldControl } from './field-control'
import './form.css'
import { turnedOrigin } from './turned-origin'
import {
  carried,
  draftKey,
  type FormContent,
  type FormHead,
  type FormTarget,
  fromDraft,
  headOf,
  initialValues,
  useDraft,
  useIssues,
} from './form-state'

interface RecordFormProps {
  readonly register: Register
  readonly registers: readonly Register[]
  readonly store: Store
  readonly settings: Settings
  readonly today: string
  readonly district: string | undefined
  readonly districts: readonly DistrictEntry[]
  readonly target: FormTarget
  /** What is to be known of the record before it is changed. */
  readonly notice?: (record: LedgerRecord) => ReactNode
  readonly onClose: () => void
  readonly onSaved: (record: LedgerRecord) => void
  /** Leaves the form for a record that is there already. */
  readonly onOpenRecord?: (register: string, id: string) => void
  /** Where one is needed: a record that is there serves as well as a new one. */
  readonly onUse?: (id: string) => void
}

interface Start {
  readonly record: LedgerRecord | undefined
  readonly content: FormContent
  readonly before: readonly Issue[]
  readonly restoredAt: string | undefined
}

/** The form of any register, made from its definition: 新建… or 编辑…. */
export const RecordForm = (props: RecordFormProps) => {
  const { register, store, target, today, district, settings, onClose } = props
  const [start, setStart] = useState<Start | undefined>(undefined)
  const [round, setRound] = useState(0)
  const title = `${target.kind === 'new' ? '新建' : '编辑'}${register.title}`
  const targetKey = draftKey(register, target)
  const first = useRef(target)
  const begin = useCallback(
    async (restore: boolean): Promise<void> => {
      const now = first.current
      const record = now.kind === 'edit' ? (await store.get(register.name, now.id))?.record : undefined
      const head = headOf(record, district, settings)
      const values = record?.values ?? initialValues(register, today, now.kind === 'new' ? now.initial : {})
      const draft = restore ? await store.draft(targetKey) : undefined
      const before = record === undefined ? [] : await store.check(register.name, record.values, record)
      setStart({
        record,
        before,
        restoredAt: draft?.at,
        content: draft === undefined ? { values, head, unreadable: {} } : fromDraft(draft.values, head),
      })
      setRound((count) => count + 1)
    },
    [store, register, district, settings, today, targetKey],
  )
  useEffect(() => {
    void begin(true)
  }, [begin])

  if (start === undefined) {
    return (
      <Modal open title={title} footer={null} onCancel={onClose} width={1080}>
        <Spin />
      </Modal>
    )
  }
  return (
    <Filling
      key={round}
      {...props}
      title={title}
      start={start}
      onBeginAnew={() => void begin(false)}
      onAgain={(values) => {
        first.current = { kind: 'new', initial: values }
        void begin(false)
      }}
    />
  )
}

interface FillingProps extends RecordFormProps {
  readonly title: string
  readonly start: Start
  /** From what is stored; what was typed is gone. */
  readonly onBeginAnew: () => void
  readonly onAgain: (values: Values) => void
}

interface Creating {
  readonly register: string
  readonly initial: Values
  readonly done: (id: string) => void
  /** Where one was, and comes back to. */
  readonly from: HTMLElement | undefined
}

/** Once the nested form is gone, the focus goes back to where one was. */
const useWayBack = (from: HTMLElement | undefined): void => {
  const left = useRef<HTMLElement | undefined>(undefined)
  useEffect(() => {
    if (from === undefined) left.current?.focus()
    left.current = from
  }, [from])
}

const focused = (): HTMLElement | undefined =>
  document.activeElement instanceof HTMLElement ? document.activeElement : undefined

const Filling = (props: FillingProps) => {
  const {
    register,
    registers,
    store,
    settings,
    today,
    target,
    title,
    start,
    onClose,
    onSaved,
    onBeginAnew,
    onAgain,
  } = props
  const notices = useNotices()
  const saved = useSaved()
  const { modal } = App.useApp()
  const [content, setContent] = useState(start.content)
  const [changed, setChanged] = useState(start.restoredAt !== undefined)
  const [saving, setSaving] = useState(false)
  const [creating, setCreating] = useState<Creating | undefined>(undefined)
  useWayBack(creating?.from)
  const draft = useDraft(store, draftKey(register, target), content, changed)
  const issues = useIssues(register, content, today, settings, props.districts)
  const body = useRef<HTMLDivElement>(null)
  const busy = useRef(false)

  const beginAnew = (): void => {
    void draft.drop().then(onBeginAnew)
  }
  const edit = (change: (now: FormContent) => FormContent): void => {
    setChanged(true)
    setContent(change)
  }
  const stops = [
    ...Object.entries(content.unreadable).map(([path, { reason }]): Issue => ({
      path,
      level: 'error',
      message: reason,
    })),
    ...blocking(issues.shown, start.before),
  ]

  const save = async (again: boolean): Promise<void> => {
    if (busy.current) return
    busy.current = true
    setSaving(true)
    try {
      const values = settleRecord(register, content.values)
      const found = await store.check(register.name, values, {
        id: start.record?.id,
        isSample: start.record?.isSample,
        districtCode: content.head.districtCode,
      })
      issues.answer(content, found)
      if (Object.keys(content.unreadable).length > 0 || blocking(found, start.before).length > 0) {
        requestAnimationFrame(() =>
          body.current?.querySelector<HTMLElement>('[role="alert"]')?.scrollIntoView({ block: 'start' }),
        )
        return
      }
      const operation = operationOf(register, start.record, values, content.head)
      const done = await store.commit({
        id: newId(),
        kind: 'save',
        title: titleOf(title, register, start.record, values),
        operations: [
          operation,
          ...(target.kind === 'new' && target.origin !== undefined
            ? await turnedOrigin({ store, registers, register, origin: target.origin }, operation.id, values)
            : []),
        ],
      })
      if (!done.ok) {
        notices.failed(done.message)
        if (
          done.reason === 'conflict' &&
          (await modal.confirm({
            title: '载入最新内容？',
            content: '载入后，这里填写的内容会被替换。取消则保留，可先抄下需要的部分。',
            okText: '载入最新内容',
            cancelText: '保留我填写的',
          }))
        )
          beginAnew()
        return
      }
      await draft.drop()
      saved.tell(done)
      const record = done.records[0]
      if (record !== undefined) onSaved(record)
      if (again) onAgain(carried(register, values))
      else onClose()
    } finally {
      busy.current = false
      setSaving(false)
    }
  }
  const close = (): void => {
    if (changed) {
      // What was typed a moment ago goes with it.
      draft.keep()
      notices.done('内容已存为草稿，下次打开时恢复')
    }
    onClose()
  }
  const act = useRef({ save, close })
  useEffect(() => {
    act.current = { save, close }
  })
  useEffect(() => {
    const command = (event: Event): void => {
      if (!(event instanceof CustomEvent) || creating !== undefined) return
      if (event.detail === 'save') void act.current.save(false)
      if (event.detail === 'saveAndNew' && target.kind === 'new') void act.current.save(true)
    }
    window.addEventListener('ledger-command', command)
    return () => window.removeEventListener('ledger-command', command)
  }, [creating, target.kind])

  const sections = useMemo(() => sectionsOf(register), [register])
  // What follows from other fields is shown as it will be saved.
  const shownValues: Values = { ...content.values, ...register.derive(content.values) }
  const isShown = (name: string): boolean => {
    const field = register.fields[name]
    if (field === undefined || !holds(field.visibleWhen, content.values)) return false
    // What the program keeps is not for the form to fill in: the state has its buttons, events stand in the details.
    const own =
      field.kind === 'rows' ||
      field.kind === 'attachments' ||
      name === register.lifecycle?.field ||
      isEmpty(shownValues[name])
    return field.readOnly !== true || !own
  }
  const isFolded = (section: string, fields: readonly string[]): boolean =>
    register.folded?.includes(section) === true &&
    fields.every((name) => {
      const field = register.fields[name]
      return isEmpty(content.values[name]) && field !== undefined && !isRequired(field, content.values)
    }) &&
    !(target.kind === 'edit' && fields.includes(target.field?.split('.')[0] ?? ''))
  return (
    <Modal
      open
      title={title}
      width={1080}
      centered
      mask={{ closable: false }}
      onCancel={close}
      // The dialog takes the focus itself while it opens; then it goes to the first field, unless one types already.
      afterOpenChange={(open) => {
        if (open && body.current?.contains(document.activeElement) === false)
          focusOn(body.current, target.kind === 'edit' ? target.field : undefined)
      }}
      styles={{ body: { maxHeight: 'calc(100vh - 190px)', overflow: 'auto', paddingRight: 8 } }}
      footer={
        <Space>
          <Button onClick={close}>取消</Button>
          {target.kind === 'new' && (
            <Button aria-busy={saving} onClick={() => void save(true)}>
              保存并新建
            </Button>
          )}
          <Button type="primary" aria-busy={saving} onClick={() => void save(false)}>
            保存
          </Button>
        </Space>
      }
    >
      <div ref={body} onKeyDown={nextOnEnter} onKeyDownCapture={leaveOnTab}>
        {start.restoredAt !== undefined && (
          <div className="form-notice" role="status">
            <span>{`已恢复 ${beijingMoment(start.restoredAt).slice(5)} 未保存的内容。`}</span>
            <button type="button" className="plain" onClick={beginAnew}>
              丢弃草稿
            </button>
          </div>
        )}
        {start.record !== undefined && props.notice?.(start.record)}
        <AlikeNotice
          {...{ register, store }}
          values={content.values}
          id={start.record?.id}
          onOpen={
            props.onOpenRecord === undefined
              ? undefined
              : (id) => {
                  close()
                  props.onOpenRecord?.(register.name, id)
                }
          }
          onUse={
            props.onUse === undefined
              ? undefined
              : (id) => {
                  void draft.drop().then(() => {
                    props.onUse?.(id)
                    onClose()
                  })
                }
          }
        />
        {(issues.attempted || Object.keys(content.unreadable).length > 0) && stops.length > 0 && (
          <Summary register={register} issues={stops} body={body} />
        )}
        {sections
          .filter(({ fields }) => fields.some(isShown))
          .map(({ name, fields }) => (
            <FormSection key={name} name={name} folded={isFolded(name, fields)}>
              <div className="form-grid">
                {fields.filter(isShown).map((field) => {
                  const definition = register.fields[field]
                  return definition === undefined ? null : (
                    <FieldControl
                      key={field}
                      name={field}
                      field={definition}
                      value={shownValues[field]}
                      values={content.values}
                      issues={issues.shown}
                      unreadable={content.unreadable}
                      required={isRequired(definition, content.values)}
                      at={target.kind === 'edit' ? target.field : undefined}
                      {...{ registers, store, settings, today }}
                      district={content.head.districtCode}
                      onCreate={(to, initial, done) =>
                        setCreating({ register: to, initial, done, from: focused() })
                      }
                      onLeave={() => issues.touch(field)}
                      onChange={(value, unreadable, path = field) =>
                        edit((now) => changedContent(now, field, value, unreadable, path))
                      }
                    />
                  )
                })}
              </div>
            </FormSection>
          ))}
        <HeadSection
          districts={districtChoices(props.districts, dayOf(register, content.values) ?? today)}
          head={content.head}
          onChange={(head) => edit((now) => ({ ...now, head }))}
        />
      </div>
      {creating !== undefined && (
        <Nested {...props} creating={creating} onClose={() => setCreating(undefined)} />
      )}
    </Modal>
  )
}

/** A section that belongs to a later step stays folded until somebody opens it, or something stands in it. */
const FormSection = ({
  name,
  folded,
  children,
}: {
  readonly name: string
  readonly folded: boolean
  readonly children: ReactNode
}) => {
  const [opened, setOpened] = useState(!folded)
  const open = opened || !folded
  return (
    <section className="form-section" aria-label={name}>
      <h3>
        {name}
        {!open && (
          <Button type="link" size="small" onClick={() => setOpened(true)}>
            {`填写${name}`}
          </Button>
        )}
      </h3>
      {open && children}
    </section>
  )
}

/** The caret goes to the field that the form was opened for, else to the first. */
const focusOn = (body: HTMLElement | null, field: string | undefined): void => {
  const inputs = 'input:not([disabled]), textarea'
  const place = field === undefined ? null : body?.querySelector<HTMLElement>(`[data-path="${field}"]`)
  place?.scrollIntoView({ block: 'center' })
  const wanted = place?.querySelector<HTMLElement>(inputs) ?? body?.querySelector<HTMLElement>(inputs)
  wanted?.focus()
}

const changedContent = (
  now: FormContent,
  field: string,
  value: Values[string],
  unreadable: FormContent['unreadable'][string] | undefined,
  path: string,
): FormContent => {
  const { [field]: _value, ...others } = now.values
  const { [path]: _text, ...texts } = now.unreadable
  return {
    ...now,
    values: value === undefined ? others : { ...others, [field]: value },
    unreadable: unreadable === undefined ? texts : { ...texts, [path]: unreadable },
  }
}

const titleOf = (
  title: string,
  register: Register,
  record: LedgerRecord | undefined,
  values: Values,
): string => {
  const label = values[register.labelField]
  return `${title} ${record?.code ?? (typeof label === 'string' ? label : '')}`
}

const operationOf = (
  register: Register,
  record: LedgerRecord | undefined,
  values: Values,
  head: FormHead,
): Operation => {
  const input = { register: register.name, values, ...head }
  return record === undefined
    ? { kind: 'create', id: newId(), ...input }
    : { kind: 'update', id: record.id, version: record.version, ...input }
}

const sectionsOf = (
  register: Register,
): readonly { readonly name: string; readonly fields: readonly string[] }[] => {
  const names = [...new Set(Object.values(register.fields).map(({ section }) => section ?? '基本信息'))]
  return names.map((name) => ({
    name,
    fields: Object.entries(register.fields)
      .filter(([, { section }]) => (section ?? '基本信息') === name)
      .map(([field]) => field),
  }))
}

/** Enter leads on to the next input; it never saves by accident, and does nothing while an input method composes. */
const nextOnEnter = (event: KeyboardEvent<HTMLDivElement>): void => {
  const from = event.target
  if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return
  if (
    !(from instanceof HTMLInputElement) ||
    from.getAttribute('role') === 'combobox' ||
    from.type === 'checkbox'
  )
    return
  const inputs = [
    ...event.currentTarget.querySelectorAll<HTMLElement>('input:not([disabled]), textarea:not([disabled])'),
  ]
  event.preventDefault()
  inputs[inputs.indexOf(from) + 1]?.focus()
}

/** All that stops the saving, each leading to its field. */
const Summary = ({
  register,
  issues,
  body,
}: {
  readonly register: Register
  readonly issues: readonly Issue[]
  readonly body: React.RefObject<HTMLDivElement | null>
}) => (
  <div className="form-notice bad" role="alert">
    <span>{`有 ${String(issues.length)} 处需要处理：`}</span>
    {issues.map(({ path, message }) => (
      <button
        key={path + message}
        type="button"
        className="plain"
        onClick={() => {
          const place =
            body.current?.querySelector<HTMLElement>(`[data-path="${path}"]`) ??
            body.current?.querySelector<HTMLElement>(`[data-path="${path.split('.')[0] ?? ''}"]`)
          place?.scrollIntoView({ block: 'center' })
          place?.querySelector<HTMLElement>('input, textarea')?.focus()
        }}
      >
        {`${labelOfPath(register.fields, path)}：${message}`}
      </button>
    ))}
  </div>
)

/** What every record carries besides its own fields. */
const HeadSection = ({
  districts,
  head,
  onChange,
}: {
  readonly districts: ReturnType<typeof districtChoices>
  readonly head: FormHead
  readonly onChange: (head: FormHead) => void
}) => {
  return (
    <section className="form-section" aria-label="其他">
      <h3>其他</h3>
      <div className="form-grid">
        <div className="field">
          <label htmlFor="form-district">所属地区</label>
          <Select
            id="form-district"
            value={head.districtCode}
            options={[...districts]}
            showSearch={{ filterOption: labelMatches }}
            onChange={(districtCode: string) => onChange({ ...head, districtCode })}
          />
        </div>
        <div className="field">
          <label htmlFor="form-open">公开范围</label>
          <div>
            <Select
              id="form-open"
              style={{ width: '100%' }}
              value={head.confidentiality}
              options={[
                { value: '公开' },
                { value: '内部' },
                { value: '商业秘密', label: '商业秘密（只报编号和类别）' },
              ].map(({ value, label }) => ({
                value: value as FormHead['confidentiality'],
                label: label ?? value,
              }))}
              onChange={(confidentiality) => onChange({ ...head, confidentiality })}
            />
            <div className="hint">不得录入涉密信息。</div>
          </div>
        </div>
        <TextPart
          id="form-source"
          label="数据来源说明"
          value={head.sourceNote}
          onChange={(sourceNote) => onChange({ ...head, sourceNote })}
        />
        <TextPart
          id="form-remark"
          label="备注"
          value={head.remark}
          onChange={(remark) => onChange({ ...head, remark })}
        />
      </div>
    </section>
  )
}

const longestNote = 500

const TextPart = ({
  id,
  label,
  value,
  onChange,
}: {
  readonly id: string
  readonly label: string
  readonly value: string
  readonly onChange: (text: string) => void
}) => (
  <div className="field">
    <label htmlFor={id}>{label}</label>
    <Input id={id} value={value} maxLength={longestNote} onChange={({ target }) => onChange(target.value)} />
  </div>
)

/** A record of another register, made without leaving this form. */
const Nested = ({
  creating,
  onClose,
  onOpenRecord: _leaving,
  ...props
}: RecordFormProps & { readonly creating: Creating }) => {
  const register = props.registers.find(({ name }) => name === creating.register)
  if (register === undefined) return null
  return (
    <RecordForm
      {...props}
      register={register}
      target={{ kind: 'new', initial: creating.initial }}
      onClose={onClose}
      onSaved={(record) => creating.done(record.id)}
      onUse={(id) => creating.done(id)}
    />
  )
}
