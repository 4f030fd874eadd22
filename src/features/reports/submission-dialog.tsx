import { Alert, Button, Input, InputNumber, Modal, Space } from 'antd'
import { useState } from 'react'
import type { Finding } from '../../reports/preflight'
import type { Filter } from '../../storage/store'
import type { Accepted } from './begin-submission'
import type { Inspected } from './report-job'
import { usualThreshold } from './use-threshold'

interface SubmissionDialogProps {
  readonly title: string
  readonly inspected: Inspected
  readonly busy: boolean
  /** Percent beyond which a change against the last submission is worth a word. */
  readonly threshold: number
  readonly onThreshold: (percent: number) => void
  readonly onShowRecords: (register: string, filters: readonly Filter[]) => void
  readonly onOpenRecord: (register: string, id: string) => void
  readonly onSettings: () => void
  readonly onSubmit: (accepted: readonly Accepted[]) => void
  readonly onCancel: () => void
}

/** Beyond these nobody reads on; mending the first ones brings the others. */
const mostShown = 100

/** 上报体检: what is amiss before a report goes up. Errors stop it; each warning wants a reason that stays with it. */
export const SubmissionDialog = (props: SubmissionDialogProps) => {
  const { title, inspected, busy, threshold, onThreshold, onSubmit, onCancel } = props
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>({})
  const [common, setCommon] = useState('')
  const shown = inspected.findings.filter(({ change }) => change === undefined || change * 100 > threshold)
  const errors = shown.filter(({ level }) => level === 'error')
  const warnings = shown.filter(({ level }) => level === 'warning')
  const accepted = warnings.map((finding) => ({
    finding,
    reason: (reasons[finding.message] ?? '').trim() || common.trim(),
  }))
  const unexplained = accepted.filter(({ reason }) => reason === '').length
  return (
    <Modal
      open
      title={title}
      width={820}
      onCancel={onCancel}
      footer={
        <Space>
          <Button onClick={onCancel}>取消</Button>
          <Button
            type="primary"
            loading={busy}
            disabled={errors.length > 0 || unexplained > 0}
            onClick={() => onSubmit(accepted)}
          >
            生成报送
          </Button>
        </Space>
      }
    >
      <Alert
        showIcon
        type={errors.length > 0 ? 'error' : warnings.length > 0 ? 'warning' : 'success'}
        title={verdict(errors.length, warnings.length, unexplained)}
      />
      <label className="inline submission-threshold">
        与上次报送相比，变动超过
        <InputNumber<number>
          aria-label="变动阈值"
          min={0}
          max={1000}
          value={threshold}
          onChange={(value) => onThreshold(value ?? usualThreshold)}
          suffix="%"
          style={{ width: 100 }}
        />
        时提醒
      </label>
      {warnings.length > 1 && (
        <Input
          aria-label="其余提醒的理由"
          placeholder="没有单独写理由的提醒，都用这个理由"
          maxLength={300}
          value={common}
          onChange={({ target }) => setCommon(target.value)}
        />
      )}
      <ul aria-label="体检结果" className="submission-findings" tabIndex={0}>
        {shown.slice(0, mostShown).map((finding) => (
          <li key={finding.message}>
            <div>
              <strong>{finding.level === 'error' ? '错误' : '提醒'}</strong>
              {` ${finding.message} `}
              <WayTo finding={finding} {...props} />
            </div>
            {finding.level === 'warning' && (
              <Input
                aria-label={`接受的理由：${finding.message}`}
                placeholder="接受的理由"
                maxLength={300}
                value={reasons[finding.message] ?? ''}
                onChange={({ target }) => setReasons({ ...reasons, [finding.message]: target.value })}
              />
            )}
          </li>
        ))}
      </ul>
      {shown.length > mostShown && (
        <p className="soft">{`另有 ${String(shown.length - mostShown)} 条没有列出，请先处理前面的。`}</p>
      )}
    </Modal>
  )
}

const verdict = (errors: number, warnings: number, unexplained: number): string => {
  if (errors > 0) return `有 ${String(errors)} 处错误，改好后才能报送。`
  if (unexplained > 0) return `没有错误；${String(warnings)} 条提醒中还有 ${String(unexplained)} 条没写理由。`
  return warnings === 0 ? '体检通过，没有发现问题。' : '没有错误，提醒都写了理由。'
}

interface WayToProps extends Pick<SubmissionDialogProps, 'onShowRecords' | 'onOpenRecord' | 'onSettings'> {
  readonly finding: Finding
}

const WayTo = ({ finding: { at, message }, onShowRecords, onOpenRecord, onSettings }: WayToProps) => {
  if (at === undefined) return null
  const [label, go] =
    at.kind === 'settings'
      ? (['去设置', onSettings] as const)
      : at.kind === 'record'
        ? (['查看记录', () => onOpenRecord(at.register, at.id)] as const)
        : (['在列表中查看', () => onShowRecords(at.register, at.where)] as const)
  return (
    <Button size="small" type="link" aria-label={`${label}：${message}`} onClick={go}>
      {label}
    </Button>
  )
}
