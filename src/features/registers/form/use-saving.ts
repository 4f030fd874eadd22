import { App } from 'antd'
import { type RefObject, useRef, useState } from 'react'
import type { Values } from '../../../domain/field'
import type { Issue } from '../../../domain/issue'
import type { LedgerRecord } from '../../../domain/record'
import type { Register } from '../../../domain/register'
import { blocking, settleRecord } from '../../../domain/validate'
import { newId } from '../../../storage/new-id'
import type { Operation, Store } from '../../../storage/store'
import { useNotices } from '../../../ui/notices'
import { useSaved } from '../../../ui/saved'
import type { useDraft } from './form-draft'
import { carried, type FormContent, type FormHead, type FormTarget, type useIssues } from './form-state'
import { turnedOrigin } from './turned-origin'

interface SavingProps {
  readonly register: Register
  readonly registers: readonly Register[]
  readonly store: Store
  readonly target: FormTarget
  /** Of the form. */
  readonly title: string
  /** What is changed; missing for a new record. */
  readonly record: LedgerRecord | undefined
  /** What was wrong with it before: that does not block. */
  readonly before: readonly Issue[]
  readonly content: FormContent
  readonly draft: ReturnType<typeof useDraft>
  readonly issues: ReturnType<typeof useIssues>
  readonly body: RefObject<HTMLDivElement | null>
  readonly onBeginAnew: () => void
  readonly onSaved: (record: LedgerRecord) => void
  readonly onAgain: (values: Values) => void
  readonly onClose: () => void
}

/** 保存: checks, writes once, and says what became of it; nothing typed is lost on the way. */
export const useSaving = (props: SavingProps) => {
  const { register, registers, store, target, title, record: stored, before, content } = props
  const { draft, issues, body, onBeginAnew, onSaved, onAgain, onClose } = props
  const notices = useNotices()
  const saved = useSaved()
  const { modal } = App.useApp()
  const [saving, setSaving] = useState(false)
  const busy = useRef(false)
  const save = async (again: boolean): Promise<void> => {
    if (busy.current) return
    busy.current = true
    setSaving(true)
    try {
      const values = settleRecord(register, content.values)
      const found = await store.check(register.name, values, {
        id: stored?.id,
        isSample: stored?.isSample,
        districtCode: content.head.districtCode,
      })
      issues.answer(content, found)
      if (Object.keys(content.unreadable).length > 0 || blocking(found, before).length > 0) {
        requestAnimationFrame(() =>
          body.current?.querySelector<HTMLElement>('[role="alert"]')?.scrollIntoView({ block: 'start' }),
        )
        return
      }
      const operation = operationOf(register, stored, values, content.head)
      const done = await store.commit({
        id: newId(),
        kind: 'save',
        title: titleOf(title, register, stored, values),
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
          onBeginAnew()
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
  return { saving, save }
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
