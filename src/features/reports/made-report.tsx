import { Alert, Button } from 'antd'
import { useEffect, useState } from 'react'
import { useRevision } from '../../ui/use-revision'
import { Working } from '../../ui/working'
import { Preview } from './preview'
import { lastAction } from './quality/changed-records'
import type { ReportsPageProps } from './reports-props'
import type { ReportWork } from './use-report'

interface MadeReportProps extends Pick<
  ReportsPageProps,
  'store' | 'submitting' | 'onCancelWork' | 'onSaveRecords' | 'onShowRecords'
> {
  readonly work: ReportWork
  readonly onAgain: () => void
}

/** What has come of a report so far: how far it is, and its preview with what there is to say of it. */
export const MadeReport = ({
  work,
  store,
  submitting,
  onAgain,
  onCancelWork,
  onSaveRecords,
  onShowRecords,
}: MadeReportProps) => (
  <>
    {work.progress !== undefined && <Working text={work.progress} onCancel={work.cancel} />}
    {work.built === undefined ? (
      <p className="soft">点“预览”看打印出来的样子，或直接“导出 Excel”。</p>
    ) : (
      <>
        <OutdatedNote {...{ store, onAgain }} action={work.built.action} />
        <Preview
          sheets={work.built.sheets}
          options={work.built.options}
          pageAt={work.pageAt}
          explain={work.explain}
          tell={work.tell}
          onCancel={onCancelWork}
          onOpen={submitting.onOpenRecord}
          {...{ onSaveRecords, onShowRecords }}
        />
      </>
    )}
  </>
)

interface OutdatedNoteProps extends Pick<MadeReportProps, 'store' | 'onAgain'> {
  /** The action that the ledger stood at when the preview was made. */
  readonly action: number
}

/** A preview keeps the figures that it was made with; says so once the ledger has gone on. */
const OutdatedNote = ({ store, action, onAgain }: OutdatedNoteProps) => {
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
