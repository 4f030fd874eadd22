import { Button, Flex, Progress, Spin, Typography } from 'antd'
import { useEffect, useState } from 'react'
import type { ImportStage } from './import-types'

interface BusyNoticeProps {
  readonly what: string
  readonly stage: ImportStage | undefined
  /** Left out where stopping half-way is no longer possible. */
  readonly onCancel?: (() => void) | undefined
}

const worthSaying = 400

/** Says what takes its time and offers a way out; quick work does not flicker. */
export const BusyNotice = ({ what, stage, onCancel }: BusyNoticeProps) => {
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
  const { done, all } = stage ?? {}
  return (
    <Flex align="center" gap="middle" role="status">
      <Spin />
      <Typography.Text>
        {`${stage?.what ?? what}……`}
        {seconds > 1 ? `已用 ${String(seconds)} 秒` : ''}
      </Typography.Text>
      {done === undefined || all === undefined || all === 0 ? null : (
        <Progress
          aria-label="进度"
          percent={Math.round((done / all) * 100)}
          size="small"
          style={{ width: 200 }}
        />
      )}
      {onCancel === undefined ? null : <Button onClick={onCancel}>取消</Button>}
    </Flex>
  )
}
