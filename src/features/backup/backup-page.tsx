import { Button } from 'antd'
import { useEffect, useState } from 'react'
import type { SnapshotView } from '../../storage/store'
import { useNotices } from '../../ui/notices'
import { Page } from '../../ui/page'
import { useRevision } from '../../ui/use-revision'
import { useSaved } from '../../ui/saved'
import { useUndo } from '../../ui/undo'
import { BackupDialog, type BackupDialogProps } from './backup-dialog'
import { RestoreDialog, type RestoreDialogProps, type RestoreSource } from './restore-dialog'
import { SecondFolderSection } from './second-folder-section'
import { SnapshotsSection } from './snapshots-section'

type BackupPageProps = Omit<BackupDialogProps, 'kind' | 'onDone' | 'onClose'> &
  Pick<RestoreDialogProps, 'store' | 'registers' | 'changes'>

/** 备份与恢复: what is kept by itself, what the user keeps, and the ways back. */
export const BackupPage = (props: BackupPageProps) => {
  const { store, bridge, settings } = props
  const notices = useNotices()
  const saved = useSaved()
  const undo = useUndo()
  const revision = useRevision(store)
  const [taken, setTaken] = useState(0)
  const [busy, setBusy] = useState(false)
  const [snapshots, setSnapshots] = useState<readonly SnapshotView[] | undefined>(undefined)
  const [writing, setWriting] = useState<BackupDialogProps['kind'] | undefined>(undefined)
  const [source, setSource] = useState<RestoreSource | undefined>(undefined)
  useEffect(() => {
    void store.snapshots().then(setSnapshots)
  }, [store, revision, taken])

  const refresh = (): void => setTaken((count) => count + 1)
  const take = async (): Promise<void> => {
    setBusy(true)
    const result = await store.takeSnapshot()
    setBusy(false)
    refresh()
    if (result.status === 'failed') notices.failed(result.message, result.advice)
    else notices.done(result.status === 'taken' ? '已做快照，并已核对' : '上次快照以后没有改动')
  }
  const choose = async (): Promise<void> => {
    const chosen = await bridge.chooseBackup()
    if (chosen.status === 'failed') notices.failed(chosen.message, chosen.advice)
    if (chosen.status === 'chosen') setSource({ kind: 'backup', name: chosen.name, locked: chosen.locked })
  }
  const showFolder = async (): Promise<void> => {
    const shown = await bridge.showFolder({ folder: 'vault' })
    if (shown.status === 'failed') notices.failed(shown.message, shown.advice)
  }
  return (
    <Page title="备份与恢复" help="每次保存都已写两份。这里管更早的状态：退回到以前、换电脑、交接岗位。">
      <section className="panel" aria-label="备份文件">
        <h2>备份文件</h2>
        <p className="soft">一个文件装下全部数据、历次变更、附件和设置，可以放到 U 盘或另一台电脑。</p>
        <div className="backup-actions">
          <Button type="primary" onClick={() => setWriting('backup')}>
            备份到文件…
          </Button>
          <Button onClick={() => void choose()}>从备份恢复…</Button>
          <Button onClick={() => setWriting('handover')}>岗位交接…</Button>
        </div>
      </section>
      <SecondFolderSection bridge={bridge} revision={taken} onChosen={() => void take()} />
      <SnapshotsSection
        snapshots={snapshots}
        busy={busy}
        onTake={() => void take()}
        onShowFolder={() => void showFolder()}
        onRestore={({ name, at }) => setSource({ kind: 'snapshot', name, at })}
      />
      {writing !== undefined && (
        <BackupDialog {...props} kind={writing} onDone={refresh} onClose={() => setWriting(undefined)} />
      )}
      {source !== undefined && (
        <RestoreDialog
          {...props}
          source={source}
          homeDistrict={settings.homeDistrict}
          onClose={() => setSource(undefined)}
          onRestored={(done) => {
            setSource(undefined)
            refresh()
            const { batch } = done
            const actions = batch === undefined ? [] : [{ label: '撤销', run: () => void undo(batch) }]
            saved.tell(done, `已恢复，改动 ${String(done.records)} 条记录`, actions)
          }}
        />
      )}
    </Page>
  )
}
