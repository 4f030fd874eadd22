import { Alert, Button } from 'antd'
import { useEffect, useState } from 'react'
import type { Store } from '../../storage/store'
import { useRevision } from '../../ui/use-revision'
import { lastAction } from './quality/changed-records'

interface OutdatedNoteProps {
  readonly store: Pick<Store, 'batches' | 'watch'>
  /** The action that the ledger stood at when the preview was made. */
  readonly action: number
  readonly onAgain: () => void
}

/** A preview keeps the figures that it was made with; says so once the ledger has gone on. */
export const OutdatedNote = ({ store, action, onAgain }: OutdatedNoteProps) => {
  const revision = useRevision(store)
  const [now, setNow] = useState(action)
  useEffect(() => {
    let isGone = false
    void lastAction(store).then((found) => {
      if (!isGone) setNow(found)
    })
    return () => {
      isGone = true
    }
  }, [store, revision, action])
  return (
    now > action && (
      <Alert
        type="warning"
        showIcon
        title="预览之后台账又有改动，下面还是改动前的数字。"
        action={
          <Button size="small" onClick={onAgain}>
            重新预览
          </Button>
        }
      />
    )
  )
}
