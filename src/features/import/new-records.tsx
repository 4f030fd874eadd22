import { Alert, Flex, Select, Table } from 'antd'
import type { CheckRowsProps } from './check-rows-props'
import type { NewRecordView } from './import-types'

const pageSize = 50

interface NewRecordsProps extends CheckRowsProps {
  readonly records: readonly NewRecordView[]
}

/** Records that the import makes because nobody knows their names; where one is known after all, it can be said. */
export const NewRecords = ({ flow, plan, records, disabled }: NewRecordsProps) => {
  const { links } = flow.desk.decided
  const warned = records.filter(({ warning }) => warning !== undefined).length
  const isNear = plan.created.some(({ near }) => near.length > 0)
  return (
    <Flex vertical gap="small">
      {warned === 0 ? null : (
        <Alert type="warning" showIcon title={`其中 ${String(warned)} 个有要核对的内容，见“要核对”一列。`} />
      )}
      <Table<NewRecordView>
        size="small"
        rowKey="id"
        dataSource={[...records].sort(
          (a, b) => Number(b.warning !== undefined) - Number(a.warning !== undefined),
        )}
        pagination={{ pageSize, showSizeChanger: false, hideOnSinglePage: true }}
        columns={[
          { title: '名称', dataIndex: 'label' },
          { title: '台账中的信息', dataIndex: 'detail' },
          { title: '首次出现', dataIndex: 'place', width: 120 },
          { title: '要核对', dataIndex: 'warning' },
          ...(isNear
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
