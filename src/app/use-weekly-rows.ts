import { useEffect } from 'react'
import { makeWeeklyReports } from '../features/weekly/make-weekly-reports'
import type { Settings, Store } from '../storage/store'
import { systemClock } from './clock'

const hour = 3_600_000

/** Makes the weekly reports that are due to be written, once the window is at rest and then on every new day. */
export const useWeeklyRows = (store: Store, settings: Settings): void => {
  useEffect(() => {
    let made: string | undefined
    const make = (): void => {
      const today = systemClock.today()
      if (made === today) return
      made = today
      void makeWeeklyReports(store, settings, today)
    }
    const idle = requestIdleCallback(make)
    const timer = setInterval(make, hour)
    return () => {
      cancelIdleCallback(idle)
      clearInterval(timer)
    }
  }, [store, settings])
}
