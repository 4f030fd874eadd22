import { Button, Input, Select, Space } from 'antd'
import { useLayoutEffect, useRef } from 'react'
import { columnNames, columnTitle } from '../../../domain/head-columns'
import type { Register } from '../../../domain/register'
import { labelMatches } from '../../../domain/search'
import { type CustomColumn, usualHeading } from '../../../reports/custom'
import { type CustomTotal, totalsFor } from '../../../reports/custom-totals'
import { longestHeading, type SavedCustom } from './saved-custom'

interface ColumnsTableProps {
  readonly register: Register
  readonly custom: SavedCustom
  readonly onChange: (columns: readonly CustomColumn[]) => void
}

/** The columns in their order: heading, total, place. 序号 comes before them by itself. */
export const ColumnsTable = ({ register, custom, onChange }: ColumnsTableProps) => {
  const { columns } = custom
  const { place, keep } = useKeptFocus()
  const others = columnNames(register).filter((name) => !columns.some((column) => column.name === name))
  const move = (from: number, to: number): void => {
    const moved = columns.filter((_, at) => at !== from)
    const column = columns[from]
    if (column === undefined) return
    // At the end of its way there is only back.
    keep([`${to < from ? '上移' : '下移'} ${column.name}`, `${to < from ? '下移' : '上移'} ${column.name}`])
    onChange([...moved.slice(0, to), column, ...moved.slice(to)])
  }
  const remove = (at: number): void => {
    keep(
      [columns[at + 1], columns[at - 1]].flatMap((near) => (near === undefined ? [] : `去掉 ${near.name}`)),
    )
    onChange(columns.filter((_, index) => index !== at))
  }
  const change = (at: number, part: Partial<CustomColumn>): void =>
    onChange(columns.map((column, index) => (index === at ? { ...column, ...part } : column)))
  return (
    <div ref={place}>
      <div className="custom-columns-place">
        <table className="custom-columns" aria-label="报表的列">
          <thead>
            <tr>
              {['列', '表头（不填就用原名）', '小计和合计', '操作'].map((text) => (
                <th key={text} scope="col">
                  {text}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {columns.map(({ name, heading, total }, at) => {
              const title = columnTitle(register, name)
              return (
                <tr key={name}>
                  <th scope="row">{title}</th>
                  <td>
                    <Input
                      aria-label={`${title}的表头`}
                      maxLength={longestHeading}
                      placeholder={usualHeading(register, name)}
                      value={heading}
                      onChange={({ target }) => change(at, { heading: target.value })}
                    />
                  </td>
                  <td>
                    <Select<CustomTotal>
                      aria-label={`${title}的合计`}
                      style={{ width: 120 }}
                      value={total}
                      options={totalsFor(register, name).map((value) => ({ value }))}
                      onChange={(next) => change(at, { total: next })}
                    />
                  </td>
                  <td>
                    <Space size={4}>
                      <Button
                        size="small"
                        disabled={at === 0}
                        data-key={`上移 ${name}`}
                        aria-label={`上移 ${title}`}
                        onClick={() => move(at, at - 1)}
                      >
                        上移
                      </Button>
                      <Button
                        size="small"
                        disabled={at === columns.length - 1}
                        data-key={`下移 ${name}`}
                        aria-label={`下移 ${title}`}
                        onClick={() => move(at, at + 1)}
                      >
                        下移
                      </Button>
                      <Button
                        size="small"
                        data-key={`去掉 ${name}`}
                        aria-label={`去掉 ${title}`}
                        onClick={() => remove(at)}
                      >
                        去掉
                      </Button>
                    </Space>
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      {columns.length === 0 && (
        <div role="alert" className="issue error">
          报表至少要有一列，请在下面添加。
        </div>
      )}
      <Select<string | null>
        aria-label="添加列"
        style={{ width: 240 }}
        placeholder="添加列（可输入拼音首字母）"
        value={null}
        options={others.map((value) => ({ value, label: columnTitle(register, value) }))}
        showSearch={{ filterOption: labelMatches }}
        onChange={(name) => {
          if (name !== null) onChange([...columns, { name, heading: '', total: '不合计' }])
        }}
      />
    </div>
  )
}

/** Moving a row, or taking one away, must not take the keyboard with it: the first of these that can be pressed gets it. */
const useKeptFocus = () => {
  const place = useRef<HTMLDivElement>(null)
  const wanted = useRef<readonly string[]>(undefined)
  useLayoutEffect(() => {
    if (wanted.current === undefined) return
    const buttons = wanted.current.map((key) =>
      place.current?.querySelector<HTMLButtonElement>(`button[data-key="${CSS.escape(key)}"]:not(:disabled)`),
    )
    wanted.current = undefined
    const next =
      buttons.find((button) => button !== null) ?? place.current?.querySelector<HTMLElement>('input')
    next?.focus()
  })
  return {
    place,
    keep: (keys: readonly string[]): void => {
      wanted.current = keys
    },
  }
}
