import { Button, Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import { type ChildRow, rowsOf, type Values } from '../../domain/field'
import { stateOf } from '../../domain/lifecycle'
import { aloneOn, type LedgerRecord } from '../../domain/record'
import { weeklyLifecycle, weeklyReports } from '../../domain/registers/weekly-reports'
import { takeStep } from '../../domain/step'
import { settleRecord } from '../../domain/validate'
import { shortWeek } from '../../domain/weekly-board'
import { asZeroReport, type DraftMode, meetingOf, withDraft } from '../../domain/weekly-draft'
import { newId } from '../../storage/new-id'
import { useNotices } from '../../ui/notices'
import { useSaved } from '../../ui/saved'
import { useUndo } from '../../ui/undo'
import type { WeekDraft } from './weekly-job'
import type { WeekSourcesProps } from './week-sources-props'

interface DraftDialogProps extends WeekSourcesProps {
  readonly draft: WeekDraft
  readonly onClose: () => void
}

type Choice = DraftMode | 'zero'

/** Shows what the records say before it goes into the report; what was typed there only gives way when it is told to. */
export const DraftDialog = (props: DraftDialogProps) => {
  const { record, draft, onClose, onEdit, onOpen } = props
  const meeting = meetingOf(record.values, draft.values)
  const [choice, setChoice] = useState<Choice>(meeting.drafted + meeting.typed === 0 ? 'zero' : 'add')
  const [note, setNote] = useState(
    typeof record.values.zeroNote === 'string' ? record.values.zeroNote : '本周没有对接和推进事项。',
  )
  const [busy, setBusy] = useState(false)
  const write = useWrite(props)
  const confirm = async (): Promise<void> => {
    setBusy(true)
    const values =
      choice === 'zero'
        ? asZeroReport(record.values, draft.values, note.trim())
        : withDraft(record.values, draft.values, choice)
    const isWritten = await write(values)
    setBusy(false)
    if (!isWritten) return
    onClose()
    onEdit(choice === 'zero' ? 'zeroNote' : 'nextPlan')
  }
  const show = (register: string, id: string): void => {
    onClose()
    onOpen(register, id)
  }
  const week = typeof record.values.week === 'string' ? shortWeek(record.values.week) : ''
  return (
    <Modal
      open
      title={`起草${week}周报`}
      width={860}
      centered
      okText={choice === 'zero' ? '填为零报告' : '填入周报'}
      cancelText="取消"
      okButtonProps={{ 'aria-busy': busy, disabled: choice === 'zero' && note.trim() === '' }}
      styles={{ body: { maxHeight: 'calc(100vh - 240px)', overflow: 'auto' } }}
      onOk={() => void confirm()}
      onCancel={onClose}
    >
      <Sentences title="本周工作对接情况" rows={rowsOf(draft.values, 'dockings')} {...{ draft, show }} />
      <Sentences title="推进情况" rows={rowsOf(draft.values, 'progress')} {...{ draft, show }} />
      <Radio.Group
        className="draft-choice"
        value={choice}
        aria-label="怎样填入"
        onChange={({ target }) => setChoice(target.value as Choice)}
        options={choicesFor(meeting)}
      />
      {choice === 'zero' && (
        <label className="draft-note">
          <span>零报告说明</span>
          <Input.TextArea
            aria-label="零报告说明"
            value={note}
            maxLength={300}
            autoSize={{ minRows: 2, maxRows: 4 }}
            onChange={({ target }) => setNote(target.value)}
          />
        </label>
      )}
      <p className="soft">存在问题和下周计划不会改动，填入后接着填写。</p>
    </Modal>
  )
}

const choicesFor = ({ typed, fresh, drafted }: ReturnType<typeof meetingOf>) => [
  {
    value: 'add',
    label:
      typed === 0
        ? `填入以上 ${String(drafted)} 条`
        : `保留已填的 ${String(typed)} 条，补上还没有的 ${String(fresh)} 条`,
    disabled: drafted + typed === 0,
  },
  ...(typed === 0
    ? []
    : [
        {
          value: 'replace',
          label: `用以上 ${String(drafted)} 条替换已填的 ${String(typed)} 条`,
          disabled: drafted === 0,
        },
      ]),
  { value: 'zero', label: `零报告${typed === 0 ? '' : `（去掉已填的 ${String(typed)} 条）`}` },
]

interface SentencesProps {
  readonly title: string
  readonly rows: readonly ChildRow[]
  readonly draft: WeekDraft
  readonly show: (register: string, id: string) => void
}

/** The rows as sentences, each with the record that it was made from. */
const Sentences = ({ title, rows, draft, show }: SentencesProps) => (
  <section aria-label={title}>
    <h3>{title}</h3>
    {rows.length === 0 && <p className="soft">本周没有这样的记录。</p>}
    <ol className="draft-rows">
      {rows.map((row, index) => {
        const source = sourceOf(row)
        const text = [
          row.dockedOn,
          nameOf(row.organization, draft),
          row.way,
          row.content ?? row.progress,
          row.result,
        ]
        return (
          <li key={index}>
            {text.filter((part): part is string => typeof part === 'string' && part !== '').join('　')}
            {source !== undefined && (
              <Button
                type="link"
                size="small"
                className="link"
                onClick={() => show(source.register, source.id)}
              >
                {draft.names[source.id] ?? '查看记录'}
              </Button>
            )}
          </li>
        )
      })}
    </ol>
  </section>
)

const nameOf = (id: ChildRow[string], { names }: WeekDraft): string =>
  typeof id === 'string' ? (names[id] ?? '') : ''

const sourceOf = ({
  need,
  service,
}: ChildRow): { readonly register: string; readonly id: string } | undefined => {
  if (typeof service === 'string') return { register: 'serviceRecords', id: service }
  return typeof need === 'string' ? { register: 'needs', id: need } : undefined
}

/** Writes the report, 未报 being left by 开始填报 in the same action; false, with a word on it, when it cannot be. */
const useWrite = ({ record, store, settings, today, now }: DraftDialogProps) => {
  const notices = useNotices()
  const saved = useSaved()
  const undo = useUndo()
  return async (values: Values): Promise<boolean> => {
    if ((await store.draft(`edit:${weeklyReports.name}:${record.id}`)) !== undefined) {
      notices.failed('没有填入。', '这份周报的编辑窗口里还有没保存的内容，请先点“编辑”，保存或丢弃它。')
      return false
    }
    const begun = begin(record, values, { settings, today, now: now() })
    if (begun === undefined) return false
    const done = await store.commit({
      id: newId(),
      kind: 'save',
      title: `起草周报 ${record.code}`,
      operations: [
        {
          kind: 'update',
          register: weeklyReports.name,
          id: record.id,
          version: record.version,
          values: settleRecord(weeklyReports, begun),
        },
      ],
    })
    if (done.ok) saved.tell(done, '已填入周报', [{ label: '撤销', run: () => void undo(done.batch) }])
    else notices.failed('没有填入。', done.message)
    return done.ok
  }
}

const begin = (
  record: LedgerRecord,
  values: Values,
  { settings, today, now }: Pick<WeekSourcesProps, 'settings' | 'today'> & { readonly now: string },
): Values | undefined => {
  if (stateOf(weeklyLifecycle, record.values) !== '未报') return values
  const context = { ...aloneOn(today, settings.rules), by: settings.person, at: now }
  const stepped = takeStep(weeklyReports, values, { action: '开始填报', values: {} }, context)
  if (!stepped.ok) throw new Error(`开始填报 is refused: ${stepped.issues.map(({ path }) => path).join()}`)
  return stepped.values
}
