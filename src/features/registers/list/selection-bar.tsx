import { Button, Space } from 'antd'
import { type ReactNode, useState } from 'react'
import type { Values } from '../../../domain/field'
import { errorAt, type Issue } from '../../../domain/issue'
import { nextSteps, stateOf, type Transition } from '../../../domain/lifecycle'
import type { Register } from '../../../domain/register'
import type { Settings, Store } from '../../../storage/store'
import { useNotices } from '../../../ui/notices'
import { useSaved } from '../../../ui/saved'
import { useUndo } from '../../../ui/undo'
import { BulkEditDialog } from './bulk-edit-dialog'
import { StepDialog } from '../step-dialog'
import { type Stepping, surroundingsOf, takeSteps } from '../take-steps'
import { useRemoving } from '../use-removing'

interface SelectionBarProps {
  readonly register: Register
  readonly registers: readonly Register[]
  readonly store: Store
  readonly settings: Settings
  readonly today: string
  readonly now: () => string
  readonly ids: readonly string[]
  readonly onCleared: () => void
  /** Further buttons. */
  readonly children: ReactNode
}

interface Pending {
  readonly transition: Transition
  readonly steppings: readonly Stepping[]
}

/** What can be done with the selected records together. */
export const SelectionBar = ({
  register,
  registers,
  store,
  settings,
  today,
  now,
  ids,
  onCleared,
  children,
}: SelectionBarProps) => {
  const remove = useRemoving(store, register)
  const notices = useNotices()
  const saved = useSaved()
  const undo = useUndo()
  const [pending, setPending] = useState<Pending | undefined>(undefined)
  const [editing, setEditing] = useState(false)
  const steps = [
    ...new Map(
      (register.lifecycle?.transitions ?? []).map((transition) => [transition.action, transition]),
    ).values(),
  ]

  /** Only those of the selection that stand where the step begins. */
  const begin = async (action: string): Promise<void> => {
    const { lifecycle } = register
    if (lifecycle === undefined) return
    const records = await store.getMany(register.name, ids)
    const able = records.filter(({ values }) =>
      nextSteps(lifecycle, stateOf(lifecycle, values)).some((step) => step.action === action),
    )
    const first = able[0]
    const transition =
      first === undefined
        ? undefined
        : nextSteps(lifecycle, stateOf(lifecycle, first.values)).find((step) => step.action === action)
    if (transition === undefined)
      notices.failed(`所选记录中没有可以“${action}”的。`, '请核对它们现在的状态。')
    else {
      const when = { settings, today, now: now() }
      setPending({ transition, steppings: await surroundingsOf(store, register, able, transition, when) })
    }
  }
  const finish = async (
    { transition, steppings }: Pending,
    given: { readonly values: Values; readonly reason?: string },
  ): Promise<readonly Issue[]> => {
    const done = await takeSteps(store, register, steppings, { ...given, action: transition.action })
    if (!done.ok) {
      // The first that may not is named in words: the fields of the dialog are for all of them.
      return [errorAt('', done.message)]
    }
    setPending(undefined)
    saved.tell(done, `${transition.action}：${String(steppings.length)} ${register.unit}`, [
      { label: '撤销', run: () => void undo(done.batch) },
    ])
    return []
  }

  return (
    <Space wrap role="group" aria-label="对所选记录">
      {steps.map(({ action }) => (
        <Button key={action} size="small" onClick={() => void begin(action)}>
          {action}
        </Button>
      ))}
      <Button size="small" onClick={() => setEditing(true)}>
        批量修改
      </Button>
      {children}
      <Button size="small" danger onClick={() => void remove(ids).then((done) => done && onCleared())}>
        删除
      </Button>
      <Button size="small" type="link" onClick={onCleared}>
        取消选择
      </Button>
      {editing && (
        <BulkEditDialog
          {...{ register, registers, store, settings, today, ids }}
          onClose={() => setEditing(false)}
        />
      )}
      {pending !== undefined && (
        <StepDialog
          fields={register.fields}
          {...{ registers, store, settings, today }}
          district={pending.steppings[0]?.record.districtCode}
          transition={pending.transition}
          subjects={pending.steppings.map(({ record, context }) => ({ values: record.values, context }))}
          count={
            pending.steppings.length > 1 ? `（${String(pending.steppings.length)} ${register.unit}）` : ''
          }
          refused={[]}
          onClose={() => setPending(undefined)}
          onDone={(given) => finish(pending, given)}
        />
      )}
    </Space>
  )
}
