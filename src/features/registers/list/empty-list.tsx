import { Button, Space } from 'antd'
import type { Register } from '../../../domain/register'

interface EmptyListProps {
  readonly register: Register
  readonly narrowed: boolean
  readonly onNew: () => void
  readonly onImport: () => void
  readonly onClear: () => void
}

/** In the place of the rows where there are none. */
export const EmptyList = ({ register, narrowed, onNew, onImport, onClear }: EmptyListProps) => (
  <div className="table">
    <div className="table-empty" role="note">
      <span>
        {narrowed
          ? `没有符合条件的${register.title}。`
          : `还没有${register.title}。可以一条条录入，也可以把已有的 Excel 台账导入进来。`}
      </span>
      <Space>
        {narrowed ? (
          <Button onClick={onClear}>清除筛选条件</Button>
        ) : (
          <>
            <Button type="primary" onClick={onNew}>{`新建第一${register.unit}`}</Button>
            <Button onClick={onImport}>从 Excel 导入</Button>
          </>
        )}
      </Space>
    </div>
  </div>
)
