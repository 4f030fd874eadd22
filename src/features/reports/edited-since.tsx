import { Alert, Button } from 'antd'
import { useEffect, useState } from 'react'
import type { KeptFileRequest, ReadResult } from '../../bridge/channels'
import { chineseDay } from '../../domain/kinds/date'
import type { LedgerRecord, RecordOf } from '../../domain/record'
import type { Register } from '../../domain/register'
import { submissions } from '../../domain/registers/submissions'
import { reports } from '../../reports/all'
import type { Store } from '../../storage/store'
import { fileIn } from './changes-dialog'
import { type FrozenHead, readFrozenHead } from './frozen-data'

interface EditedSinceProps {
  readonly record: LedgerRecord
  readonly register: Register
  readonly store: Pick<Store, 'all'>
  readonly readFile: (file: KeptFileRequest) => Promise<ReadResult>
  readonly onOpen: (register: string, id: string) => void
}

type Submission = RecordOf<typeof submissions>

/** 报送后修改: which reports that count this record were sent before it was changed. It says so, and hinders nothing. */
export const EditedSince = ({ record, register, store, readFile, onOpen }: EditedSinceProps) => {
  const [sent, setSent] = useState<readonly Submission[]>([])
  const { id, version, updatedAt } = record
  useEffect(() => {
    let isOld = false
    void sentBefore({ id, version, updatedAt }, register.name, store, readFile).then((found) => {
      if (!isOld) setSent(found)
    })
    return () => {
      isOld = true
    }
  }, [id, version, updatedAt, register, store, readFile])
  return sent.map((submission) => (
    <Alert
      key={submission.id}
      showIcon
      role="note"
      type="warning"
      className="edited-since"
      title={noticeOf(submission)}
      action={
        <Button size="small" onClick={() => onOpen(submissions.name, submission.id)}>
          查看报送记录
        </Button>
      }
    />
  ))
}

const noticeOf = ({ values: { report = '', periodLabel = '', sentOn } }: Submission): string =>
  `报送后修改：${report}（${periodLabel}）已${sentOn === undefined ? '' : `于${chineseDay(sentOn)}`}报送，报表生成之后改过这条记录。`

type Edited = Pick<LedgerRecord, 'id' | 'version' | 'updatedAt'>

const sentBefore = async (
  { id, version, updatedAt }: Edited,
  register: string,
  store: Pick<Store, 'all'>,
  readFile: EditedSinceProps['readFile'],
): Promise<readonly Submission[]> => {
  // The store keeps the records of a register by its fields.
  const all = (await store.all(submissions.name)) as readonly Submission[]
  const candidates = all.filter(
    ({ values: { status, report, generatedAt } }) =>
      (status === '已盖章报送' || status === '已存档') &&
      generatedAt !== undefined &&
      generatedAt < updatedAt &&
      reports.some(({ code, reads }) => code === report && reads.includes(register)),
  )
  const heads = await Promise.all(candidates.map((submission) => headOf(submission, readFile)))
  return candidates.filter((_, index) => version > (heads[index]?.counted[id] ?? version))
}

/** By the hash of the file: what it says never changes. */
const known = new Map<string, FrozenHead>()

const headOf = async (
  submission: Submission,
  readFile: EditedSinceProps['readFile'],
): Promise<FrozenHead | undefined> => {
  const file = fileIn(submission, 'data')
  if (file === undefined) return undefined
  const before = known.get(file.hash)
  if (before !== undefined) return before
  const kept = await readFile({ hash: file.hash, name: file.name })
  const head = kept.status === 'read' ? await readFrozenHead(kept.bytes) : undefined
  if (head !== undefined) known.set(file.hash, head)
  return head
}
