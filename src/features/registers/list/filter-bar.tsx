import { Button, Space } from 'antd'
import { useState } from 'react'
import { FilterPanel } from './filter-panel'
import { FilterTags, type FilterTagsProps } from './filter-tags'

/** The filters of a list where there is no list: looked at, added, taken away. */
export const FilterBar = (props: FilterTagsProps) => {
  const { filters, onChange } = props
  const [isAdding, setAdding] = useState(false)
  return (
    <Space wrap>
      <Button onClick={() => setAdding(true)}>添加筛选条件</Button>
      <FilterTags {...props} />
      {isAdding && (
        <FilterPanel
          {...props}
          onAdd={(filter) => onChange([...filters, filter])}
          onClose={() => setAdding(false)}
        />
      )}
    </Space>
  )
}
