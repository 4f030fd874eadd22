import { Flex, Select, Typography } from 'antd'
import { targetKey } from '../../workbook/mapping/target'
import type { ColumnView, MappingView } from './import-types'

interface TargetSelectProps {
  readonly mapping: MappingView
  readonly column: ColumnView
  readonly disabled: boolean
  readonly onTarget: (column: number, key: string) => void
}

/** Where a column goes, and why; what else is taken out of its cells stands below. */
export const TargetSelect = ({ column, mapping, disabled, onTarget }: TargetSelectProps) => {
  const also = column.also.flatMap(
    (target) => mapping.targets.find(({ key }) => key === targetKey(target))?.label ?? [],
  )
  return (
    <Flex vertical gap={2}>
      <Select
        aria-label={`${column.heading} 对应`}
        size="small"
        disabled={disabled}
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={300}
        value={targetKey(column.target)}
        onChange={(key) => onTarget(column.column, key)}
        options={mapping.targets.map(({ key, label }) => ({ value: key, label }))}
      />
      <Typography.Text
        type={column.because.includes('请核对') ? 'warning' : 'secondary'}
        style={{ fontSize: 12, whiteSpace: 'normal' }}
      >
        {also.length === 0 ? column.because : `另取：${also.join('、')}。${column.because}`}
      </Typography.Text>
    </Flex>
  )
}
