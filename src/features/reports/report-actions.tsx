import { Button, Space } from 'antd'
import type { ReactNode } from 'react'
import type { ReportOptions } from '../../reports/report'
import type { ReportWork } from './use-report'

interface ReportActionsProps {
  readonly work: Pick<ReportWork, 'preview' | 'print' | 'savePdf' | 'save'>
  readonly options: () => ReportOptions
  readonly disabled: boolean
  /** Between looking at it and handing it on. */
  readonly children?: ReactNode
}

/** What can be had of a report: a look at it, paper, a file. */
export const ReportActions = ({ work, options, disabled, children }: ReportActionsProps) => (
  <Space wrap>
    <Button disabled={disabled} onClick={() => void work.preview(options())}>
      预览
    </Button>
    {children}
    <Button disabled={disabled} onClick={() => void work.print(options())}>
      打印
    </Button>
    <Button disabled={disabled} onClick={() => void work.savePdf(options())}>
      导出 PDF
    </Button>
    <Button type="primary" disabled={disabled} onClick={() => void work.save(options())}>
      导出 Excel
    </Button>
  </Space>
)
