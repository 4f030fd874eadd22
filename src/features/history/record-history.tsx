import { App, Button, Space } from 'antd'
import { useEffect, useState } from 'react'
import { canTakeBack } from '../../domain/history'
import { beijingMoment } from '../../domain/kinds/date'
import type { Register } from '../../domain/register'
import type { ChangeView, Store } from '../../storage/store'
import { useUndo } from '../../ui/undo'
import { useRevision } from '../../ui/use-revision'
import { actionWords, undoWord } from './batch-words'
import { ChangedFields } from './change-list'
import { changedParts } from './change-words'
import './history.css'

interface RecordHistoryProps {
  readonly store: Store
  readonly register: Register
  readonly id: string
  /** Shows the record as it was at an ISO instant. */
  readonly onShowAt: (instant: string) => void
}

const shownAtFirst = 10

/** 历史 of one record: every change of it, newest first. */
export const RecordHistory = ({ store, register, id, onShowAt }: RecordHistoryProps) => {
  const revision = useRevision(store)
  const [views, setViews] = useState<readonly ChangeView[]>([])
  const [isWhole, setIsWhole] = useState(false)
  useEffect(() => {
    void store.history(register.name, id).then(setViews)
  }, [store, register, id, revision])
  const shown = isWhole ? views : views.slice(0, shownAtFirst)
  return (
    <>
      <ol className="record-history">
        {shown.map((view) => (
          <Entry key={view.change.id} {...{ view, register, onShowAt }} />
        ))}
      </ol>
      {shown.length < views.length && (
        <Button size="small" onClick={() => setIsWhole(true)}>
          {`显示全部 ${String(views.length)} 次变更`}
        </Button>
      )}
    </>
  )
}

const Entry = ({
  view,
  register,
  onShowAt,
}: Pick<RecordHistoryProps, 'register' | 'onShowAt'> & { readonly view: ChangeView }) => {
  const { change, batch, names } = view
  const undo = useUndo()
  const { modal } = App.useApp()
  const word = undoWord(batch.kind)
  const label = batch.count === 1 ? `${word}这次` : `${word}这次（共 ${String(batch.count)} 条）`
  const moment = beijingMoment(batch.at)
  const takeBack = async (): Promise<void> => {
    const sure =
      batch.count === 1 ||
      (await modal.confirm({
        title: `${word}这次操作的全部 ${String(batch.count)} 条记录？`,
        content: `这条记录是在“${batch.title}”里一起改动的，会和其余 ${String(batch.count - 1)} 条一起${word}。`,
        okText: word,
        cancelText: '取消',
      }))
    if (sure) await undo(batch.id)
  }
  return (
    <li>
      <div className="entry-head">
        <span className="when">{moment}</span>
        <span>{batch.by}</span>
        <span className="tag">{actionWords[change.action]}</span>
        <span className="what">{batch.title}</span>
        <Space>
          <Button
            size="small"
            type="link"
            aria-label={`看当时的样子 ${moment}`}
            onClick={() => onShowAt(batch.at)}
          >
            看当时的样子
          </Button>
          {batch.undone ? (
            <span className="soft">{word === '撤销' ? '已撤销' : '已恢复'}</span>
          ) : (
            canTakeBack(batch.kind) && (
              <Button size="small" aria-label={`${label} ${batch.title}`} onClick={() => void takeBack()}>
                {label}
              </Button>
            )
          )}
        </Space>
      </div>
      {batch.reason !== undefined && <div className="batch-reason">{`理由：${batch.reason}`}</div>}
      <ChangedFields action={change.action} parts={changedParts(register, change, names)} />
    </li>
  )
}
