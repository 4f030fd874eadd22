import { Button, Spin } from 'antd'
import { useEffect, useState } from 'react'
import { beijingDay, beijingMoment } from '../../../domain/kinds/date'
import { labelOf, type Register } from '../../../domain/register'
import type { RecordView, Store } from '../../../storage/store'
import { Page } from '../../../ui/page'
import './detail.css'
import { RecordContent, RecordFoot } from './record-content'

interface PastRecordProps {
  readonly store: Store
  readonly register: Register
  readonly id: string
  /** ISO */
  readonly instant: string
  readonly onOpen: (register: string, id: string) => void
  readonly onBack: () => void
}

/** A record as it was once; nothing on this page can be changed. */
export const PastRecord = ({ store, register, id, instant, onOpen, onBack }: PastRecordProps) => {
  const [view, setView] = useState<RecordView | 'none' | undefined>(undefined)
  useEffect(() => {
    void store.asOf(register.name, id, instant).then((found) => setView(found ?? 'none'))
  }, [store, register, id, instant])
  const moment = beijingMoment(instant)
  const back = (
    <Button type="primary" autoFocus onClick={onBack}>
      返回现在的样子
    </Button>
  )
  if (view === undefined) return <Spin style={{ margin: 40 }} />
  if (view === 'none') {
    return (
      <Page title={`${moment} 的样子`} actions={back}>
        <p>{`${moment} 还没有这条记录，它是后来建立的。`}</p>
      </Page>
    )
  }
  const { record } = view
  return (
    <Page title={`${labelOf(register, record)}（${moment} 的样子）`} actions={back}>
      <div className="past-notice" role="status">
        <strong>这是过去的样子，不是现在的内容。</strong>
        {`以下是 ${moment} 这条记录的全部内容，不能修改。链接到的其他记录显示的是它们现在的名称。`}
        {record.deletedAt !== null && '当时它在回收站里。'}
      </div>
      <div className="past">
        <RecordContent {...{ register, view, onOpen }} day={beijingDay(instant)} />
        <RecordFoot record={record} />
      </div>
    </Page>
  )
}
