import { Button, Space, Spin } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { endOfBeijingDay } from '../../../domain/kinds/date'
import { showNumber } from '../../../domain/kinds/number'
import { stateOf, toneOf } from '../../../domain/lifecycle'
import type { Values } from '../../../domain/field'
import { labelOf, type Origin, type Register } from '../../../domain/register'
import type { LedgerRecord } from '../../../domain/record'
import { binBatch } from '../../../storage/bin-batch'
import type { Filter, ListQuery, RecordView, RelatedGroup, Settings, Store } from '../../../storage/store'
import { useNotices } from '../../../ui/notices'
import { Page } from '../../../ui/page'
import { useSaved } from '../../../ui/saved'
import { useUndo } from '../../../ui/undo'
import { useRevision } from '../../../ui/use-revision'
import { copiedValues } from '../copied-values'
import { useRemoving } from '../use-removing'
import { AskDay } from './ask-day'
import './detail.css'
import { NeighbourButtons } from './neighbours'
import { PastRecord } from './past-record'
import { RecordContent, RecordFoot } from './record-content'
import { FollowUps, RecordSteps } from './record-steps'

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
  readonly onNew: (register: string, initial: Values, origin?: Origin) => void
  readonly onBack: () => void
  /** Opens the records behind a number. */
  readonly onList: (register: string, filters: readonly Filter[]) => void
  /** What other parts of the program can do with a record of this register. */
  readonly moreActions?: ((record: LedgerRecord) => ReactNode) | undefined
  /** What other parts of the program say about a record of this register. */
  readonly aside?: ((record: LedgerRecord) => ReactNode) | undefined
  /** Every change of the record; it may ask to see the record as it was at an ISO instant. */
  readonly history: (onShowAt: (instant: string) => void) => ReactNode
}

/** One record: what it says, what may come next, and what links to it. */
export const RecordDetail = (props: RecordDetailProps) => {
  const { register, registers, store, id, today, among, history, onOpen, onGo, onEdit, onNew, onBack } = props
  const notices = useNotices()
  const remove = useRemoving(store, register)
  const { view, related, gone } = useRecord(store, register, id)
  const saved = useSaved()
  const undo = useUndo()
  const [past, setPast] = useState<{ readonly id: string; readonly instant: string } | undefined>(undefined)

  if (gone) {
    return (
      <Page title="记录不存在" actions={<Button onClick={onBack}>返回</Button>}>
        <p>这条记录已被永久删除，或来自另一个数据库。</p>
      </Page>
    )
  }
  if (view === undefined) return <Spin style={{ margin: 40 }} />
  const { record } = view
  const label = labelOf(register, record)
  const restore = async (): Promise<void> => {
    const done = await store.commit(binBatch('restore', register, [record]))
    if (!done.ok) notices.failed('没有恢复。', done.message)
    else saved.tell(done, '已恢复 1 条', [{ label: '撤销', run: () => void undo(done.batch) }])
  }
  const showAt = (instant: string): void => setPast({ id, instant })
  if (past?.id === id)
    return (
      <PastRecord
        key={past.instant}
        {...{ store, register, id, onOpen }}
        instant={past.instant}
        onBack={() => setPast(undefined)}
      />
    )
  const rowActions = (field: string) =>
    register.rowLifecycles?.[field] === undefined &&
    register.followUps?.some((followUp) => followUp.rows === field) !== true
      ? undefined
      : (index: number) => (
          <Space size={4}>
            <RecordSteps {...props} record={record} row={{ field, index }} />
            <FollowUps {...{ register, record, onNew }} row={{ field, index }} />
          </Space>
        )
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
          {props.moreActions?.(record)}
          <FollowUps {...{ register, record, onNew }} />
          <Button onClick={() => onNew(register.name, copiedValues(register, record))}>复制新建</Button>
          {record.deletedAt === null ? (
            <>
              <Button danger onClick={() => void remove([id]).then((done) => done && onBack())}>
                删除
              </Button>
              <Button type="primary" onClick={() => onEdit(id)}>
                编辑
              </Button>
            </>
          ) : (
            <Button type="primary" onClick={() => void restore()}>
              恢复
            </Button>
          )}
        </Space>
      }
    >
      {props.aside?.(record)}
      <RecordContent {...{ register, view, onOpen, rowActions }} day={today} onList={props.onList} />
      <section className="panel" aria-label="相关记录">
        <h2>相关记录</h2>
        {related === undefined ? (
          <p className="soft">正在查找……</p>
        ) : related.length === 0 ? (
          <p className="soft">还没有其他记录用到它。</p>
        ) : (
          related.map((group) => (
            <Related key={group.register + group.path} group={group} registers={registers} onOpen={onOpen} />
          ))
        )}
      </section>
      <section className="panel" aria-label="历史">
        <h2>历史</h2>
        <AskDay today={today} onDay={(day) => showAt(endOfBeijingDay(day))} />
        {history(showAt)}
      </section>
      <RecordFoot record={record} />
    </Page>
  )
}

const useRecord = (store: Store, register: Register, id: string) => {
  const [view, setView] = useState<RecordView | undefined>(undefined)
  const [related, setRelated] = useState<{ readonly id: string; readonly groups: readonly RelatedGroup[] }>()
  const [gone, setGone] = useState(false)
  const revision = useRevision(store)
  useEffect(() => {
    // One may have gone on to the next record when an answer comes.
    let isOld = false
    void store.get(register.name, id).then((found) => {
      if (isOld) return
      setView(found)
      setGone(found === undefined)
    })
    // There may be thousands that name it: the record itself does not wait for them.
    void store.related(register.name, id, mostRelated).then((groups) => {
      if (!isOld) setRelated({ id, groups })
    })
    return () => {
      isOld = true
    }
  }, [store, register, id, revision])
  return { view, related: related?.id === id ? related.groups : undefined, gone }
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

const mostRelated = 20

const Related = ({
  group,
  registers,
  onOpen,
}: {
  readonly group: RelatedGroup
  readonly registers: readonly Register[]
  readonly onOpen: RecordDetailProps['onOpen']
}) => {
  const register = registers.find(({ name }) => name === group.register)
  if (register === undefined) return null
  return (
    <div>
      <h3 className="related-title">{`${group.label}（${showNumber(group.total)}）`}</h3>
      {group.records.map((record) => (
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
      {group.total > group.records.length && (
        <span className="soft">{`……等 ${showNumber(group.total)} ${register.unit}`}</span>
      )}
    </div>
  )
}
