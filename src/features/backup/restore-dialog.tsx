import { Alert, Button, Checkbox, Modal, Progress } from 'antd'
import { type ReactNode, useState } from 'react'
import type { Change } from '../../domain/history'
import type { Register } from '../../domain/register'
import { Working } from '../../ui/working'
import './backup.css'
import { ComparedTable } from './compared-table'
import { AskPassphrase, Contents } from './restore-contents'
import { useProgress } from './use-progress'
import { changesIn, type RestoreWork, titleOf, useRestore } from './use-restore'

export interface RestoreDialogProps extends RestoreWork {
  readonly registers: readonly Register[]
  /** The words for changed fields. */
  readonly changes: (
    register: Register,
    fields: Change['fields'],
    names: Readonly<Record<string, string>>,
  ) => ReactNode
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
  const files = shown?.opened?.attachments.wanted ?? 0
  return (
    <Modal
      open
      title={titleOf(source)}
      width={860}
      mask={{ closable: false }}
      closable={state.step !== 'restoring'}
      onCancel={close}
      footer={
        <>
          <Button onClick={close} disabled={state.step === 'restoring'}>
            取消
          </Button>
          {(state.step === 'restoring' || changes + files > 0) && (
            <Button
              type="primary"
              loading={state.step === 'restoring'}
              disabled={needsYes && !sure}
              onClick={() => void restore()}
            >
              {changes === 0 && files > 0 ? `补回 ${String(files)} 个附件` : '恢复'}
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
          <Contents comparison={shown.comparison} opened={shown.opened} />
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
            <Alert
              type="success"
              showIcon
              title={`现有记录与这份备份完全相同，${files > 0 ? '只需要补回附件。' : '不需要恢复。'}`}
            />
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
