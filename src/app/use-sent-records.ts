import { useEffect } from 'react'
import { submissions } from '../domain/registers/submissions'
import { isCancelled } from '../ui/cancelled'
import { isAnySent } from './any-sent'
import type { Services } from './services'

/** Lets the store know, once the window is at rest and whenever a report is sent, what the reports that were sent count. */
export const useSentRecords = ({ store, sent }: Services): void => {
  useEffect(() => {
    let idle = 0
    let stop: (() => void) | undefined
    let isGone = false
    const look = async (): Promise<void> => {
      if ((await isAnySent(store)) || (await store.sentFiles()).length > 0) await sent.look()
    }
    const lookSoon = (): void => {
      cancelIdleCallback(idle)
      idle = requestIdleCallback(() => {
        look().catch((error: unknown) => {
          // Somebody called other work off, and this with it.
          if (!isCancelled(error)) throw error
          if (!isGone) lookSoon()
        })
      })
    }
    lookSoon()
    void store
      .watch((changed) => {
        if (changed.includes(submissions.name)) lookSoon()
      })
      .then((unwatch) => {
        if (isGone) unwatch()
        else stop = unwatch
      })
    return () => {
      isGone = true
      cancelIdleCallback(idle)
      stop?.()
    }
  }, [store, sent])
}
