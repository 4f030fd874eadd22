import { Alert, Button, Form, Input } from 'antd'
import { beijingMoment } from '../../domain/kinds/date'
import type { Comparison } from '../../storage/store'
import type { Opened } from './use-restore'

export const AskPassphrase = ({
  refusal,
  onOpen,
}: {
  readonly refusal: string | undefined
  readonly onOpen: (passphrase: string) => void
}) => (
  <Form<{ readonly passphrase: string }> layout="vertical" onFinish={({ passphrase }) => onOpen(passphrase)}>
    {refusal !== undefined && (
      <Alert role="alert" type="error" showIcon title={refusal} style={{ marginBottom: 12 }} />
    )}
    <Form.Item
      name="passphrase"
      label="口令"
      extra="这份备份加了密，请输入做备份时设的口令。"
      rules={[{ required: true, message: '请输入口令。' }, { max: 200 }]}
    >
      <Input.Password autoFocus autoComplete="off" />
    </Form.Item>
    <Button type="primary" htmlType="submit">
      打开备份
    </Button>
  </Form>
)

/** Whose state it is, and up to when. */
export const Contents = ({
  comparison,
  opened,
}: {
  readonly comparison: Comparison
  readonly opened: Opened | undefined
}) => (
  <dl className="backup-contents">
    <Origin comparison={comparison} opened={opened} />
    {opened !== undefined && (
      <>
        <dt>附件</dt>
        <dd>{attachmentsIn(opened)}</dd>
      </>
    )}
    <dt>数据到</dt>
    <dd>{`${beijingMoment(comparison.lastAt)}　最后一次操作：${comparison.lastTitle}（${comparison.lastBy}），共 ${String(comparison.seq)} 次操作`}</dd>
  </dl>
)

const Origin = ({
  comparison: { settings },
  opened,
}: {
  readonly comparison: Comparison
  readonly opened: Opened | undefined
}) => {
  const about = opened?.about ?? undefined
  const unit = about === undefined ? settings?.unitName : `${about.unitName}（${about.districtName}）`
  return (
    <>
      {unit !== undefined && (
        <>
          <dt>单位</dt>
          <dd>{unit}</dd>
        </>
      )}
      {about !== undefined && (
        <>
          <dt>做备份</dt>
          <dd>{`${beijingMoment(about.at)}　${about.person}${about.kind === 'handover' ? '　岗位交接' : ''}`}</dd>
        </>
      )}
    </>
  )
}

const attachmentsIn = ({ about, attachments: { sound, damaged, wanted } }: Opened): string => {
  if (about === null) return '快照里没有附件，本机已有的附件不变；缺少的会在恢复后列出'
  const parts = [
    `${String(sound + damaged)} 个`,
    ...(wanted > 0 ? [`本机缺少或已损坏的 ${String(wanted)} 个会补回`] : []),
    ...(damaged > 0 ? [`⚠ 有 ${String(damaged)} 个在备份文件里已损坏，补不回来`] : []),
  ]
  return parts.join('，')
}
