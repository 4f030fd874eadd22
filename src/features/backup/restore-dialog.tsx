import { Alert, Button, Checkbox, Form, Input, Modal, Progress } from 'antd'
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import type { BackupAbout } from '../../bridge/backup'
import type { Change } from '../../domain/history'
import { beijingMoment } from '../../domain/kinds/date'
import type { Register } from '../../domain/register'
import type { Comparison, ComparisonFault, RestoreResult, Store } from '../../storage/store'
import { Working } from '../../ui/working'
import './backup.css'
import type { BackupBridge } from './backup-bridge'
import { ComparedTable } from './compared-table'
import { useProgress } from './use-progress'

/** What is to be restored: the backup that was just chosen, or a snapshot of this ledger. */
export type RestoreSource =
  | { readonly kind: 'backup'; readonly name: string; readonly locked: boolean }
  | { readonly kind: 'snapshot'; readonly name: string; readonly at: string }

export interface RestoreDialogProps {
  readonly source: RestoreSource
  readonly store: Store
  readonly bridge: BackupBridge
  readonly registers: readonly Register[]
  /** Code of 本机地区; undefined before there is one. */
  readonly homeDistrict: string | undefined
  /** The words for changed fields. */
  readonly changes: (
    register: Register,
    fields: Change['fields'],
    names: Readonly<Record<string, string>>,
  ) => ReactNode
  /** `about` is what a backup says of itself. */
  readonly onRestored: (
    done: Extract<RestoreResult, { readonly ok: true }>,
    about: BackupAbout | undefined,
  ) => void
  readonly onClose: () => void
}

type State =
  | { readonly step: 'passphrase'; readonly refusal: string | undefined }
  | { readonly step: 'reading' | 'restoring' }
  | { readonly step: 'refused'; readonly fault: ComparisonFault }
  | { readonly step: 'shown'; readonly comparison: Comparison; readonly about: Opened | undefined }

interface Opened {
  readonly about: BackupAbout
  readonly attachments: number
}

/** 从备份恢复: what is in it, what would change, and only then the restoring. */
export const RestoreDialog = (props: RestoreDialogProps) => {
  const { source, bridge, store, registers, onClose } = props
  const { state, open, restore, entries } = useRestore(props)
  const [sure, setSure] = useState(false)
  const working = state.step === 'reading' || state.step === 'restoring'
  const percent = useProgress(bridge, state.step === 'reading')
  const close = (): void => {
    if (state.step === 'restoring') return
    void store.forgetCompared()
    void bridge.closeBackup()
    onClose()
  }
  const shown = state.step === 'shown' ? state : undefined
  const needsYes = shown?.comparison.ledger === 'other'
  const changes = shown === undefined ? 0 : changesIn(shown.comparison)
  return (
    <Modal
      open
      title={
        source.kind === 'backup' ? `从备份恢复：${source.name}` : `恢复快照：${beijingMoment(source.at)}`
      }
      width={860}
      mask={{ closable: false }}
      closable={state.step !== 'restoring'}
      onCancel={close}
      footer={
        <>
          <Button onClick={close} disabled={state.step === 'restoring'}>
            取消
          </Button>
          {(state.step === 'restoring' || changes > 0) && (
            <Button
              type="primary"
              loading={state.step === 'restoring'}
              disabled={needsYes && !sure}
              onClick={() => void restore()}
            >
              恢复
            </Button>
          )}
        </>
      }
    >
      {state.step === 'passphrase' && (
        <AskPassphrase refusal={state.refusal} onOpen={(text) => void open(text)} />
      )}
      {working && (
        <>
          <Working
            text={
              state.step === 'restoring'
                ? '正在恢复…'
                : entries > 0
                  ? `正在对照，已读 ${String(entries)} 次操作…`
                  : '正在打开并核对…'
            }
            onCancel={close}
          />
          {percent !== undefined && <Progress percent={percent} size="small" />}
        </>
      )}
      {state.step === 'refused' && (
        <Alert
          role="alert"
          type="error"
          showIcon
          title={state.fault.message}
          description={state.fault.advice}
        />
      )}
      {shown !== undefined && (
        <>
          <Contents comparison={shown.comparison} opened={shown.about} />
          {needsYes && (
            <Alert
              role="alert"
              type="warning"
              showIcon
              style={{ marginBottom: 12 }}
              title="这份备份来自另一个台账，不是本机这个台账做的。"
              description={
                <Checkbox checked={sure} onChange={({ target }) => setSure(target.checked)}>
                  我知道现有记录会换成它的内容（换掉的进入回收站，可以撤销）
                </Checkbox>
              }
            />
          )}
          {changes === 0 ? (
            <Alert type="success" showIcon title="现有记录与这份备份完全相同，不需要恢复。" />
          ) : (
            <ComparedTable {...{ store, registers }} comparison={shown.comparison} changes={props.changes} />
          )}
          {changes > 0 && shown.comparison.ledger !== 'empty' && (
            <p className="soft">
              恢复前会自动做一次快照；恢复是一次操作，可以用 Ctrl+Z 撤销。设置和界面习惯不变。
            </p>
          )}
        </>
      )}
    </Modal>
  )
}

