import { Button } from 'antd'
import type { SnapshotReason } from '../../bridge/vault'
import { beijingMoment } from '../../domain/kinds/date'
import type { SnapshotView } from '../../storage/store'

const reasons: Readonly<Record<SnapshotReason, string>> = {
  exit: '关闭程序时',
  interval: '使用中自动',
  import: '导入前',
  merge: '汇总前',
  migration: '升级前',
  restore: '恢复前',
  asked: '手动或备份时',
}

interface SnapshotsSectionProps {
  readonly snapshots: readonly SnapshotView[] | undefined
  readonly busy: boolean
  readonly onTake: () => void
  readonly onShowFolder: () => void
  readonly onRestore: (snapshot: SnapshotView) => void
}

/** 本机快照: when each was taken and why, what is in it, and the way back to it. */
export const SnapshotsSection = (props: SnapshotsSectionProps) => {
  const { snapshots, busy, onTake, onShowFolder, onRestore } = props
  return (
    <section className="panel" aria-label="本机快照">
      <h2>本机快照</h2>
      <p className="soft">
        每 15 分钟（有改动时）、关闭程序时，以及导入、恢复和升级前自动保存，读回核对过。当天留 3 份，14
        天内每天一份，12 个月内每月一份。
      </p>
      <div className="backup-actions" style={{ marginBottom: 12 }}>
        <Button onClick={onTake} loading={busy}>
          立即做快照
        </Button>
        <Button onClick={onShowFolder}>打开快照文件夹</Button>
      </div>
      {snapshots?.length === 0 ? (
        <p role="note">还没有快照。录入数据后会自动保存，也可以按“立即做快照”。</p>
      ) : (
        <div className="snapshots">
          <table className="child-table" aria-label="快照列表">
            <thead>
              <tr>
                <th>时间</th>
                <th>原因</th>
                <th>记录（含回收站）</th>
                <th>操作次数</th>
                <th>大小</th>
                <th>状态</th>
                <th>恢复</th>
              </tr>
            </thead>
            <tbody>
              {snapshots?.map((snapshot) => (
                <tr key={snapshot.name}>
                  <td>{beijingMoment(snapshot.at)}</td>
                  <td>{reasons[snapshot.reason]}</td>
                  <td>{snapshot.records ?? '—'}</td>
                  <td>{snapshot.seq}</td>
                  <td>{sizeOf(snapshot.bytes)}</td>
                  <td>{snapshot.good ? '完好' : '⚠ 已损坏'}</td>
                  <td>
                    <Button
                      size="small"
                      aria-label={`恢复 ${beijingMoment(snapshot.at)} 的快照`}
                      onClick={() => onRestore(snapshot)}
                    >
                      恢复…
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

const sizeOf = (bytes: number): string => {
  const kilobytes = bytes / 1024
  return kilobytes < 1024 ? `${kilobytes.toFixed(0)} KB` : `${(kilobytes / 1024).toFixed(1)} MB`
}
