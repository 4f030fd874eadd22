import { Alert, Button, Modal } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { type Attachment, textIn } from '../../domain/field'
import type { Change } from '../../domain/history'
import { beijingMoment } from '../../domain/kinds/date'
import type { LedgerRecord } from '../../domain/record'
import type { Register } from '../../domain/register'
import { attachmentIn } from '../../domain/registers/submissions'
import { isCancelled } from '../../ui/cancelled'
import { Working } from '../../ui/working'
import type {
  ChangedFigure,
  ChangedKind,
  ChangedRecord,
  ChangesJob,
  ChangesSince,
  NotCompared,
} from './changes-job'
import './reports.css'

interface ChangesProps {
  /** Of the register of submissions. */
  readonly record: LedgerRecord
  readonly registers: readonly Register[]
  readonly job: ChangesJob
  /** The words for changed fields. */
  readonly changes: (
    register: Register,
    fields: Change['fields'],
    names: Readonly<Record<string, string>>,
  ) => ReactNode
  readonly onOpen: (register: string, id: string) => void
  readonly onCancelWork: () => void
}

/** 和报送时相比有什么变化, at a submission. */
export const ChangesButton = (props: ChangesProps) => {
  const [open, setOpen] = useState(false)
  const [workbook, data] = [attachmentIn(props.record, 'workbook'), attachmentIn(props.record, 'data')]
  if (workbook === undefined || data === undefined) return null
  return (
    <>
      <Button onClick={() => setOpen(true)}>和报送时相比有什么变化</Button>
      {open && <ChangesDialog {...props} {...{ workbook, data }} onClose={() => setOpen(false)} />}
    </>
  )
}

interface DialogProps extends ChangesProps {
  readonly workbook: Attachment
  readonly data: Attachment
  readonly onClose: () => void
}

type Outcome = ChangesSince | NotCompared

const ChangesDialog = (props: DialogProps) => {
  const { record, onClose, onCancelWork } = props
  const { outcome, stage } = useChanges(props)
  const close = (): void => {
    if (outcome === undefined) onCancelWork()
    onClose()
  }
  return (
    <Modal
      open
      centered
      width={900}
      title="和报送时相比有什么变化"
      footer={<Button onClick={close}>关闭</Button>}
      onCancel={close}
      styles={{ body: { maxHeight: 'calc(100vh - 220px)', overflow: 'auto' } }}
    >
      <p className="soft">
        {`${textIn(record.values, 'title') ?? ''}：把${momentOf(record)}生成报表用的数据，和台账里现在的数据逐条比较。`}
      </p>
      {outcome === undefined ? (
        <Working text={`${stage}…`} onCancel={close} />
      ) : outcome.ok ? (
        <Changes {...props} found={outcome} />
      ) : (
        <Alert showIcon type="error" title={outcome.message} description={outcome.advice} />
      )}
    </Modal>
  )
}

const momentOf = ({ values }: LedgerRecord): string =>
  typeof values['generatedAt'] === 'string' ? beijingMoment(values['generatedAt']) : '当时'

const useChanges = ({ job, workbook, data }: DialogProps) => {
  const [outcome, setOutcome] = useState<Outcome | undefined>(undefined)
  const [stage, setStage] = useState('正在读取报送时的数据')
  // What is compared is what it was when the dialog opened.
  const asked = useRef({ job, workbook, data })
  useEffect(() => {
    let isOld = false
    const tell = (found: Outcome): void => {
      if (!isOld) setOutcome(found)
    }
    const compare = async (): Promise<void> => {
      const now = asked.current
      tell(await now.job.changesSince(now.workbook.hash, now.data.hash, setStage))
    }
    compare().catch((error: unknown) => {
      if (isCancelled(error)) return
      const detail = error instanceof Error ? error.message : String(error)
      tell({
        ok: false,
        message: '没有比较完：程序内部出错。',
        advice: `请再试一次；若仍不行，请把这行字告诉维护人员：${detail}`,
      })
    })
    return () => {
      isOld = true
    }
  }, [])
  return { outcome, stage }
}