const changesIn = ({ ledger, seq, registers }: Comparison): number =>
  ledger === 'empty'
    ? seq
    : registers.reduce((sum, { added, changed, removed }) => sum + added + changed + removed, 0)

const AskPassphrase = ({
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

const Contents = ({
  comparison,
  opened,
}: {
  readonly comparison: Comparison
  readonly opened: Opened | undefined
}) => (
  <dl className="backup-contents">
    {opened !== undefined && (
      <>
        <dt>单位</dt>
        <dd>{`${opened.about.unitName}（${opened.about.districtName}）`}</dd>
        <dt>做备份</dt>
        <dd>{`${beijingMoment(opened.about.at)}　${opened.about.person}${opened.about.kind === 'handover' ? '　岗位交接' : ''}`}</dd>
        <dt>附件</dt>
        <dd>{`${String(opened.attachments)} 个`}</dd>
      </>
    )}
    <dt>数据到</dt>
    <dd>{`${beijingMoment(comparison.lastAt)}　最后一次操作：${comparison.lastTitle}（${comparison.lastBy}），共 ${String(comparison.seq)} 次操作`}</dd>
  </dl>
)

const useRestore = ({ source, store, bridge, homeDistrict, onRestored, onClose }: RestoreDialogProps) => {
  const [state, setState] = useState<State>(
    source.kind === 'backup' && source.locked
      ? { step: 'passphrase', refusal: undefined }
      : { step: 'reading' },
  )
  const [entries, setEntries] = useState(0)

  const compare = useCallback(
    async (about: Opened | undefined): Promise<void> => {
      const from =
        source.kind === 'backup'
          ? ({ kind: 'backup' } as const)
          : ({ kind: 'snapshot', name: source.name } as const)
      const found = await store.compare(from, setEntries).catch(() => unreadable)
      if ('message' in found) setState({ step: 'refused', fault: found })
      else if (found.ledger !== 'empty' && about !== undefined && about.about.district !== homeDistrict)
        setState({ step: 'refused', fault: ofAnotherDistrict(about.about) })
      else setState({ step: 'shown', comparison: found, about })
    },
    [source, store, homeDistrict],
  )
  const open = useCallback(
    async (passphrase: string | null): Promise<void> => {
      setState({ step: 'reading' })
      setEntries(0)
      const opened = await bridge.openBackup({ passphrase })
      if (opened.status === 'wrongPassphrase') setState({ step: 'passphrase', refusal: opened.message })
      else if (opened.status === 'failed') setState({ step: 'refused', fault: opened })
      else if (opened.status === 'cancelled') onClose()
      else await compare(opened)
    },
    [bridge, compare, onClose],
  )
  const begun = useRef(false)
  useEffect(() => {
    // Once: what comes later is said in the dialog.
    if (begun.current) return
    begun.current = true
    if (source.kind === 'snapshot') void compare(undefined)
    else if (!source.locked) void open(null)
  }, [source, compare, open])

  const restore = async (): Promise<void> => {
    const before = state
    setState({ step: 'restoring' })
    const files = await bridge.takeBackupFiles()
    const done: RestoreResult | ComparisonFault =
      files.status === 'failed' ? files : await store.restore(titleOf(source))
    if ('ok' in done && done.ok) {
      void bridge.closeBackup()
      onRestored(done, before.step === 'shown' ? before.about?.about : undefined)
    } else if (before.step === 'shown') {
      const advice = 'advice' in done ? done.advice : '现有数据没有改动。'
      setState({ step: 'refused', fault: { message: done.message, advice } })
    }
  }
  return { state, open, restore, entries }
}

/** Rotation may have taken a snapshot away while it stood in the list. */
const unreadable: ComparisonFault = {
  message: '这份备份没有读成，可能刚被清理。',
  advice: '请关闭后重新打开“备份与恢复”，另选一份。现有数据没有改动。',
}

const titleOf = (source: RestoreSource): string =>
  source.kind === 'backup' ? `恢复备份 ${source.name}` : `恢复快照 ${beijingMoment(source.at)}`

const ofAnotherDistrict = ({ unitName, districtName }: BackupAbout): ComparisonFault => ({
  message: `这份备份是${districtName}（${unitName}）的，与本机地区不同，没有恢复。`,
  advice: '请换一份本地区的备份。要接手那个地区的台账，请在新安装的程序的欢迎页恢复。现有数据没有改动。',
})
