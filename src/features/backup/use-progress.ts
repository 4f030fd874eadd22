import { useEffect, useState } from 'react'
import type { BackupBridge } from './backup-bridge'

const milliseconds = 250

/** How far the main process is with a backup, in per cent; undefined while that is not known. */
export const useProgress = (bridge: BackupBridge, busy: boolean): number | undefined => {
  const [percent, setPercent] = useState<number | undefined>(undefined)
  useEffect(() => {
    if (!busy) return
    const timer = setInterval(() => {
      void bridge.backupProgress().then(({ done, total }) => {
        setPercent(total === 0 ? undefined : Math.min(99, Math.floor((done / total) * 100)))
      })
    }, milliseconds)
    return () => {
      clearInterval(timer)
      setPercent(undefined)
    }
  }, [bridge, busy])
  return percent
}
