import { CalendarOutlined } from '@ant-design/icons'
import { Button, Calendar, Input, Popover, Space } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { formatValue, parseValue } from '../../../domain/kinds/all'
import type { ChildField, FieldValue } from '../../../domain/field'
import { editText, type Unreadable } from './edit-text'

interface ParsedInputProps {
  readonly id: string
  readonly field: ChildField
  readonly value: FieldValue | undefined
  readonly unreadable: Unreadable | undefined
  readonly year: number
  readonly describedBy: string
  readonly invalid: boolean
  readonly onChange: (value: FieldValue | undefined, unreadable?: Unreadable) => void
  readonly onLeave: () => void
}

const hints: Partial<Record<ChildField['kind'], string>> = {
  date: '如 2021-04-08 或 4月8日',
  partialDate: '如 2021-04-08、2021-04 或 2021',
  week: '如 第17周、2021W17 或 4月28日',
  moment: '如 2021-05-03 12:00',
  fuzzyNumber: '如 200、200余、约200',
  money: '如 3.5 或 35000元',
}

const unitOf = (field: ChildField): string | undefined =>
  field.kind === 'money' ? '万元' : 'unit' in field ? field.unit : undefined

/** One input for everything that is typed as text and means something else: it reads what a ledger may say, too. */
export const ParsedInput = ({
  id,
  field,
  value,
  unreadable,
  year,
  describedBy,
  invalid,
  onChange,
  onLeave,
}: ParsedInputProps) => {
  const outside = unreadable?.text ?? editText(field, value)
  const [typed, setTyped] = useState(outside)
  const [known, setKnown] = useState(outside)
  if (known !== outside) {
    setKnown(outside)
    if (readsAs(field, typed, year) !== outside) setTyped(outside)
  }
  const take = (text: string): void => {
    setTyped(text)
    const read = parseValue(field, text, { year })
    if (read.ok) {
      setKnown(editText(field, read.value))
      onChange(read.value)
    } else {
      setKnown(text)
      onChange(undefined, { text, reason: read.reason })
    }
  }
  const meaning = meaningOf(field, value, typed)
  const unit = unitOf(field)
  return (
    <>
      <Space.Compact style={{ width: '100%' }}>
        <Input
          id={id}
          value={typed}
          placeholder={hints[field.kind]}
          disabled={field.readOnly === true}
          aria-describedby={describedBy}
          aria-invalid={invalid}
          aria-required={field.required === true}
          {...(invalid ? { status: 'error' as const } : {})}
          {...(unit === undefined ? {} : { suffix: <span className="soft">{unit}</span> })}
          onChange={({ target }) => take(target.value)}
          onBlur={() => {
            if (unreadable === undefined) setTyped(editText(field, value))
            onLeave()
          }}
        />
        {field.kind === 'date' && (
          <DayPicker
            label={field.label}
            value={typeof value === 'string' ? value : undefined}
            onPick={(day) => take(day)}
          />
        )}
      </Space.Compact>
      {meaning !== undefined && (
        <div className="soft" style={{ fontSize: 12 }}>
          {meaning}
        </div>
      )}
    </>
  )
}

const readsAs = (field: ChildField, text: string, year: number): string => {
  const read = parseValue(field, text, { year })
  return read.ok ? editText(field, read.value) : text
}

/** How what was typed is understood, while it differs from what stands there. */
const meaningOf = (field: ChildField, value: FieldValue | undefined, typed: string): string | undefined => {
  if (value === undefined || typed.trim() === '' || typed.trim() === editText(field, value)) return undefined
  return `识别为：${formatValue(field, value, () => '')}${unitOf(field) ?? ''}`
}

const DayPicker = ({
  label,
  value,
  onPick,
}: {
  readonly label: string
  readonly value: string | undefined
  readonly onPick: (day: string) => void
}) => {
  const [open, setOpen] = useState(false)
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      content={
        <div style={{ width: 300 }}>
          <Calendar
            fullscreen={false}
            {...(value === undefined ? {} : { value: dayjs(value) })}
            onSelect={(day, { source }) => {
              if (source !== 'date') return
              onPick(day.format('YYYY-MM-DD'))
              setOpen(false)
            }}
          />
        </div>
      }
    >
      <Button tabIndex={-1} aria-label={`选择${label}`} icon={<CalendarOutlined />} />
    </Popover>
  )
}
