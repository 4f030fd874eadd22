import { Button, Checkbox, InputNumber, Modal, Radio, Select, Space } from 'antd'
import { type KeyboardEvent, useRef, useState } from 'react'
import { columnNames, columnTitle, isSortable } from '../../../domain/head-columns'
import type { Register } from '../../../domain/register'
import { labelMatches } from '../../../domain/search'
import type { TableSort } from '../../../ui/table-column'
import './column-panel.css'
import { type ListLayout, narrowest, usualLayout, usualWidth, widest } from './columns'

interface ColumnPanelProps {
  readonly register: Register
  readonly layout: ListLayout
  readonly onChange: (layout: ListLayout) => void
  readonly onClose: () => void
}

/** Which columns a list shows, in which order and how wide, and by what it is sorted: all that the mouse does on the headings. */
export const ColumnPanel = ({ register, layout, onChange, onClose }: ColumnPanelProps) => {
  const [now, setNow] = useState(layout)
  const body = useRef<HTMLUListElement>(null)
  const { columns, widths, sort } = now
  const hidden = columnNames(register).filter((name) => !columns.includes(name))
  const move = (name: string, by: number): void => {
    const from = columns.indexOf(name)
    const to = from + by
    if (from === -1 || to < 0 || to >= columns.length) return
    setNow({ ...now, columns: columns.filter((other) => other !== name).toSpliced(to, 0, name) })
    // The row takes the focus along, so that it can be moved on.
    requestAnimationFrame(() =>
      body.current?.querySelector<HTMLElement>(`[data-column="${name}"] input`)?.focus(),
    )
  }
  const onKeyDown = (event: KeyboardEvent, name: string): void => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (!event.altKey || by === undefined || event.nativeEvent.isComposing) return
    event.preventDefault()
    move(name, by)
  }
  const toggle = (name: string): void =>
    setNow({
      ...now,
      columns: columns.includes(name) ? columns.filter((other) => other !== name) : [...columns, name],
    })
  const widen = (name: string, width: number | null): void => {
    const { [name]: _before, ...others } = widths
    setNow({ ...now, widths: width === null ? others : { ...others, [name]: width } })
  }
  return (
    <Modal
      open
      title="列设置"
      okText="应用"
      cancelText="取消"
      width={560}
      centered
      okButtonProps={{ disabled: columns.length === 0 }}
      onCancel={onClose}
      onOk={() => {
        onChange(now)
        onClose()
      }}
      footer={(buttons) => (
        <Space>
          <Button onClick={() => setNow(usualLayout(register))}>恢复默认</Button>
          {buttons}
        </Space>
      )}
    >
      <SortBy register={register} sort={sort} onChange={(next) => setNow({ ...now, sort: next })} />
      <p className="hint">勾选要显示的列；在某一列上按 Alt+↑、Alt+↓ 调整先后。宽度单位为像素。</p>
      <ul className="column-list" aria-label="列" ref={body}>
        {[...columns, ...hidden].map((name, index) => {
          const title = columnTitle(register, name)
          const on = index < columns.length
          return (
            <li key={name} data-column={name} onKeyDown={(event) => onKeyDown(event, name)}>
              <Checkbox checked={on} onChange={() => toggle(name)}>
                {title}
              </Checkbox>
              {on && (
                <>
                  <InputNumber
                    size="small"
                    aria-label={`${title}的宽度`}
                    min={narrowest}
                    max={widest}
                    step={10}
                    controls={false}
                    value={widths[name] ?? usualWidth(register, name)}
                    onChange={(width: number | null) => widen(name, width)}
                  />
                  <Button
                    size="small"
                    type="text"
                    aria-label={`上移${title}`}
                    disabled={index === 0}
                    onClick={() => move(name, -1)}
                  >
                    ↑
                  </Button>
                  <Button
                    size="small"
                    type="text"
                    aria-label={`下移${title}`}
                    disabled={index === columns.length - 1}
                    onClick={() => move(name, 1)}
                  >
                    ↓
                  </Button>
                </>
              )}
            </li>
          )
        })}
      </ul>
    </Modal>
  )
}

interface SortByProps {
  readonly register: Register
  readonly sort: TableSort
  readonly onChange: (sort: TableSort) => void
}

const SortBy = ({ register, sort, onChange }: SortByProps) => (
  <Space wrap>
    <label className="inline" htmlFor="sort-field">
      排序
    </label>
    <Select
      id="sort-field"
      style={{ width: 200 }}
      value={sort.field}
      showSearch={{ filterOption: labelMatches }}
      options={columnNames(register)
        .filter((name) => isSortable(register, name))
        .map((name) => ({ value: name, label: columnTitle(register, name) }))}
      onChange={(field) => onChange({ ...sort, field })}
    />
    <Radio.Group
      aria-label="次序"
      value={sort.descending ? 'down' : 'up'}
      options={[
        { value: 'up', label: '升序' },
        { value: 'down', label: '降序' },
      ]}
      onChange={({ target }) => onChange({ ...sort, descending: target.value === 'down' })}
    />
  </Space>
)
