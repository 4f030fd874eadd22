import { App, Button, Space, Spin } from 'antd'
import { useCallback, useEffect, useState } from 'react'
import { withoutAttachments } from '../../../domain/attachments'
import { attachmentsIn, formatValue } from '../../../domain/kinds/all'
import { beijingMoment } from '../../../domain/kinds/date'
import { nextSteps, stateOf, toneOf, type Transition } from '../../../domain/lifecycle'
import { type ChildRow, type Field, holds, isEmpty, isRequired, type Values } from '../../../domain/field'
import { labelOf, type Register } from '../../../domain/register'
import type { LedgerRecord } from '../../../domain/record'
import type { ListQuery, RecordView, RelatedGroup, Settings, Store } from '../../../storage/store'
import { useNotices } from '../../../ui/notices'
import { Page } from '../../../ui/page'
import { useRevision } from '../../../ui/use-revision'
import { AttachmentList } from '../attachments/attachment-list'
import { deleteRecords } from '../delete-records'
import { StepDialog } from '../step-dialog'
import { takeSteps } from '../take-steps'
import './detail.css'
import { NeighbourButtons } from './neighbours'
import { RoleHeptagon } from './role-heptagon'

interface RecordDetailProps {
  readonly register: Register
  readonly registers: readonly Register[]
  readonly store: Store
  readonly settings: Settings
  readonly id: string
  readonly today: string
  /** The list that one came from. */
  readonly among: ListQuery | undefined
  readonly onOpen: (register: string, id: string) => void
  readonly onGo: (id: string) => void
  readonly onEdit: (id: string) => void
  readonly onNew: (register: string, initial: Values) => void
  readonly onBack: () => void
}

/** One record: what it says, what may come next, and what links to it. */
export const RecordDetail = (props: RecordDetailProps) => {
  const { register, registers, store, settings, id, today, among, onOpen, onGo, onEdit, onNew, onBack } =
    props
  const { modal } = App.useApp()
  const notices = useNotices()
  const { view, related, gone } = useRecord(store, register, id)
  const [step, setStep] = useState<Transition | undefined>(undefined)

  if (gone) {
    return (
      <Page title="记录不存在" actions={<Button onClick={onBack}>返回</Button>}>
        <p>这条记录已被永久删除，或来自另一个数据库。</p>
      </Page>
    )
  }
  if (view === undefined) return <Spin style={{ margin: 40 }} />
  const { record, names } = view
  const label = labelOf(register, record)
  const steps =
    register.lifecycle === undefined || record.deletedAt !== null
      ? []
      : nextSteps(register.lifecycle, stateOf(register.lifecycle, record.values))
  const undo = (batch: string): void => {
    void store
      .undo(batch)
      .then((undone) => (undone.ok ? notices.done('已撤销') : notices.failed('没有撤销。', undone.message)))
  }
  const remove = async (): Promise<void> => {
    const sure = await modal.confirm({
      title: '删除 1 条记录？',
      content: `“${label}”移到回收站，可以撤销。`,
      okText: '删除',
      okButtonProps: { danger: true },
      cancelText: '取消',
    })
    if (!sure) return
    const done = await deleteRecords(store, register, [record])
    if (!done.ok) {
      notices.failed('没有删除。', done.message)
      return
    }
    notices.done('已删除 1 条', [{ label: '撤销', run: () => undo(done.batch) }])
    onBack()
  }
  const finish = async (transition: Transition, given: Parameters<typeof takeSteps>[4]): Promise<void> => {
    const done = await takeSteps(store, register, [record], transition, given, today)
    setStep(undefined)
    if (done.ok) notices.done(`已${transition.action}`, [{ label: '撤销', run: () => undo(done.batch) }])
    else notices.failed(`没有${transition.action}。`, done.message)
  }
  const begin = (transition: Transition): void => {
    if ((transition.asks ?? []).length > 0 || transition.reason !== undefined) setStep(transition)
    else void finish(transition, { values: {} })
  }
  return (
    <Page
      title={label}
      above={
        <>
          <Button size="small" onClick={onBack}>
            返回
          </Button>
          {among !== undefined && <NeighbourButtons {...{ register, store, among, id, onGo }} />}
        </>
      }
      extra={<Tags register={register} record={record} />}
      actions={
        <Space wrap>
          {steps.map((transition) => (
            <Button key={transition.action} onClick={() => begin(transition)}>
              {transition.action}
            </Button>
          ))}
          <Button onClick={() => onNew(register.name, copied(register, record))}>复制新建</Button>
          <Button danger onClick={() => void remove()} disabled={record.deletedAt !== null}>
            删除
          </Button>
          <Button type="primary" onClick={() => onEdit(id)} disabled={record.deletedAt !== null}>
            编辑
          </Button>
        </Space>
      }
    >
      {sectionsOf(register, record).map(({ name, fields }) => (
        <section key={name} className="panel" aria-label={name}>
          <h2>{name}</h2>
          <dl className="facts">
            {fields
              .filter(([, definition]) => definition.kind !== 'rows')
              .map(([field, definition]) => (
                <Fact
                  key={field}
                  field={definition}
                  value={record.values[field]}
                  record={record}
                  {...{ names, onOpen }}
                />
              ))}
          </dl>
          {fields.map(([field, definition]) =>
            definition.kind === 'rows' ? (
              <Rows key={field} field={definition} value={record.values[field]} {...{ names, onOpen }} />
            ) : null,
          )}
          {name === '成员' && register.name === 'consortia' && <RoleHeptagon counts={roleCounts(record)} />}
        </section>
      ))}
      <section className="panel" aria-label="相关记录">
        <h2>相关记录</h2>
        {related.length === 0 ? (
          <p className="soft">还没有其他记录用到它。</p>
        ) : (
          related.map((group) => (
            <Related key={group.register + group.path} group={group} registers={registers} onOpen={onOpen} />
          ))
        )}
      </section>
      <p className="soft">
        {[
          `建立：${record.createdBy} ${beijingMoment(record.createdAt)}`,
          `修改：${record.updatedBy} ${beijingMoment(record.updatedAt)}`,
          `公开范围：${record.confidentiality}`,
          ...(record.sourceNote === undefined || record.sourceNote === ''
            ? []
            : [`来源：${record.sourceNote}`]),
          ...(record.remark === undefined || record.remark === '' ? [] : [`备注：${record.remark}`]),
        ].join('　·　')}
      </p>
      {step !== undefined && (
        <StepDialog
          {...{ register, registers, store, settings, today }}
          transition={step}
          records={[record]}
          onClose={() => setStep(undefined)}
          onDone={(given) => void finish(step, given)}
        />
      )}
    </Page>
  )
}

