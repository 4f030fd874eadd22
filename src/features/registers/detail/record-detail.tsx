import { App, Button, Space, Spin } from 'antd'
import { useCallback, useEffect, useState } from 'react'
import { formatValue } from '../../../domain/kinds/all'
import { beijingMoment } from '../../../domain/kinds/date'
import { stateOf, toneOf } from '../../../domain/lifecycle'
import {
  type ChildRow,
  type Field,
  holds,
  isEmpty,
  isRequired,
  rowsOf,
  type Values,
} from '../../../domain/field'
import { labelOf, type Register } from '../../../domain/register'
import type { LedgerRecord } from '../../../domain/record'
import type { ListQuery, RecordView, RelatedGroup, Settings, Store } from '../../../storage/store'
import { useNotices } from '../../../ui/notices'
import { Page } from '../../../ui/page'
import { useRevision } from '../../../ui/use-revision'
import { deleteRecords } from '../delete-records'
import './detail.css'
import { NeighbourButtons } from './neighbours'
import { FollowUps, RecordSteps, type RecordStepsProps } from './record-steps'
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
  readonly now: () => string
  readonly onGo: (id: string) => void
  readonly onEdit: (id: string, field?: string) => void
  readonly onNew: (register: string, initial: Values) => void
  readonly onBack: () => void
}

/** One record: what it says, what may come next, and what links to it. */
export const RecordDetail = (props: RecordDetailProps) => {
  const { register, registers, store, id, among, onOpen, onGo, onEdit, onNew, onBack } = props
  const { modal } = App.useApp()
  const notices = useNotices()
  const { view, related, gone } = useRecord(store, register, id)

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
      extra={<Tags register={register} view={view} />}
      actions={
        <Space wrap>
          <RecordSteps {...props} record={record} />
          <FollowUps {...{ register, record, onNew }} />
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
              <Rows key={field} {...props} name={field} field={definition} {...{ record, names }} />
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

const Tags = ({ register, view }: { readonly register: Register; readonly view: RecordView }) => {
  const { record, flags } = view
  const state = register.lifecycle === undefined ? undefined : stateOf(register.lifecycle, record.values)
  return (
    <Space>
      <span className="soft">{record.code}</span>
      {state !== undefined && register.lifecycle !== undefined && (
        <span className={`tag ${toneOf(register.lifecycle, state)}`}>{state}</span>
      )}
      {record.isSample && <span className="tag sample">示例</span>}
      {record.deletedAt !== null && <span className="tag attention">已删除</span>}
      {flags.map(({ label, tone, why }) => (
        <span key={label} className={`tag ${tone}`} title={why}>
          {label}
        </span>
      ))}
    </Space>
  )
}

/** Everything but the state and what belongs to this one record alone. */
const copied = (register: Register, record: LedgerRecord): Values =>
  Object.fromEntries(
    Object.entries(record.values).filter(
      ([name]) => register.fields[name]?.readOnly !== true && name !== 'code' && name !== 'creditCode',
    ),
  )

const sectionsOf = (register: Register, record: LedgerRecord) => {
  // The heading says the state, and the name where it follows from other fields.
  const isSaid = (name: string): boolean =>
    name === register.lifecycle?.field ||
    (name === register.labelField && register.fields[name]?.readOnly === true)
  const visible = Object.entries(register.fields).filter(
    ([name, field]) => holds(field.visibleWhen, record.values) && !isSaid(name),
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

const unitOf = (field: Field): string =>
  field.kind === 'money' ? ' 万元' : 'unit' in field ? ` ${field.unit}` : ''

const Fact = ({ field, value, record, names, onOpen }: FactProps) => {
  const missing = (value === undefined || isEmpty(value)) && isRequired(field, record.values)
  return (
    <div className={field.kind === 'text' && field.multiline === true ? 'wide' : ''}>
      <dt>{field.label}</dt>
      <dd>
        {missing ? (
          <span className="gap">待补充</span>
        ) : (
          <ValueText field={field} value={value} names={names} unit={unitOf(field)} onOpen={onOpen} />
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

interface RowsProps extends Omit<RecordStepsProps, 'row'> {
  readonly name: string
  readonly field: Extract<Field, { kind: 'rows' }>
  readonly names: FactProps['names']
  readonly onOpen: FactProps['onOpen']
}

/** The child rows as a table of what stands in them, each with its own steps. */
const Rows = ({ name, field, names, onOpen, ...props }: RowsProps) => {
  const { register, record } = props
  const rows = rowsOf(record.values, name)
  if (rows.length === 0) return <div className="wide soft">{`还没有${field.label}。`}</div>
  const children = Object.entries(field.fields).filter(([child]) => rows.some((row) => !isEmpty(row[child])))
  const acts =
    register.rowLifecycles?.[name] !== undefined ||
    register.followUps?.some((followUp) => followUp.rows === name) === true
  return (
    <div className="wide" style={{ overflowX: 'auto' }}>
      <table className="child-table" aria-label={field.label}>
        <thead>
          <tr>
            {children.map(([child, { label }]) => (
              <th key={child} scope="col">
                {label}
              </th>
            ))}
            {acts && <th scope="col">办理</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {children.map(([child, definition]) => (
                <td key={child}>
                  <ValueText
                    field={definition}
                    value={row[child]}
                    names={names}
                    unit={unitOf(definition)}
                    onOpen={onOpen}
                  />
                </td>
              ))}
              {acts && (
                <td>
                  <Space size={4}>
                    <RecordSteps {...props} row={{ field: name, index }} />
                    <FollowUps {...props} row={{ field: name, index }} />
                  </Space>
                </td>
              )}
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
