import { Alert, Button, Modal, Radio } from 'antd'
import { useState } from 'react'
import { beijingMoment } from '../../domain/kinds/date'
import type { ClashChoice } from '../../exchange/merge-plan'
import { useNotices } from '../../ui/notices'
import type { KeepResult } from '../../bridge/channels'
import type { ClashView, DeletionView, GatherJob, GatherOutcome, OpenedPackage, Told } from './gather-types'

interface PackageDialogProps {
  readonly job: GatherJob
  readonly opened: Extract<OpenedPackage, { ok: true }>
  readonly now: () => string
  readonly keepFile: (name: string, bytes: Uint8Array) => Promise<KeepResult>
  readonly onOpen: (register: string, id: string) => void
  readonly onTaken: (done: Extract<GatherOutcome, { ok: true }>) => void
  /** Packages behind this one, and the way to the next without taking it. */
  readonly waiting: number
  readonly onSkip: () => void
  readonly onClose: () => void
}

/** What a package is and what it would change, before anything is changed. */
export const PackageDialog = (props: PackageDialogProps) => {
  const { job, opened, now, keepFile, waiting, onOpen, onTaken, onSkip, onClose } = props
  const notices = useNotices()
  const [choice, setChoice] = useState<ClashChoice>('theirs')
  const [follows, setFollows] = useState(true)
  const [busy, setBusy] = useState(false)
  const { districtName, unitName, person, madeAt, before, counts, clashes, deletions, files } = opened
  const going = follows ? deletions.followed : 0
  const changes = counts.reduce((sum, count) => sum + count.new + count.changed + count.clash, going)
  const take = async (): Promise<void> => {
    setBusy(true)
    const chosen = { clashes: choice, deletions: follows ? 'follow' : 'keep' } as const
    const done = await job.takePackage(chosen, now(), async (name, bytes) => {
      const kept = await keepFile(name, bytes)
      return kept.status === 'kept' ? undefined : `${kept.message}${kept.advice}`
    })
    setBusy(false)
    if (done.ok) onTaken(done)
    else notices.failed(`${districtName}的数据没有并入。${done.message}`)
  }
  return (
    <Modal
      open
      title={`汇总${districtName}的数据`}
      okText={changes === 0 ? '记为已汇总' : '并入'}
      cancelText="取消"
      width={720}
      confirmLoading={busy}
      mask={{ closable: false }}
      footer={(_, { OkBtn, CancelBtn }) => (
        <>
          {waiting > 0 && (
            <Button disabled={busy} onClick={onSkip}>
              跳过这个，看下一个
            </Button>
          )}
          <CancelBtn />
          <OkBtn />
        </>
      )}
      onOk={() => void take()}
      onCancel={onClose}
    >
      <p>
        {`${unitName} ${person} 于 ${beijingMoment(madeAt)} 生成。`}
        {waiting > 0 && `后面还有 ${String(waiting)} 个数据包。`}
      </p>
      {before !== undefined && madeAt < before && (
        <Alert
          type="warning"
          showIcon
          title={`这个数据包比上次并入的（${beijingMoment(before)} 生成）旧，请确认没有拿错文件。`}
        />
      )}
      <table className="child-table" aria-label="会有什么变化">
        <thead>
          <tr>
            <th>台账</th>
            <th>新增</th>
            <th>更新</th>
            <th>两边都改过</th>
            <th>相同</th>
          </tr>
        </thead>
        <tbody>
          {counts.map(({ title, unit, new: made, changed, clash, same }) => (
            <tr key={title}>
              <th scope="row">{title}</th>
              {[made, changed, clash, same].map((count, column) => (
                <td key={column}>{count === 0 ? '0' : `${String(count)} ${unit}`}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {changes === 0 && <p className="soft">和本机的数据完全相同，没有要并入的内容。</p>}
      {files.carried > 0 && <p>{`随包带来 ${String(files.carried)} 个附件，会一并存入本机。`}</p>}
      {files.missing > 0 && (
        <p className="soft">{`另有 ${String(files.missing)} 个附件没有随包带来，记录里只有名称。`}</p>
      )}
      {clashes.total > 0 && <Clashes {...{ clashes, choice, onOpen, onClose }} onChoice={setChoice} />}
      {deletions.total > 0 && (
        <Deletions {...{ deletions, follows, onOpen, onClose }} onChoice={setFollows} />
      )}
    </Modal>
  )
}

interface ClashesProps {
  readonly clashes: Told<ClashView>
  readonly choice: ClashChoice
  readonly onChoice: (choice: ClashChoice) => void
  readonly onOpen: (register: string, id: string) => void
  readonly onClose: () => void
}

const Clashes = ({ clashes, choice, onChoice, onOpen, onClose }: ClashesProps) => (
  <section className="gather-clashes" aria-label="两边都改过的记录">
    <p>{`有 ${String(clashes.total)} 条记录，同一栏在本机和区县都改过：`}</p>
    <Radio.Group
      value={choice}
      onChange={(event) => onChoice(event.target.value as ClashChoice)}
      options={[
        { value: 'theirs', label: '这些栏目以区县的为准' },
        { value: 'ours', label: '这些栏目保留本机的' },
      ]}
    />
    <ul>
      {clashes.first.map(({ register, title, id, code, label, fields }) => (
        <li key={id}>
          <RecordLink {...{ title, code, label }} onOpen={() => onOpen(register, id)} onClose={onClose} />：
          {fields.join('、')}
        </li>
      ))}
    </ul>
    <More {...clashes} />
  </section>
)

interface DeletionsProps {
  readonly deletions: Told<DeletionView>
  readonly follows: boolean
  readonly onChoice: (follows: boolean) => void
  readonly onOpen: (register: string, id: string) => void
  readonly onClose: () => void
}

const Deletions = ({ deletions, follows, onChoice, onOpen, onClose }: DeletionsProps) => (
  <section className="gather-clashes" aria-label="区县已删除的记录">
    <p>{`有 ${String(deletions.total)} 条以前汇总来的记录，区县已经删除：`}</p>
    <Radio.Group
      value={follows}
      onChange={(event) => onChoice(event.target.value as boolean)}
      options={[
        { value: true, label: '跟着移入回收站' },
        { value: false, label: '保留在本机' },
      ]}
    />
    <ul>
      {deletions.first.map(({ register, title, id, code, label, isEdited, isUsed }) => (
        <li key={id}>
          <RecordLink {...{ title, code, label }} onOpen={() => onOpen(register, id)} onClose={onClose} />
          {isUsed && '：本机还有记录在使用，保留'}
          {!isUsed && isEdited && '：本机改过'}
        </li>
      ))}
    </ul>
    <More {...deletions} />
  </section>
)

const More = ({ total, first }: Told<unknown>) =>
  total > first.length && <p className="soft">{`还有 ${String(total - first.length)} 条没有列出。`}</p>

interface RecordLinkProps {
  readonly title: string
  readonly code: string
  readonly label: string
  readonly onOpen: () => void
  readonly onClose: () => void
}

const RecordLink = ({ title, code, label, onOpen, onClose }: RecordLinkProps) => (
  <Button
    type="link"
    size="small"
    className="link"
    onClick={() => {
      onClose()
      onOpen()
    }}
  >
    {`${title} ${code} ${label}`}
  </Button>
)
