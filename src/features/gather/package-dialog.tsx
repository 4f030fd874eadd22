import { Alert, Button, Modal, Radio } from 'antd'
import { useState } from 'react'
import { beijingMoment } from '../../domain/kinds/date'
import type { ClashChoice } from '../../exchange/merge-plan'
import { useNotices } from '../../ui/notices'
import type { ClashView, GatherJob, GatherOutcome, OpenedPackage } from './gather-job'

interface PackageDialogProps {
  readonly job: GatherJob
  readonly opened: Extract<OpenedPackage, { ok: true }>
  readonly now: () => string
  readonly onOpen: (register: string, id: string) => void
  readonly onTaken: (done: Extract<GatherOutcome, { ok: true }>) => void
  readonly onClose: () => void
}

/** What a package is and what it would change, before anything is changed. */
export const PackageDialog = ({ job, opened, now, onOpen, onTaken, onClose }: PackageDialogProps) => {
  const notices = useNotices()
  const [choice, setChoice] = useState<ClashChoice>('theirs')
  const [busy, setBusy] = useState(false)
  const { districtName, unitName, person, madeAt, before, counts, clashes } = opened
  const changes = counts.reduce((sum, count) => sum + count.new + count.changed + count.clash, 0)
  const take = async (): Promise<void> => {
    setBusy(true)
    const done = await job.takePackage(choice, now())
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
      onOk={() => void take()}
      onCancel={onClose}
    >
      <p>{`${unitName} ${person} 于 ${beijingMoment(madeAt)} 生成。`}</p>
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
      {clashes.length > 0 && <Clashes {...{ clashes, choice, onOpen, onClose }} onChoice={setChoice} />}
    </Modal>
  )
}

interface ClashesProps {
  readonly clashes: readonly ClashView[]
  readonly choice: ClashChoice
  readonly onChoice: (choice: ClashChoice) => void
  readonly onOpen: (register: string, id: string) => void
  readonly onClose: () => void
}

const shown = 50

const Clashes = ({ clashes, choice, onChoice, onOpen, onClose }: ClashesProps) => (
  <section className="gather-clashes" aria-label="两边都改过的记录">
    <p>{`有 ${String(clashes.length)} 条记录，同一栏在本机和区县都改过：`}</p>
    <Radio.Group
      value={choice}
      onChange={(event) => onChoice(event.target.value as ClashChoice)}
      options={[
        { value: 'theirs', label: '这些栏目以区县的为准' },
        { value: 'ours', label: '这些栏目保留本机的' },
      ]}
    />
    <ul>
      {clashes.slice(0, shown).map(({ register, title, id, code, label, fields }) => (
        <li key={id}>
          <Button
            type="link"
            size="small"
            className="link"
            onClick={() => {
              onClose()
              onOpen(register, id)
            }}
          >
            {`${title} ${code} ${label}`}
          </Button>
          ：{fields.join('、')}
        </li>
      ))}
    </ul>
    {clashes.length > shown && (
      <p className="soft">{`还有 ${String(clashes.length - shown)} 条没有列出。`}</p>
    )}
  </section>
)
