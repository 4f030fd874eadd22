import { Alert, Flex, Select, Table } from 'antd'
import { useState } from 'react'
import type { CheckRowsProps } from './check-rows-props'
import type { NewRecordView } from './import-types'
import { useNewRecords } from './use-row-page'

const pageSize = 50

interface NewRecordsProps extends CheckRowsProps {
  /** Name of their register. */
  readonly made: string
}

/** Records that the import makes because nobody knows their names; where one is known after all, it can be said. */
export const NewRecords = ({ job, flow, plan, made, disabled }: NewRecordsProps) => {
  const { links } = flow.desk.decided
  const [page, setPage] = useState(1)
  const { total, rows, fault } = useNewRecords(job, plan, made, (page - 1) * pageSize, pageSize)
  const { warned = 0, near: nearOnes = 0 } =
    plan.createdTotals.find(({ register }) => register === made) ?? {}
  if (fault !== undefined) {
    return (
      <Alert type="error" showIcon title="没有取到这些记录，请按“上一步”后再核对一次。" description={fault} />
    )
  }
  return (
    <Flex vertical gap="small">
      {warned === 0 ? null : (
        <Alert type="warning" showIcon title={`其中 ${String(warned)} 个有要核对的内容，见“要核对”一列。`} />
      )}
      <Table<NewRecordView>
        size="small"
        rowKey="id"
        dataSource={[...rows]}
        pagination={{
          current: page,
          pageSize,
          total,
          onChange: setPage,
          showSizeChanger: false,
          hideOnSinglePage: true,
        }}
        columns={[
          { title: '名称', dataIndex: 'label', width: 260 },
          { title: '台账中的信息', dataIndex: 'detail', width: 200 },
          { title: '首次出现', dataIndex: 'place', width: 120 },
          { title: '要核对', dataIndex: 'warning' },
          ...(nearOnes > 0
            ? [
                {
                  title: '登记为',
                  key: 'near',
                  width: 280,
                  render: (_: unknown, { key, label, near }: NewRecordView) =>
                    near.length === 0 ? (
                      '新记录'
                    ) : (
                      <Select
                        aria-label={`${label} 登记为`}
                        disabled={disabled}
                        style={{ width: '100%' }}
                        value={links[key] ?? 'new'}
                        onChange={(chosen: string) =>
                          flow.decideAndCheck({ links: { ...links, [key]: chosen } })
                        }
                        options={[
                          { value: 'new', label: '新记录' },
                          ...near.map((record) => ({
                            value: record.id,
                            label: `就是 ${record.label}（${record.code}）`,
                          })),
                        ]}
                      />
                    ),
                },
              ]
            : []),
        ]}
      />
    </Flex>
  )
}
