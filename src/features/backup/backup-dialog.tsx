import { Alert, Checkbox, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { shortestPassphrase } from '../../bridge/backup'
import { beijingDay } from '../../domain/kinds/date'
import type { Settings } from '../../storage/store'
import { type NoteFile, tellSaved } from '../../ui/export-notice'
import { isCancelled } from '../../ui/cancelled'
import { useNotices } from '../../ui/notices'
import { Working } from '../../ui/working'
import type { BackupBridge } from './backup-bridge'
import type { BackupJob } from './backup-job'
import { useProgress } from './use-progress'

export interface BackupDialogProps {
  readonly kind: 'backup' | 'handover'
  readonly bridge: BackupBridge
  readonly job: BackupJob
  readonly settings: Settings
  /** Of 本机地区. */
  readonly districtName: string
  readonly now: () => string
  readonly noteFile: NoteFile
  /** Ends the worker that makes the sheets. */
  readonly onCancelWork: () => void
  /** `leftOut`: SHA-256 of the files that could not be put into it. */
  readonly onDone: (leftOut: readonly string[]) => void
  readonly onClose: () => void
}

interface Answers {
  readonly locked: boolean
  readonly passphrase?: string
  readonly again?: string
}

const titles = { backup: '备份到文件', handover: '岗位交接' } as const
const contents = { backup: '整库备份', handover: '整库备份（岗位交接）' } as const
const helps = {
  backup:
    '把全部数据、历次变更、附件和设置存成一个文件。里面另有每个台账的 Excel 表格，不装本程序也能看。写完后会逐字节读回核对。',
  handover:
    '交给接手人的一个文件：全部数据、历次变更和附件，另有一页“交接说明”，列出各台账的数量、未办结的需求和到期事项，以及怎样恢复。',
} as const

/** 备份到文件 and 岗位交接: with or without a passphrase, to a place that the system's dialog names. */
export const BackupDialog = (props: BackupDialogProps) => {
  const { kind, bridge, onClose } = props
  const [form] = Form.useForm<Answers>()
  const locked = Form.useWatch((answers: Partial<Answers>) => answers.locked === true, form)
  const { stage, start, cancel } = useWriting(props)
  const busy = stage !== undefined
  const percent = useProgress(bridge, busy)
  return (
    <Modal
      open
      title={titles[kind]}
      okText="选择位置并保存"
      cancelText="取消"
      width={560}
      mask={{ closable: false }}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={() => {
        if (busy) cancel()
        onClose()
      }}
    >
      <p className="soft">{helps[kind]}</p>
      <Form<Answers>
        form={form}
        layout="vertical"
        disabled={busy}
        initialValues={{ locked: false }}
        onFinish={(answers) => void start(answers)}
      >
        <Form.Item name="locked" valuePropName="checked" style={{ marginBottom: 8 }}>
          <Checkbox>用口令加密</Checkbox>
        </Form.Item>
        {locked ? (
          <Passphrase />
        ) : (
          <Alert
            type="info"
            showIcon
            title="不加密时，拿到文件的人都能看到内容，包括联系电话。放在 U 盘或发给别人时，请用口令加密。"
          />
        )}
      </Form>
      {stage !== undefined && (
        <div style={{ marginTop: 16 }}>
          <Working
            text={percent === undefined ? `${stage}…` : `${stage} ${String(percent)}%`}
            onCancel={cancel}
          />
        </div>
      )}
    </Modal>
  )
}

const Passphrase = () => (
  <>
    <Form.Item
      name="passphrase"
      label="口令"
      extra={`至少 ${String(shortestPassphrase)} 个字，可以用汉字。口令不会保存，忘了就打不开这份备份。`}
      rules={[
        { required: true, message: '请输入口令。' },
        { min: shortestPassphrase, message: `口令至少 ${String(shortestPassphrase)} 个字。` },
        { max: 200 },
      ]}
    >
      <Input.Password autoFocus autoComplete="new-password" />
    </Form.Item>
    <Form.Item
      name="again"
      label="再输一次口令"
      dependencies={['passphrase']}
      rules={[
        ({ getFieldValue }) => ({
          validator: (_, again: string | undefined) =>
            again === getFieldValue('passphrase')
              ? Promise.resolve()
              : Promise.reject(new Error('两次输入的口令不同。')),
        }),
      ]}
    >
      <Input.Password autoComplete="new-password" />
    </Form.Item>
  </>
)

const nameOf = ({ kind, districtName, now }: BackupDialogProps, locked: boolean): string => {
  const day = beijingDay(now()).replaceAll('-', '')
  const word = kind === 'handover' ? '科创台账交接' : '科创台账备份'
  return `${word}_${districtName}_${day}.${locked ? 'kcbak' : 'zip'}`
}

/** First where to, then the sheets in their worker, then the file in the main process; each can be called off. */
const useWriting = (props: BackupDialogProps) => {
  const { kind, bridge, job, settings, districtName, now, noteFile, onCancelWork, onDone, onClose } = props
  const notices = useNotices()
  const [stage, setStage] = useState<string | undefined>(undefined)
  const [writing, setWriting] = useState(false)

  const start = async ({ locked, passphrase = '' }: Answers): Promise<void> => {
    const target = await bridge.chooseBackupTarget({ suggestedName: nameOf(props, locked), locked })
    if (target.status === 'cancelled') return
    setStage('正在生成 Excel 表格')
    try {
      const { version } = await bridge.appInfo()
      const request = { kind, locked, settings, districtName, appVersion: version, at: now() }
      const parts = await job.build(request, (title) => setStage(`正在生成 Excel 表格：${title}`))
      setWriting(true)
      setStage('正在写入并核对')
      const saved = await bridge.writeBackup({
        ticket: target.ticket,
        passphrase: locked ? passphrase : null,
        ...parts,
      })
      if (saved.status === 'saved') {
        tellSaved(notices, saved, bridge, '已备份并核对')
        await noteFile({
          ...{ what: contents[kind], district: districtName, fileName: saved.name, place: saved.folder },
          sha256: '',
        })
        onDone(saved.leftOut)
        onClose()
      } else if (saved.status === 'failed') notices.failed(saved.message, saved.advice)
    } catch (error) {
      if (!isCancelled(error)) throw error
    } finally {
      setWriting(false)
      setStage(undefined)
    }
  }
  const cancel = (): void => {
    if (writing) void bridge.cancelBackup()
    else onCancelWork()
  }
  return { stage, start, cancel }
}
