import { Checkbox, Input, InputNumber, Select, Space } from 'antd'
import { useState } from 'react'
import { fromWan } from '../../../domain/kinds/money'
import { parseValue } from '../../../domain/kinds/all'
import type { Field, LinkField, LinksField } from '../../../domain/field'
import type { Register } from '../../../domain/register'
import { labelMatches } from '../../../domain/search'
import type { Filter, Store } from '../../../storage/store'
import { LinkPicker } from '../form/link-picker'

interface EditorProps {
  readonly name: string
  readonly field: Field
  readonly registers: readonly Register[]
  readonly store: Store
  readonly onChange: (filter: Filter | undefined) => void
}

/** What to ask of one field, by its kind. */
export const FilterEditor = (props: EditorProps) => {
  const { name, field, onChange } = props
  // Whether there are files at all is what a list is filtered by; their names are found by 搜索.
  if (field.kind === 'attachments') return null
  if (field.kind === 'choice' || field.kind === 'choices' || field.kind === 'yesNo') {
    const choices =
      field.kind === 'yesNo'
        ? [
            { value: 'true', label: '是' },
            { value: 'false', label: '否' },
          ]
        : field.options.map(({ value, label }) => ({ value, label: label ?? value }))
    return <ChoiceEditor name={name} choices={choices} onChange={onChange} />
  }
  if (field.kind === 'link' || field.kind === 'links') return <LinkEditor {...props} field={field} />
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

interface ChoiceEditorProps {
  readonly name: string
  readonly choices: readonly { readonly value: string; readonly label: string }[]
  readonly onChange: EditorProps['onChange']
}

const fewChoices = 8

/** Any of these: boxes to tick, or a list to search when there are many. */
export const ChoiceEditor = ({ name, choices, onChange }: ChoiceEditorProps) => {
  const take = (values: readonly string[]): void =>
    onChange(values.length === 0 ? undefined : { kind: 'oneOf', field: name, values })
  if (choices.length <= fewChoices)
    return (
      <Checkbox.Group
        aria-label="筛选值"
        options={[...choices]}
        onChange={(values) => take(values.map(String))}
      />
    )
  return (
    <Select
      mode="multiple"
      aria-label="筛选值"
      placeholder="可选多项（可输入拼音首字母）"
      style={{ width: '100%' }}
      options={[...choices]}
      showSearch={{ filterOption: labelMatches }}
      onChange={take}
    />
  )
}

const LinkEditor = ({
  name,
  field,
  registers,
  store,
  onChange,
}: EditorProps & { readonly field: LinkField | LinksField }) => {
  const [chosen, setChosen] = useState<readonly string[]>([])
  return (
    <LinkPicker
      id="filter-links"
      label="筛选值"
      field={{ kind: 'links', label: field.label, to: field.to }}
      {...{ chosen, registers, store }}
      district={undefined}
      onChange={(values) => {
        setChosen(values)
        onChange(values.length === 0 ? undefined : { kind: 'oneOf', field: name, values })
      }}
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
