import { Button } from 'antd'
import { useState } from 'react'
import type { Report, ReportOptions } from '../../reports/report'
import { useNotices } from '../../ui/notices'
import { useSaved } from '../../ui/saved'
import { type Accepted, beginSubmission } from './begin-submission'
import type { Inspected } from './report-job'
import type { ReportsPageProps } from './reports-props'
import { SubmissionDialog } from './submission-dialog'
import { useThreshold } from './use-threshold'

interface SubmissionProps extends ReportsPageProps {
  readonly report: Report
  readonly disabled: boolean
  readonly options: () => ReportOptions
}

interface Draft {
  readonly options: ReportOptions
  readonly inspected: Inspected
}

/** 报送…: looks the report over, freezes its file and begins the record of its way up. */
export const Submission = (props: SubmissionProps) => {
  const { report, disabled, options, job, submitting, settings } = props
  const notices = useNotices()
  const saved = useSaved()
  const [busy, setBusy] = useState(false)
  const [draft, setDraft] = useState<Draft>()
  const [threshold, keepThreshold] = useThreshold(props.store)

  const attempt = async (doing: () => Promise<void>): Promise<void> => {
    setBusy(true)
    try {
      await doing()
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error)
      notices.failed(
        '报送没有生成：程序内部出错。',
        `请再试一次；若仍不行，请把这行字告诉维护人员：${detail}`,
      )
    } finally {
      setBusy(false)
    }
  }
  const inspect = (): Promise<void> =>
    attempt(async () => {
      const asked = options()
      setDraft({ options: asked, inspected: await job.inspect(report.code, asked) })
    })
  const submit = (accepted: readonly Accepted[]): Promise<void> =>
    attempt(async () => {
      if (draft === undefined) return
      const { inspected, options: asked } = draft
      const done = await beginSubmission(
        submitting,
        report,
        asked,
        inspected,
        accepted,
        settings.homeDistrict,
      )
      if (!done.ok) {
        notices.failed(done.message, done.advice)
        return
      }
      saved.tell(done, '已生成报送，请送审')
      setDraft(undefined)
      submitting.onOpenRecord('submissions', done.id)
    })
  return (
    <>
      <Button loading={busy && draft === undefined} disabled={disabled} onClick={() => void inspect()}>
        报送…
      </Button>
      {draft !== undefined && (
        <SubmissionDialog
          title={`上报体检：${report.code} ${report.title}（${draft.options.period.label}）`}
          inspected={draft.inspected}
          {...{ busy, threshold }}
          onThreshold={keepThreshold}
          onShowRecords={props.onShowRecords}
          onOpenRecord={submitting.onOpenRecord}
          onSettings={props.onSettings}
          onSubmit={(accepted) => void submit(accepted)}
          onCancel={() => setDraft(undefined)}
        />
      )}
    </>
  )
}
