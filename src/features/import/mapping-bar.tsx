import { Button, Flex, Input, Modal, Typography } from 'antd'
import { useCallback, useEffect, useState } from 'react'
import { MenuButton } from '../../ui/menu-button'
import type { MenuGroup } from '../../ui/menu-list'
import { useNotices } from '../../ui/notices'
import type { Settled } from './import-desk'
import type { ImportJob } from './import-types'
import type { ImportSteps } from './use-import'
import { type ImportFiles, useSaveFile } from './use-save-file'

interface MappingBarProps {
  readonly job: ImportJob
  readonly flow: ImportSteps
  readonly settled: Settled
  readonly files: ImportFiles
  readonly disabled: boolean
}

const longestName = 40

/** Where columns go, under a name: kept for the next ledger of this kind, and shared with other offices as a file. */
export const MappingBar = ({ job, flow, settled, files, disabled }: MappingBarProps) => {
  const notices = useNotices()
  const { save } = useSaveFile(files)
  const { register } = settled
  const { names, refresh } = useNames(job, register.name)
  const [name, setName] = useState<string>()
  const keep = (wanted: string): void => {
    setName(undefined)
    void flow.keepMapping(wanted).then(() => {
      refresh()
      notices.done(`已保存列对应“${wanted}”`)
    })
  }
  const takeOver = async (): Promise<void> => {
    const opened = await files.openFile({ kind: 'text', title: '选择列对应文件' })
    if (opened.status === 'cancelled') return
    if (opened.status === 'failed') {
      notices.failed(opened.message, opened.advice)
      return
    }
    const taken = await job.takeMapping(opened.bytes)
    if (!taken.ok) {
      notices.failed(taken.message, taken.advice)
      return
    }
    refresh()
    if (taken.register === register.name) flow.useMapping(taken.name)
    notices.done(`已取得列对应“${taken.name}”`)
  }
  const groups: readonly MenuGroup[] = [
    ...names.map((saved) => ({
      title: `“${saved}”`,
      entries: [
        { label: '用于这张表', run: () => flow.useMapping(saved) },
        { label: '存为文件，给别的单位用', run: () => save('text', () => job.mappingFile(saved)) },
        { label: '删除', run: () => void job.dropMapping(saved).then(refresh) },
      ],
    })),
    { entries: [{ label: '从文件取得…', run: () => void takeOver() }] },
  ]
  return (
    <Flex gap="small" align="baseline" wrap>
      <Typography.Text>列对应：</Typography.Text>
      <Button size="small" disabled={disabled} onClick={() => setName('')}>
        保存列对应
      </Button>
      <MenuButton label="选用已保存的" size="small" disabled={disabled} groups={groups} />
      <Typography.Text type="secondary">同样表头的台账下次自动照此对应。</Typography.Text>
      <Modal
        title="保存列对应"
        open={name !== undefined}
        okText="保存"
        cancelText="取消"
        okButtonProps={{ disabled: (name ?? '').trim() === '' }}
        onOk={() => keep((name ?? '').trim())}
        onCancel={() => setName(undefined)}
        destroyOnHidden
      >
        <Input
          aria-label="列对应的名称"
          autoFocus
          maxLength={longestName}
          placeholder="如：市科协下发的服务台账格式"
          value={name ?? ''}
          onChange={({ target }) => setName(target.value)}
          onPressEnter={({ nativeEvent }) => {
            if (!nativeEvent.isComposing && (name ?? '').trim() !== '') keep((name ?? '').trim())
          }}
        />
      </Modal>
    </Flex>
  )
}

const useNames = (job: ImportJob, register: string) => {
  const [names, setNames] = useState<readonly string[]>([])
  const refresh = useCallback((): void => {
    // Without the list the guess still stands.
    job.mappings(register).then(setNames, () => setNames([]))
  }, [job, register])
  useEffect(refresh, [refresh])
  return { names, refresh }
}
