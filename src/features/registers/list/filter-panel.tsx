import { Button, Input, InputNumber, Modal, Select, Space } from 'antd'
import { useState } from 'react'
import { fromWan } from '../../../domain/kinds/money'
import { parseValue } from '../../../domain/kinds/all'
import type { Field } from '../../../domain/field'
import type { Register } from '../../../domain/register'
import { labelMatches } from '../../../domain/search'
import type { Filter } from '../../../storage/store'

interface FilterPanelProps {
  readonly register: Register
  readonly onAdd: (filter: Filter) => void
  readonly onClose: () => void
}

const filterable = (field: Field): boolean =>
  field.kind !== 'rows' && field.kind !== 'link' && field.kind !== 'links'

/** Adds one filter: which field, and what of it. */
export const FilterPanel = ({ register, onAdd, onClose }: FilterPanelProps) => {
  const fields = Object.entries(register.fields).filter(([, field]) => filterable(field))
  const [name, setName] = useState(
    fields.find(([, field]) => field.kind === 'choice' && field.list === true)?.[0] ?? fields[0]?.[0] ?? '',
  )
  const [draft, setDraft] = useState<Filter | undefined>(undefined)
  const field = register.fields[name]
  return (
    <Modal
      open
      title="筛选"
      okText="添加筛选"
      cancelText="取消"
      okButtonProps={{ disabled: draft === undefined }}
      onCancel={onClose}
      onOk={() => {
        if (draft !== undefined) onAdd(draft)
        onClose()
      }}
      destroyOnHidden
    >
      <Space orientation="vertical" style={{ width: '100%' }} size={12}>
        <Select
          aria-label="筛选字段"
          style={{ width: '100%' }}
          value={name}
          showSearch={{
            filterOption: labelMatches,
          }}
          options={fields.map(([value, { label }]) => ({ value, label }))}
          onChange={(value) => {
            setName(value)
            setDraft(undefined)
          }}
        />
        {field !== undefined && <FilterEditor key={name} name={name} field={field} onChange={setDraft} />}
        <Space wrap>
          <Button size="small" onClick={() => setDraft({ kind: 'empty', field: name, empty: true })}>
            只看空的
          </Button>
          <Button size="small" onClick={() => setDraft({ kind: 'empty', field: name, empty: false })}>
            只看非空
          </Button>
          {draft?.kind === 'empty' && <span>{draft.empty ? '已选：空' : '已选：非空'}</span>}
        </Space>
      </Space>
    </Modal>
  )
}

interface EditorProps {
  readonly name: string
  readonly field: Field
  readonly onChange: (filter: Filter | undefined) => void
}

const FilterEditor = ({ name, field, onChange }: EditorProps) => {
  if (field.kind === 'choice' || field.kind === 'choices' || field.kind === 'yesNo') {
    const choices =
      field.kind === 'yesNo'
        ? [
            { value: 'true', label: '是' },
            { value: 'false', label: '否' },
          ]
        : field.options.map(({ value, label }) => ({ value, label: label ?? value }))
    return (
      <Select
        mode="multiple"
        aria-label="筛选值"
        placeholder="可选多项"
        style={{ width: '100%' }}
        options={choices}
        showSearch={{
          filterOption: labelMatches,
        }}
        onChange={(values: readonly string[]) =>
          onChange(values.length === 0 ? undefined : { kind: 'oneOf', field: name, values })
        }
      />
    )
  }
  if (field.kind === 'number' || field.kind === 'money' || field.kind === 'fuzzyNumber')
    return <RangeEditor name={name} money={field.kind === 'money'} onChange={onChange} />
  if (field.kind === 'date' || field.kind === 'partialDate')
    return <DateEditor name={name} onChange={onChange} />
  return (
    <Input
      aria-label="筛选值"
      placeholder="包含的文字（可用拼音首字母）"
      onChange={({ target }) =>
        onChange(
          target.value.trim() === '' ? undefined : { kind: 'contains', field: name, text: target.value },
        )
      }
    />
  )
}

const RangeEditor = ({
  name,
  money,
  onChange,
}: {
  readonly name: string
  readonly money: boolean
  readonly onChange: EditorProps['onChange']
}) => {
  const [range, setRange] = useState<{ readonly from?: number; readonly to?: number }>({})
  const change = (next: typeof range): void => {
    setRange(next)
    const scaled = Object.fromEntries(
      Object.entries(next).map(([key, value]) => [key, money ? fromWan(value) : value]),
    )
    onChange(Object.keys(next).length === 0 ? undefined : { kind: 'range', field: name, ...scaled })
  }
  const bound = (key: 'from' | 'to', value: number | null): void => {
    const others = Object.fromEntries(Object.entries(range).filter(([name_]) => name_ !== key))
    change(value === null ? others : { ...others, [key]: value })
  }
  return (
    <Space>
      <InputNumber
        aria-label="不小于"
        placeholder="不小于"
        onChange={(value: number | null) => bound('from', value)}
      />
      <span>至</span>
      <InputNumber
        aria-label="不大于"
        placeholder="不大于"
        onChange={(value: number | null) => bound('to', value)}
      />
      {money && <span>万元</span>}
    </Space>
  )
}

const DateEditor = ({
  name,
  onChange,
}: {
  readonly name: string
  readonly onChange: EditorProps['onChange']
}) => {
  const [typed, setTyped] = useState({ from: '', to: '' })
  const change = (next: typeof typed): void => {
    setTyped(next)
    const bounds = Object.fromEntries(
      Object.entries(next).flatMap(([key, text]) => {
        const day = dayOf(text)
        return day === undefined ? [] : [[key, day]]
      }),
    )
    onChange(Object.keys(bounds).length === 0 ? undefined : { kind: 'range', field: name, ...bounds })
  }
  return (
    <Space>
      <Input
        aria-label="不早于"
        placeholder="不早于，如 2021-04-01"
        value={typed.from}
        onChange={({ target }) => change({ ...typed, from: target.value })}
      />
      <span>至</span>
      <Input
        aria-label="不晚于"
        placeholder="不晚于"
        value={typed.to}
        onChange={({ target }) => change({ ...typed, to: target.value })}
      />
    </Space>
  )
}

const dayOf = (text: string): string | undefined => {
  const read = parseValue({ kind: 'date', label: '' }, text)
  return read.ok && typeof read.value === 'string' ? read.value : undefined
}
