import { Button, Flex, Typography } from 'antd'
import { type DragEvent, useState } from 'react'
import type { OpenResult } from '../../bridge/channels'
import type { Register } from '../../domain/register'
import { MenuButton } from '../../ui/menu-button'
import { readDropped } from './dropped-file'
import type { ImportJob } from './import-types'
import { type ImportFiles, useSaveFile } from './use-save-file'

interface ChooseFileProps {
  readonly job: ImportJob
  readonly files: ImportFiles
  readonly registers: readonly Register[]
  readonly disabled: boolean
  readonly onChoose: () => void
  readonly onDropped: (read: () => Promise<OpenResult>) => void
}

/** The first step: the native dialog, or a file dropped anywhere on the area. */
export const ChooseFile = (props: ChooseFileProps) => {
  const { job, files, registers, disabled, onChoose, onDropped } = props
  const { save, isBusy } = useSaveFile(files)
  const [over, setOver] = useState(false)
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    const files = [...event.dataTransfer.files]
    if (!disabled) onDropped(() => readDropped(files))
  }
  return (
    <section
      aria-label="选择文件"
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      style={{
        border: over ? '2px solid currentcolor' : '2px dashed #8c8c8c',
        borderRadius: 8,
        padding: '32px 24px',
      }}
    >
      <Flex vertical align="center" gap="middle">
        <Button type="primary" size="large" autoFocus disabled={disabled} onClick={onChoose}>
          选择文件
        </Button>
        <Typography.Text>
          {over
            ? '松开鼠标，导入这个文件'
            : '也可以把文件拖到这里。一次导入一个文件。从 Excel 复制的一块表格，按 Ctrl+V 即可粘贴。'}
        </Typography.Text>
        <Typography.Text type="secondary">
          支持 Excel（.xlsx、.xls）和文本（.csv、.txt）台账；标题行、合并单元格、小计和签字行会自动识别。
        </Typography.Text>
        <MenuButton
          label="下载模板"
          disabled={isBusy}
          groups={[
            {
              entries: registers.map(({ name, title }) => ({
                label: title,
                run: () => save('workbook', () => job.template(name)),
              })),
            },
          ]}
        />
      </Flex>
    </section>
  )
}
