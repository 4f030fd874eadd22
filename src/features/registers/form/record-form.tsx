import { Button, Modal, Space, Spin } from 'antd'
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import { type DistrictEntry, districtChoices } from '../../../domain/district-entry'
import type { Issue } from '../../../domain/issue'
import type { Values } from '../../../domain/field'
import type { LedgerRecord } from '../../../domain/record'
import { dayOf, type Register } from '../../../domain/register'
import { blocking } from '../../../domain/validate'
import type { Settings, Store } from '../../../storage/store'
import { beijingMoment } from '../../../domain/kinds/date'
import { leaveOnTab } from '../../../ui/leave-on-tab'
import { useNotices } from '../../../ui/notices'
import { AlikeNotice } from './alike-notice'
import './form.css'
import { draftKey, fromDraft, useDraft } from './form-draft'
import { focused, focusOn, nextOnEnter, useWayBack } from './form-focus'
import { FormSections } from './form-sections'
import { type FormContent, type FormTarget, headOf, initialValues, useIssues } from './form-state'
import { HeadSection } from './head-section'
import { IssueSummary } from './issue-summary'
import { useSaving } from './use-saving'

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
      const [draft, before] = await Promise.all([
        restore ? store.draft(targetKey) : undefined,
        record === undefined ? [] : store.check(register.name, record.values, record),
      ])
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
  const [content, setContent] = useState(start.content)
  const [changed, setChanged] = useState(start.restoredAt !== undefined)
  const [creating, setCreating] = useState<Creating | undefined>(undefined)
  useWayBack(creating?.from)
  const draft = useDraft(store, draftKey(register, target), content, changed)
  const issues = useIssues(register, content, today, settings, props.districts)
  const body = useRef<HTMLDivElement>(null)

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

  const { saving, save } = useSaving({
    ...{ register, registers, store, target, title, content, draft, issues, body },
    ...{ record: start.record, before: start.before, onSaved, onAgain, onClose },
    onBeginAnew: beginAnew,
  })
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
          <IssueSummary register={register} issues={stops} body={body} />
        )}
        <FormSections
          {...{ register, registers, store, settings, today, target, content }}
          issues={issues.shown}
          onCreate={(to, initial, done) => setCreating({ register: to, initial, done, from: focused() })}
          onLeave={issues.touch}
          onChange={edit}
        />
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
