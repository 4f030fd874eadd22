import { Button, Flex, Spin, Typography } from 'antd'
import { useEffect, useState } from 'react'

interface BusyNoticeProps {
  readonly what: string
  /** Left out where stopping half-way is no longer possible. */
  readonly onCancel?: (() => void) | undefined
}

const worthSaying = 400

/** Says what takes its time and offers a way out; quick work does not flicker. */
export const BusyNotice = ({ what, onCancel }: BusyNoticeProps) => {
  const [seconds, setSeconds] = useState(0)
  const [shown, setShown] = useState(false)
  useEffect(() => {
    const soon = setTimeout(() => setShown(true), worthSaying)
    const clock = setInterval(() => setSeconds((count) => count + 1), 1000)
    return () => {
      clearTimeout(soon)
      clearInterval(clock)
    }
  }, [])
  if (!shown) return null
  return (
    <Flex align="center" gap="middle" role="status">
      <Spin />
      <Typography.Text>
        {what}
        {seconds > 1 ? `已用 ${String(seconds)} 秒` : ''}
      </Typography.Text>
      {onCancel === undefined ? null : <Button onClick={onCancel}>取消</Button>}
    </Flex>
  )
}