const Changes = ({
  found,
  ...props
}: ChangesProps & { readonly found: ChangesSince; readonly onClose: () => void }) => {
  const { records, more, figures, rulesChanged } = found
  const isEmpty = records.length === 0 && figures.length === 0 && !rulesChanged && found.saysTheSame
  return (
    <>
      <Alert showIcon type={isEmpty ? 'success' : 'info'} title={isEmpty ? '没有变化' : verdict(found)} />
      <p className="soft">
        {found.isRebuilt
          ? '用当时的数据重新生成，与报送的文件逐字节相同。'
          : '用当时的数据重新生成，与报送的文件不完全相同：程序更新过报表的做法。报送的文件本身没有变。'}
      </p>
      {rulesChanged && <p>工作日历或办理时限的设置改过，按时、超期一类的数会受影响。</p>}
      {figures.length > 0 && <Figures figures={figures} />}
      {records.length > 0 && (
        <>
          <h3>{`记录（${String(records.length + more)} 条）`}</h3>
          <ul aria-label="变化的记录" className="submission-changes">
            {records.map((record) => (
              <Item key={record.id} {...props} changed={record} />
            ))}
          </ul>
        </>
      )}
      {more > 0 && <p className="soft">{`另有 ${String(more)} 条没有列出。`}</p>}
    </>
  )
}

const verdict = ({ records, more, figures, saysTheSame }: ChangesSince): string => {
  const count = records.length + more
  const told = count === 0 ? '' : `有 ${String(count)} 条记录变了，`
  if (saysTheSame) return `${told}但报表上的内容不变。`
  return figures.length === 0
    ? `${told}报表上的内容会不同，合计数不变。`
    : `${told}报表的 ${String(figures.length)} 个合计数会不同。`
}

const Figures = ({ figures }: { readonly figures: readonly ChangedFigure[] }) => (
  <>
    <h3>合计数</h3>
    <table className="template-columns" aria-label="变化的合计数">
      <thead>
        <tr>
          <th scope="col">表和栏目</th>
          <th scope="col">报送时</th>
          <th scope="col">现在</th>
        </tr>
      </thead>
      <tbody>
        {figures.map(({ name, before, after }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{before ?? '（没有）'}</td>
            <td>{after ?? '（没有）'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </>
)

const wordsOf: Readonly<Record<ChangedKind, readonly [word: string, tone: string, meaning: string]>> = {
  added: ['新增', 'good', '报送后新建，现在会列入'],
  changed: ['改动', 'active', '仍在报表里，内容改了'],
  removed: ['删除', 'attention', '报送时列入，现在在回收站'],
  movedIn: ['移入', 'good', '报送时没有列入，现在符合条件'],
  movedOut: ['移出', 'attention', '报送时列入，现在不符合条件'],
  related: ['相关', 'neutral', '不在报表里单列，但影响报表的内容'],
}

interface ItemProps extends Pick<ChangesProps, 'registers' | 'changes' | 'onOpen'> {
  readonly changed: ChangedRecord
  readonly onClose: () => void
}

const Item = ({ changed, registers, changes, onOpen, onClose }: ItemProps) => {
  const { kind, id, code, label, fields, names, steps } = changed
  const register = registers.find(({ name }) => name === changed.register)
  if (register === undefined) return null
  const [word, tone, meaning] = wordsOf[kind]
  const isFieldwise = kind !== 'added' && kind !== 'removed' && Object.keys(fields).length > 0
  return (
    <li>
      <span className={`tag ${tone}`}>{word}</span>
      <Button
        type="link"
        size="small"
        className="link"
        onClick={() => {
          onClose()
          onOpen(register.name, id)
        }}
      >
        {`${register.title} ${code} ${label}`}
      </Button>
      <span className="soft">{meaning}</span>
      {isFieldwise && changes(register, fields, names)}
      {steps.map(({ at, by, title, fields: touched }) => (
        <div key={at + title} className="soft">
          {`${beijingMoment(at)} ${by}：${title}${touched.length === 0 ? '' : `（${touched.join('、')}）`}`}
        </div>
      ))}
    </li>
  )
}
