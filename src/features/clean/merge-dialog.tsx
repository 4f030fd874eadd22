import { Button, Modal, Radio, Space } from 'antd'
import { useEffect, useState } from 'react'
import { differences, type DuplicatePair } from '../../domain/duplicates'
import { formatValue } from '../../domain/kinds/all'
import type { LedgerRecord } from '../../domain/record'
import { labelOf, type Register } from '../../domain/register'
import type { ShownRecords, Store } from '../../storage/store'
import { useNotices } from '../../ui/notices'
import { useSaved } from '../../ui/saved'
import { useUndo } from '../../ui/undo'
import { type Choices, mergeBatch, usualChoices } from './merge-batch'

interface MergeDialogProps {
  readonly store: Store
  readonly registers: readonly Register[]
  readonly register: Register
  readonly pair: DuplicatePair
  /** By id, what tells a record from others of its name. */
  readonly details: Readonly<Record<string, string>>
  readonly onClose: () => void
}

/** Two records side by side: which stays, and for each field that differs, whose content. */
export const MergeDialog = ({ store, registers, register, pair, details, onClose }: MergeDialogProps) => {
  const [keepsA, setKeepsA] = useState(true)
  const [kept, gone] = keepsA ? [pair.a, pair.b] : [pair.b, pair.a]
  const [choices, setChoices] = useState<Choices>(() => usualChoices(register, kept.values, gone.values))
  const [around, setAround] = useState<{ readonly shown: ShownRecords; readonly uses: number }>()
  const [busy, setBusy] = useState(false)
  const notices = useNotices()
  const saved = useSaved()
  const undo = useUndo()
  useEffect(() => {
    void Promise.all([
      store.shown(register.name, [pair.a.id, pair.b.id]),
      store.related(register.name, gone.id),
    ]).then(([shown, groups]) =>
      setAround({
        shown,
        uses: new Set(groups.flatMap(({ records }) => records.map(({ id }) => id))).size,
      }),
    )
  }, [store, register, pair, gone.id])
  const keep = (isA: boolean): void => {
    setKeepsA(isA)
    const [stays, goes] = isA ? [pair.a, pair.b] : [pair.b, pair.a]
    setChoices(usualChoices(register, stays.values, goes.values))
  }
  const merge = async (): Promise<void> => {
    setBusy(true)
    const done = await store.commit(await mergeBatch(store, registers, register, kept, gone, choices))
    setBusy(false)
    if (!done.ok) {
      notices.failed('没有合并。', done.message)
      return
    }
    saved.tell(done, `已合并为“${labelOf(register, kept)}”`, [
      { label: '撤销', run: () => void undo(done.batch) },
    ])
    onClose()
  }
  const textOf = (record: LedgerRecord, name: string): string => {
    const field = register.fields[name]
    const text =
      field === undefined
        ? ''
        : formatValue(field, record.values[name], (_to, id) => around?.shown.names[id] ?? '…')
    return text === '' ? '（空）' : text
  }
  const fields = differences(register, kept.values, gone.values)
  return (
    <Modal
      open
      centered
      width={860}
      title={`合并${register.title}`}
      onCancel={onClose}
      styles={{ body: { maxHeight: 'calc(100vh - 220px)', overflow: 'auto' } }}
      footer={
        <Space>
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" disabled={busy || around === undefined} onClick={() => void merge()}>
            合并为一条
          </Button>
        </Space>
      }
    >
      <Radio.Group
        aria-label="保留哪一条"
        value={keepsA}
        onChange={({ target }) => keep(target.value === true)}
        options={[pair.a, pair.b].map((record) => ({
          value: record === pair.a,
          label: (
            <>
              {`保留 ${labelOf(register, record)} ${record.code} `}
              <span className="soft">{details[record.id]}</span>
            </>
          ),
        }))}
      />
      <p className="soft" role="status">
        {`另一条移到回收站；引用它的 ${String(around?.uses ?? 0)} 条记录改为引用保留的一条。这是一步，可以撤销。`}
      </p>
      <table className="child-table" aria-label="两条记录的不同">
        <thead>
          <tr>
            <th>项目</th>
            <th>{`保留：${kept.code}`}</th>
            <th>{`并入：${gone.code}`}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((name) => (
            <tr key={name}>
              <th scope="row">{register.fields[name]?.label}</th>
              {([kept, gone] as const).map((record, index) => {
                const which = index === 0 ? 'kept' : 'gone'
                return (
                  <td key={which}>
                    <Radio
                      name={`merge-${name}`}
                      checked={(choices[name] ?? 'kept') === which}
                      onChange={() => setChoices({ ...choices, [name]: which })}
                    >
                      {textOf(record, name)}
                    </Radio>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {fields.length === 0 && <p>两条记录的内容完全相同。</p>}
    </Modal>
  )
}