const useRecord = (store: Store, register: Register, id: string) => {
  const [view, setView] = useState<RecordView | undefined>(undefined)
  const [related, setRelated] = useState<readonly RelatedGroup[]>([])
  const [gone, setGone] = useState(false)
  const revision = useRevision(store)
  const load = useCallback(async (): Promise<void> => {
    const found = await store.get(register.name, id)
    setView(found)
    setGone(found === undefined)
    setRelated(await store.related(register.name, id))
  }, [store, register, id])
  useEffect(() => {
    void load()
  }, [load, revision])
  return { view, related, gone }
}

const Tags = ({ register, record }: { readonly register: Register; readonly record: LedgerRecord }) => {
  const state = register.lifecycle === undefined ? undefined : stateOf(register.lifecycle, record.values)
  return (
    <Space>
      <span className="soft">{record.code}</span>
      {state !== undefined && register.lifecycle !== undefined && (
        <span className={`tag ${toneOf(register.lifecycle, state)}`}>{state}</span>
      )}
      {record.isSample && <span className="tag sample">示例</span>}
      {record.deletedAt !== null && <span className="tag attention">已删除</span>}
    </Space>
  )
}

/** Everything but the state and what belongs to this one record alone. */
const copied = (register: Register, record: LedgerRecord): Values =>
  Object.fromEntries(
    Object.entries(withoutAttachments(register.fields, record.values)).filter(
      ([name]) => register.fields[name]?.readOnly !== true && name !== 'code' && name !== 'creditCode',
    ),
  )

const sectionsOf = (register: Register, record: LedgerRecord) => {
  const visible = Object.entries(register.fields).filter(([, field]) =>
    holds(field.visibleWhen, record.values),
  )
  const names = [...new Set(visible.map(([, { section }]) => section ?? '基本信息'))]
  return names.map((name) => ({
    name,
    fields: visible.filter(([, { section }]) => (section ?? '基本信息') === name),
  }))
}

