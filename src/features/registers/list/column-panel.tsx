import { Button, Checkbox, Modal, Space } from 'antd'
import { useState } from 'react'
import type { Register } from '../../../domain/register'
import { columnNames, columnTitle } from './columns'

interface ColumnPanelProps {
  readonly register: Register
  readonly shown: readonly string[]
  readonly onChange: (columns: readonly string[]) => void
  readonly onReset: () => void
  readonly onClose: () => void
}

/** Which columns a list shows, and in which order. */
export const ColumnPanel = ({ register, shown, onChange, onReset, onClose }: ColumnPanelProps) => {
  const [columns, setColumns] = useState(shown)
  const hidden = columnNames(register).filter((name) => !columns.includes(name))
  const move = (index: number, by: number): void => {
    const next = [...columns]
    const [name] = next.splice(index, 1)
    if (name !== undefined) next.splice(index + by, 0, name)
    setColumns(next)
  }
  return (
    <Modal
      open
      title="列设置"
      okText="应用"
      cancelText="取消"
      okButtonProps={{ disabled: columns.length === 0 }}
      onCancel={onClose}
      onOk={() => {
        onChange(columns)
        onClose()
      }}
      footer={(buttons) => (
        <Space>
          <Button
            onClick={() => {
              onReset()
              onClose()
            }}
          >
            恢复默认
          </Button>
          {buttons}
        </Space>
      )}
    >
      <ul style={{ listStyle: 'none', padding: 0, margin: 0, maxHeight: 380, overflow: 'auto' }}>
        {[...columns, ...hidden].map((name, index) => {
          const title = columnTitle(register, name)
          const on = index < columns.length
          return (
            <li key={name} style={{ display: 'flex', alignItems: 'center', gap: 4, padding: '2px 0' }}>
              <Checkbox
                checked={on}
                style={{ flex: 1 }}
                onChange={() =>
                  setColumns(on ? columns.filter((other) => other !== name) : [...columns, name])
                }
              >
                {title}
              </Checkbox>
              <Button
                size="small"
                type="text"
                aria-label={`上移${title}`}
                disabled={!on || index === 0}
                onClick={() => move(index, -1)}
              >
                ↑
              </Button>
              <Button
                size="small"
                type="text"
                aria-label={`下移${title}`}
                disabled={!on || index === columns.length - 1}
                onClick={() => move(index, 1)}
              >
                ↓
              </Button>
            </li>
          )
        })}
      </ul>
    </Modal>
  )
}
