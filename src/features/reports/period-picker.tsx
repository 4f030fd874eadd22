import { Input, Select, Space, Typography } from 'antd'
import { useEffect, useId, useState } from 'react'
import { parseValue } from '../../domain/kinds/all'
import { countIn, customPeriod, indexOf, type Period, periodAt, type PeriodType } from '../../domain/period'

interface PeriodPickerProps {
  readonly today: string
  readonly periods: readonly PeriodType[]
  readonly period: Period
  readonly onChange: (period: Period) => void
  /** False while the days typed are none. */
  readonly onValid: (isValid: boolean) => void
}

const yearsBack = 12

/** 期别 and 所属期: which kind of period, and which one. */
export const PeriodPicker = ({ today, periods, period, onChange, onValid }: PeriodPickerProps) => {
  const { type } = period
  const chooseType = (next: PeriodType): void => {
    onValid(true)
    if (next === '自定义') {
      onChange(customPeriod(period.start, period.end))
      return
    }
    const { year, index } = indexOf(next, period.end > today ? period.start : period.end)
    onChange(periodAt(next, year, index))
  }
  return (
    <Space wrap size={[16, 8]}>
      <label className="inline">
        期别
        <Select
          aria-label="期别"
          style={{ width: 100 }}
          value={type}
          options={periods.map((value) => ({ value }))}
          onChange={chooseType}
        />
      </label>
      {type === '自定义' ? (
        <CustomDays
          key={`${period.start} ${period.end}`}
          period={period}
          onChange={onChange}
          onValid={onValid}
        />
      ) : (
        <YearAndIndex type={type} today={today} period={period} onChange={onChange} />
      )}
    </Space>
  )
}

interface YearAndIndexProps {
  readonly type: Exclude<PeriodType, '自定义'>
  readonly today: string
  readonly period: Period
  readonly onChange: (period: Period) => void
}

const YearAndIndex = ({ type, today, period, onChange }: YearAndIndexProps) => {
  const { year, index } = indexOf(type, period.start)
  const newest = Math.max(indexOf(type, today).year, year)
  const years = Array.from({ length: yearsBack }, (_, back) => newest - back)
  return (
    <Space wrap size={[16, 8]}>
      <label className="inline">
        年度
        <Select
          aria-label="年度"
          style={{ width: 100 }}
          value={year}
          options={[...new Set([...years, year])].map((value) => ({ value, label: `${String(value)}年` }))}
          onChange={(next: number) =>
            onChange(periodAt(type, next, Math.min(index, countIn(type, next) - 1)))
          }
        />
      </label>
      <label className="inline">
        所属期
        <Select
          aria-label="所属期"
          style={{ width: type === '周' ? 270 : 170 }}
          value={index}
          options={Array.from({ length: countIn(type, year) }, (_, value) => ({
            value,
            label: periodAt(type, year, value).label,
          }))}
          onChange={(next: number) => onChange(periodAt(type, year, next))}
        />
      </label>
    </Space>
  )
}

const dayOf = (text: string): string | undefined => {
  const read = parseValue({ kind: 'date', label: '' }, text)
  return read.ok && typeof read.value === 'string' ? read.value : undefined
}

type CustomDaysProps = Pick<PeriodPickerProps, 'period' | 'onChange' | 'onValid'>

/** Two days typed in any of the ways the app reads; they take effect when the field is left. */
const CustomDays = ({ period, onChange, onValid }: CustomDaysProps) => {
  const [typed, setTyped] = useState({ start: period.start, end: period.end })
  const hint = useId()
  const start = dayOf(typed.start)
  const end = dayOf(typed.end)
  const fault =
    start === undefined || end === undefined
      ? '请写作 2021-04-08。'
      : start > end
        ? '结束日期不能早于开始日期。'
        : ''
  useEffect(() => onValid(fault === ''), [fault, onValid])
  const settle = (): void => {
    if (fault !== '' || start === undefined || end === undefined) return
    if (start !== period.start || end !== period.end) onChange(customPeriod(start, end))
  }
  const box = (name: 'start' | 'end', label: string) => (
    <Input
      aria-label={label}
      aria-invalid={fault !== ''}
      aria-describedby={hint}
      style={{ width: 130 }}
      value={typed[name]}
      onChange={({ target }) => setTyped({ ...typed, [name]: target.value })}
      onBlur={settle}
      onPressEnter={settle}
    />
  )
  return (
    <Space wrap size={[8, 8]}>
      <label className="inline">所属期从{box('start', '所属期开始')}</label>
      <label className="inline">至{box('end', '所属期结束')}</label>
      <Typography.Text id={hint} type="danger" role="status">
        {fault}
      </Typography.Text>
    </Space>
  )
}
