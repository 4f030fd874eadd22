import { Alert, Button, Space } from 'antd'
import { useEffect, useState } from 'react'
import type { SecondFolderState } from '../../bridge/channels'
import { beijingMoment } from '../../domain/kinds/date'
import { useNotices } from '../../ui/notices'
import type { BackupBridge } from './backup-bridge'

interface SecondFolderSectionProps {
  readonly bridge: BackupBridge
  /** Rises when a snapshot may have been copied there. */
  readonly revision: number
  /** A folder was chosen: it has nothing in it yet. */
  readonly onChosen: () => void
  readonly onRestore: () => void
}

/** 第二份文件夹: where every snapshot lies once more. */
export const SecondFolderSection = (props: SecondFolderSectionProps) => {
  const { bridge, revision, onChosen, onRestore } = props
  const notices = useNotices()
  const [state, setState] = useState<SecondFolderState | undefined>(undefined)
  useEffect(() => {
    void bridge.secondFolder().then(setState)
  }, [bridge, revision])
  if (state === undefined) return null
  const { folder, copiedAt, problem } = state
  const choose = async (): Promise<void> => {
    const chosen = await bridge.chooseSecondFolder()
    if (chosen.status === 'failed') notices.failed(chosen.message, chosen.advice)
    if (chosen.status !== 'chosen') return
    setState(chosen.state)
    onChosen()
  }
  const forget = async (): Promise<void> => {
    const next = await bridge.forgetSecondFolder()
    if ('status' in next) notices.failed(next.message, next.advice)
    else setState(next)
  }
  const show = async (): Promise<void> => {
    const shown = await bridge.showFolder({ folder: 'secondFolder' })
    if (shown.status === 'failed') notices.failed(shown.message, shown.advice)
  }
  return (
    <section className="panel" aria-label="第二份文件夹">
      <h2>第二份文件夹</h2>
      <p className="soft">
        每次快照再复制一份到 U
        盘、共享文件夹或另一个磁盘。电脑坏了，记录、历次变更和设置能从那里恢复；附件不在快照里，请定期“备份到文件”。
      </p>
      {folder !== null && (
        <dl className="backup-contents">
          <dt>文件夹</dt>
          <dd>{folder}</dd>
          <dt>最近复制</dt>
          <dd>{copiedAt === null ? '还没有' : beijingMoment(copiedAt)}</dd>
        </dl>
      )}
      {problem !== null && (
        <Alert
          role="alert"
          type="warning"
          showIcon
          title={problem.message}
          description={problem.advice}
          style={{ marginBottom: 12 }}
        />
      )}
      <Space wrap>
        <Button onClick={() => void choose()}>{folder === null ? '选择文件夹…' : '换一个文件夹…'}</Button>
        {folder !== null && (
          <>
            <Button onClick={onRestore}>从这里恢复…</Button>
            <Button onClick={() => void show()}>打开文件夹</Button>
            <Button onClick={() => void forget()}>不再复制</Button>
          </>
        )}
      </Space>
    </section>
  )
}
