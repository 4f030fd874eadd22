import { Alert, Button } from 'antd'
import { useEffect, useState } from 'react'
import { editedSince } from '../../domain/edited-since'
import { chineseDay } from '../../domain/kinds/date'
import type { LedgerRecord } from '../../domain/record'
import type { Register } from '../../domain/register'
import { submissions } from '../../domain/registers/submissions'
import { isCancelled } from '../../ui/cancelled'
import type { SentJob, SentWith } from './sent-job'

interface SentNoticeProps {
  readonly record: LedgerRecord
  readonly register: Register
  readonly job: SentJob
  /** `record`: only what was changed since is told. `form`: also that a change will be one. */
  readonly place: 'record' | 'form'
  readonly onOpen?: (register: string, id: string) => void
}

/** Which reports that count this record were sent, and whether it was changed since. It says so, and hinders nothing. */
export const SentNotice = ({ record, register, job, place, onOpen }: SentNoticeProps) => {
  const sent = useSentWith(job, register, record)
  const told = place === 'form' ? sent : sent.filter(({ version }) => record.version > version)
  return told.map((one) => (
    <Alert
      key={one.submission.id}
      showIcon
      role="note"
      type={record.version > one.version ? 'warning' : 'info'}
      className="edited-since"
      title={noticeOf(one, record)}
      action={
        onOpen !== undefined && (
          <Button size="small" onClick={() => onOpen(submissions.name, one.submission.id)}>
            查看报送记录
          </Button>
        )
      }
    />
  ))
}

const noticeOf = ({ submission, version }: SentWith, record: LedgerRecord): string => {
  const { report = '', periodLabel = '', sentOn } = submission.values
  const when = sentOn === undefined ? '' : `于${chineseDay(sentOn)}`
  const sent = `${report}（${periodLabel}）已${when}报送`
  return record.version > version
    ? `${editedSince.label}：${sent}，报表生成之后改过这条记录。`
    : `${sent}，列入了这条记录。保存修改后会标为“${editedSince.label}”。`
}

const useSentWith = (
  job: SentJob,
  { name }: Register,
  { id, version }: LedgerRecord,
): readonly SentWith[] => {
  const [sent, setSent] = useState<readonly SentWith[]>([])
  useEffect(() => {
    let isOld = false
    job.sentWith(name, id).then(
      (found) => {
        if (!isOld) setSent(found)
      },
      (error: unknown) => {
        // Somebody called other work off: the list still points the record out.
        if (!isCancelled(error)) throw error
      },
    )
    return () => {
      isOld = true
    }
  }, [job, name, id, version])
  return sent
}
