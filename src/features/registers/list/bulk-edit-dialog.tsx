import { Button, Modal, Select, Space } from 'antd'
import { useState } from 'react'
import { type FieldValue, isEmpty } from '../../../domain/field'
import { formatValue, linksIn } from '../../../domain/kinds/all'
import { labelOf, type Register } from '../../../domain/register'
import { labelMatches } from '../../../domain/search'
import type { Settings, Store } from '../../../storage/store'
import { leaveOnTab } from '../../../ui/leave-on-tab'
import { useNotices } from '../../../ui/notices'
import { useSaved } from '../../../ui/saved'
import { useUndo } from '../../../ui/undo'
import { useWork } from '../../../ui/use-work'
import { Working } from '../../../ui/working'
import type { Unreadable } from '../form/edit-text'
import { FieldControl } from '../form/field-control'
import { useLabels } from '../use-labels'
import { bulkFields, type BulkPlan, type BulkRow, commitBulkEdit, planBulkEdit } from './bulk-edit'

interface BulkEditDialogProps {
  readonly register: Register
  readonly registers: readonly Register[]
  readonly store: Store
  readonly settings: Settings
  readonly today: string
  readonly ids: readonly string[]
  readonly onClose: () => void
}

const mostShown = 100

/** Sets one field of all selected records: first the old and the new beside each other, then all at once. */
export const BulkEditDialog = (props: BulkEditDialogProps) => {
  const { register, registers, store, ids, onClose } = props
  const [name, setName] = useState<string | undefined>(undefined)
  const [value, setValue] = useState<FieldValue | undefined>(undefined)
  const [unreadable, setUnreadable] = useState<Unreadable | undefined>(undefined)
  const [plan, setPlan] = useState<BulkPlan | undefined>(undefined)
  const { busy, slow, run } = useWork()
  const notices = useNotices()
  const saved = useSaved()
  const undo = useUndo()
  const field = name === undefined ? undefined : register.fields[name]
  const choose = (next: string): void => {
    setName(next)
    setValue(undefined)
    setUnreadable(undefined)
    setPlan(undefined)
  }
  const look = async (wanted: FieldValue | undefined): Promise<void> => {
    if (name !== undefined) setPlan(await run(() => planBulkEdit(store, register, ids, name, wanted)))
  }
  const write = async (wanted: BulkPlan): Promise<void> => {
    const done = await run(() => commitBulkEdit(store, register, wanted))
    if (!done.ok) {
      notices.failed('没有修改。', done.message)
      return
    }
    saved.tell(done, `已修改 ${String(done.records.length)} ${register.unit}`, [
      { label: '撤销', run: () => void undo(done.batch) },
    ])
    onClose()
  }
  return (
    <Modal
      open
      centered
      width={820}
      title={`批量修改（${String(ids.length)} ${register.unit}）`}
      onCancel={onClose}
      styles={{ body: { maxHeight: 'calc(100vh - 220px)', overflow: 'auto' } }}
      footer={
        <Space>
          <Button onClick={onClose}>取消</Button>
          {plan === undefined ? (
            <>
              <Button disabled={field === undefined || busy} onClick={() => void look(undefined)}>
                预览清空
              </Button>
              <Button
                type="primary"
                disabled={value === undefined || isEmpty(value) || unreadable !== undefined || busy}
                onClick={() => void look(value)}
              >
                预览修改
              </Button>
            </>
          ) : (
            <Button
              type="primary"
              disabled={plan.changed.length === 0 || busy}
              onClick={() => void write(plan)}
            >
              {`修改 ${String(plan.changed.length)} ${register.unit}`}
            </Button>
          )}
        </Space>
      }
    >
      <div onKeyDownCapture={leaveOnTab}>
        <div className="field">
          <div className="field-label">
            <label htmlFor="bulk-field">修改哪一项</label>
          </div>
          <Select
            id="bulk-field"
            style={{ width: '100%' }}
            placeholder="选择字段（可输入拼音首字母）"
            showSearch={{ filterOption: labelMatches }}
            options={bulkFields(register).map((one) => ({
              value: one,
              label: register.fields[one]?.label ?? one,
            }))}
            {...(name === undefined ? {} : { value: name })}
            onChange={choose}
          />
        </div>
        {name !== undefined && field !== undefined && (
          <FieldControl
            key={name}
            name={name}
            field={field}
            value={value}
            values={{}}
            issues={[]}
            unreadable={unreadable === undefined ? {} : { [name]: unreadable }}
            {...{ registers, store }}
            settings={props.settings}
            today={props.today}
            district={undefined}
            required={false}
            onChange={(next, text) => {
              setValue(next)
              setUnreadable(text)
              setPlan(undefined)
            }}
          />
        )}
        {slow && <Working text="正在核对……" onCancel={onClose} />}
        {plan !== undefined && <Preview {...props} plan={plan} />}
      </div>
    </Modal>
  )
}

const Preview = ({ register, registers, store, plan }: BulkEditDialogProps & { readonly plan: BulkPlan }) => {
  const field = register.fields[plan.field]
  const shown = [...plan.refused, ...plan.changed].slice(0, mostShown)
  const links =
    field === undefined
      ? []
      : shown.flatMap(({ before, after }) => [...linksIn(field, before), ...linksIn(field, after)])
  const names = useLabels(store, registers, links)
  const textOf = (value: FieldValue | undefined): string =>
    field === undefined || value === undefined
      ? '（空）'
      : formatValue(field, value, (_to, id) => names[id] ?? '…')
  const rest = plan.refused.length + plan.changed.length - shown.length
  return (
    <section>
      <p role="status">
        {[
          `将修改 ${String(plan.changed.length)} ${register.unit}`,
          ...(plan.refused.length > 0
            ? [`${String(plan.refused.length)} ${register.unit}不能这样改，保持不变`]
            : []),
          ...(plan.same > 0 ? [`${String(plan.same)} ${register.unit}已是这样或没有这一项`] : []),
        ].join('；')}
        。
      </p>
      <table className="child-table" aria-label="修改预览">
        <thead>
          <tr>
            <th>{register.title}</th>
            <th>原来</th>
            <th>改为</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <PreviewRow key={row.record.id} {...{ register, row, textOf }} />
          ))}
        </tbody>
      </table>
      {rest > 0 && <p className="soft">{`还有 ${String(rest)} ${register.unit}，同样修改。`}</p>}
    </section>
  )
}

const PreviewRow = ({
  register,
  row,
  textOf,
}: {
  readonly register: Register
  readonly row: BulkRow
  readonly textOf: (value: FieldValue | undefined) => string
}) => (
  <tr>
    <td>{`${labelOf(register, row.record)} ${row.record.code}`}</td>
    <td>{textOf(row.before)}</td>
    <td>
      {row.refused === undefined ? textOf(row.after) : <span className="issue error">{row.refused}</span>}
    </td>
  </tr>
)
