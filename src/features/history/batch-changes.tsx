import { Button, Spin } from 'antd'
import { useEffect, useState } from 'react'
import type { Register } from '../../domain/register'
import type { ChangePage, Store } from '../../storage/store'
import { ChangeItem } from './change-list'

interface BatchChangesProps {
  readonly store: Store
  readonly registers: readonly Register[]
  readonly batch: string
  readonly onOpen: (register: string, id: string) => void
}

const atOnce = 20

/** What one batch changed, a page at a time. */
export const BatchChanges = ({ store, registers, batch, onOpen }: BatchChangesProps) => {
  const [wanted, setWanted] = useState(atOnce)
  const [page, setPage] = useState<ChangePage | undefined>(undefined)
  useEffect(() => {
    void store.changesIn(batch, 0, wanted).then(setPage)
  }, [store, batch, wanted])
  if (page === undefined) return <Spin size="small" />
  const left = page.total - page.changes.length
  return (
    <>
      <ul className="batch-changes">
        {page.changes.map((view) => (
          <ChangeItem key={view.change.id} {...{ view, registers, onOpen }} />
        ))}
      </ul>
      {left > 0 && (
        <Button size="small" onClick={() => setWanted((now) => now + atOnce * 5)}>
          {`再显示一些（还有 ${String(left)} 条）`}
        </Button>
      )}
    </>
  )
}
