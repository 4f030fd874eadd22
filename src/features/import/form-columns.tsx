import { Table } from 'antd'
import type { ColumnView, MappingView } from './import-types'
import { TargetSelect } from './target-select'

interface FormColumnsProps {
  readonly mapping: MappingView
  readonly disabled: boolean
  readonly onTarget: (column: number, key: string) => void
}

/** A form has no columns: its labels stand one below the other, each with what was filled in. */
export const FormColumns = ({ mapping, disabled, onTarget }: FormColumnsProps) => (
  <Table<ColumnView>
    aria-label="表单的栏目"
    size="small"
    rowKey="column"
    dataSource={[...mapping.columns]}
    pagination={false}
    scroll={{ y: 360 }}
    columns={[
      { title: '栏目', dataIndex: 'heading', width: 200 },
      {
        title: '填写的内容',
        key: 'samples',
        ellipsis: true,
        render: (_, { samples }) => samples.filter((text) => text !== '').join(' ｜ '),
      },
      {
        title: '对应',
        key: 'target',
        width: 300,
        render: (_, column) => <TargetSelect {...{ mapping, column, disabled, onTarget }} />,
      },
    ]}
  />
)
