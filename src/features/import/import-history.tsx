import { Button, Empty, Flex, Table, Tag, Typography } from 'antd'
import { useEffect, useState } from 'react'
import { beijingMoment } from '../../domain/kinds/date'
import type { Register } from '../../domain/register'
import { useUndo } from '../../ui/undo'
import type { ImportJob, RunView } from './import-types'

interface ImportHistoryProps {
  readonly job: ImportJob
  readonly registers: readonly Register[]
  readonly onShowRecords: (register: string, batch: string) => void
}

/** 导入历史: every run, what came of it, and the way back. */
export const ImportHistory = ({ job, registers, onShowRecords }: ImportHistoryProps) => {
  const undo = useUndo()
  const [runs, setRuns] = useState<readonly RunView[]>()
  const [asked, setAsked] = useState(0)
  useEffect(() => {
    let isCurrent = true
    job.runs().then(
      (found) => {
        if (isCurrent) setRuns(found)
      },
      // The list is a convenience; 变更记录 has every import too.
      () => {
        if (isCurrent) setRuns([])
      },
    )
    return () => {
      isCurrent = false
    }
  }, [job, asked])
  if (runs === undefined) return null
  const takeBack = (batch: string): void => void undo(batch).then(() => setAsked((count) => count + 1))
  return (
    <section aria-label="导入历史">
      <Typography.Title level={2} style={{ fontSize: 16 }}>
        导入历史
      </Typography.Title>
      <Table<RunView>
        aria-label="导入历史"
        size="small"
        rowKey="batch"
        dataSource={[...runs]}
        tableLayout="fixed"
        scroll={{ x: 900 }}
        pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: <Empty description="还没有导入过台账" image={Empty.PRESENTED_IMAGE_SIMPLE} /> }}
        columns={[
          { title: '时间', key: 'at', width: 150, render: (_, { at }) => beijingMoment(at) },
          { title: '操作人', dataIndex: 'by', width: 90, ellipsis: true },
          {
            title: '文件',
            key: 'file',
            ellipsis: true,
            render: (_, { file, sheets }) => `${file}（${sheets.join('、')}）`,
          },
          {
            title: '导入到',
            key: 'register',
            width: 110,
            render: (_, { register }) => titleOf(registers, register),
          },
          { title: '结果', key: 'result', width: 280, render: (_, run) => resultOf(run) },
          {
            title: '操作',
            key: 'actions',
            width: 190,
            render: (_, { batch, register, file, undone }) =>
              undone ? (
                <Tag>已撤销</Tag>
              ) : (
                <Flex gap="small">
                  <Button size="small" onClick={() => onShowRecords(register, batch)}>
                    查看记录
                  </Button>
                  <Button size="small" aria-label={`撤销 ${file}`} onClick={() => takeBack(batch)}>
                    撤销
                  </Button>
                </Flex>
              ),
          },
        ]}
      />
    </section>
  )
}

const titleOf = (registers: readonly Register[], name: string): string =>
  registers.find((register) => register.name === name)?.title ?? name

const resultOf = ({ made, changed, created, same, left, problems }: RunView): string =>
  [
    `新增 ${String(made)}`,
    ...(changed > 0 ? [`变更 ${String(changed)}`] : []),
    ...(created > 0 ? [`同时新增机构、专家等 ${String(created)}`] : []),
    ...(same + left > 0 ? [`不动 ${String(same + left)}`] : []),
    ...(problems > 0 ? [`有问题未导入 ${String(problems)}`] : []),
  ].join('，')
