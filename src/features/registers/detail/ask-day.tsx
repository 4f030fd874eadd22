import { Button, Input } from 'antd'
import { useId, useState } from 'react'
import type { DateField } from '../../../domain/field'
import { parseValue } from '../../../domain/kinds/all'

interface AskDayProps {
  readonly today: string
  readonly onDay: (day: string) => void
}

const label = '查看某日的样子'
const field: DateField = { kind: 'date', label }

/** Asks for a day in the past, in whichever way it is written. */
export const AskDay = ({ today, onDay }: AskDayProps) => {
  const id = useId()
  const [text, setText] = useState('')
  const [reason, setReason] = useState('')
  const show = (): void => {
    const parsed = parseValue(field, text, { year: Number(today.slice(0, 4)) })
    const day = parsed.ok ? parsed.value : undefined
    if (!parsed.ok) setReason(`${parsed.reason}。`)
    else if (typeof day !== 'string') setReason('请填写日期，如 2021-04-08。')
    else if (day > today) setReason('这一天还没有到。')
    else onDay(day)
  }
  return (
    <form
      className="ask-day"
      onSubmit={(event) => {
        event.preventDefault()
        show()
      }}
    >
      <label htmlFor={id}>{label}</label>
      <Input
        id={id}
        style={{ width: 150 }}
        placeholder="如 2021-04-08"
        value={text}
        aria-describedby={`${id}-reason`}
        {...(reason === '' ? {} : { status: 'error' as const })}
        onChange={({ target }) => {
          setText(target.value)
          setReason('')
        }}
      />
      <Button htmlType="submit">查看</Button>
      <span id={`${id}-reason`} role="status" className="day-reason">
        {reason}
      </span>
    </form>
  )
}