interface FactProps {
  readonly field: Field
  readonly value: Values[string]
  readonly record: LedgerRecord
  readonly names: Readonly<Record<string, string>>
  readonly onOpen: (register: string, id: string) => void
}

const Fact = ({ field, value, record, names, onOpen }: FactProps) => {
  const missing = (value === undefined || isEmpty(value)) && isRequired(field, record.values)
  const unit = field.kind === 'money' ? ' 万元' : 'unit' in field ? ` ${field.unit}` : ''
  return (
    <div
      className={
        field.kind === 'attachments' || (field.kind === 'text' && field.multiline === true) ? 'wide' : ''
      }
    >
      <dt>{field.label}</dt>
      <dd>
        {missing ? (
          <span className="gap">待补充</span>
        ) : (
          <ValueText
            field={field}
            value={value}
            names={names}
            unit={value === undefined ? '' : unit}
            onOpen={onOpen}
          />
        )}
      </dd>
    </div>
  )
}

const idsIn = (value: Values[string]): readonly string[] =>
  typeof value === 'string'
    ? [value]
    : Array.isArray(value)
      ? value.filter((entry): entry is string => typeof entry === 'string')
      : []

const ValueText = ({
  field,
  value,
  names,
  unit,
  onOpen,
}: {
  readonly field: Field
  readonly value: Values[string]
  readonly names: FactProps['names']
  readonly unit: string
  readonly onOpen: FactProps['onOpen']
}) => {
  const files = attachmentsIn(field, value)
  if (files.length > 0) return <AttachmentList label={field.label} attachments={files} />
  if (field.kind !== 'link' && field.kind !== 'links')
    return (
      <>
        {value === undefined ? <span className="soft">—</span> : formatValue(field, value, () => '') + unit}
      </>
    )
  const ids = idsIn(value)
  if (ids.length === 0) return <span className="soft">—</span>
  return (
    <>
      {ids.map((id) => (
        <Button key={id} type="link" size="small" className="link" onClick={() => onOpen(field.to, id)}>
          {names[id] ?? '…'}
        </Button>
      ))}
    </>
  )
}

const Rows = ({
  field,
  value,
  names,
  onOpen,
}: {
  readonly field: Extract<Field, { kind: 'rows' }>
  readonly value: Values[string]
  readonly names: FactProps['names']
  readonly onOpen: FactProps['onOpen']
}) => {
  const rows = Array.isArray(value) ? (value as readonly ChildRow[]) : []
  if (rows.length === 0) return <div className="wide soft">{`还没有${field.label}。`}</div>
  const children = Object.entries(field.fields)
  return (
    <div className="wide" style={{ overflowX: 'auto' }}>
      <table className="child-table" aria-label={field.label}>
        <thead>
          <tr>
            {children.map(([name, { label }]) => (
              <th key={name} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {children.map(([name, child]) => (
                <td key={name}>
                  <ValueText field={child} value={row[name]} names={names} unit="" onOpen={onOpen} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const mostRelated = 20

const Related = ({
  group,
  registers,
  onOpen,
}: {
  readonly group: RelatedGroup
  readonly registers: readonly Register[]
  readonly onOpen: FactProps['onOpen']
}) => {
  const register = registers.find(({ name }) => name === group.register)
  if (register === undefined) return null
  return (
    <div>
      <h3 className="related-title">{`${group.label}（${String(group.records.length)}）`}</h3>
      {group.records.slice(0, mostRelated).map((record) => (
        <Button
          key={record.id}
          type="link"
          size="small"
          className="link"
          onClick={() => onOpen(group.register, record.id)}
        >
          {`${record.code} ${labelOf(register, record)}`}
        </Button>
      ))}
      {group.records.length > mostRelated && (
        <span className="soft">{`……等 ${String(group.records.length)} ${register.unit}`}</span>
      )}
    </div>
  )
}

const roleCounts = ({ values }: LedgerRecord): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {}
  for (const row of Array.isArray(values.members) ? (values.members as readonly ChildRow[]) : []) {
    if (typeof row.role === 'string') counts[row.role] = (counts[row.role] ?? 0) + 1
  }
  return counts
}
