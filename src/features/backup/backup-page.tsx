import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { namedUses } from '../../domain/attachments'
import type { SnapshotView } from '../../storage/store'
import { useNotices } from '../../ui/notices'
import { Page } from '../../ui/page'
import { useRevision } from '../../ui/use-revision'
import { useSaved } from '../../ui/saved'
import { useUndo } from '../../ui/undo'
import { BackupDialog, type BackupDialogProps } from './backup-dialog'
import { RestoreDialog, type RestoreDialogProps } from './restore-dialog'
import { SecondFolderSection } from './second-folder-section'
import { SnapshotsSection } from './snapshots-section'
import type { RestoreSource } from './use-restore'

type BackupPageProps = Omit<BackupDialogProps, 'kind' | 'onDone' | 'onClose'> &
  Pick<RestoreDialogProps, 'store' | 'registers' | 'changes'> & {
    /** Says which files of the records are not there. */
    readonly checkFiles: () => void
  }

/** 备份与恢复: what is kept by itself, what the user keeps, and the ways back. */
export const BackupPage = (props: BackupPageProps) => {
  const { store, bridge, settings, checkFiles } = props
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
  const choose = async (from: 'anywhere' | 'secondFolder'): Promise<void> => {
    const chosen = await bridge.chooseBackup({ from })
    if (chosen.status === 'failed') notices.failed(chosen.message, chosen.advice)
    if (chosen.status === 'chosen') setSource({ ...chosen, kind: 'backup' })
  }
  const written = async (leftOut: readonly string[]): Promise<void> => {
    refresh()
    if (leftOut.length === 0) return
    const uses = (await store.attachments()).filter(({ attachment }) => leftOut.includes(attachment.hash))
    notices.failed(
      `这份备份缺 ${String(leftOut.length)} 个附件：文件在本机不见了或被改动。`,
      `${namedUses(uses)}。请打开记录，重新添加同一个文件，再备份一次。其余内容都在备份里。`,
    )
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
          <Button onClick={() => void choose('anywhere')}>从备份恢复…</Button>
          <Button onClick={() => setWriting('handover')}>岗位交接…</Button>
        </div>
      </section>
      <SecondFolderSection
        bridge={bridge}
        revision={taken}
        onChosen={() => void take()}
        onRestore={() => void choose('secondFolder')}
      />
      <SnapshotsSection
        snapshots={snapshots}
        busy={busy}
        onTake={() => void take()}
        onShowFolder={() => void showFolder()}
        onRestore={({ name, at }) => setSource({ kind: 'snapshot', name, at })}
      />
      {writing !== undefined && (
        <BackupDialog
          {...props}
          kind={writing}
          onDone={(leftOut) => void written(leftOut)}
          onClose={() => setWriting(undefined)}
        />
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
            checkFiles()
          }}
        />
      )}
    </Page>
  )
}
